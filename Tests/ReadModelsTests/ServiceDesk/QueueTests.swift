import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

private let now = Instant.newYear.plus(days: 30)

/// Five incidents that differ in everything that can be filtered by.
private func desk() throws -> DeskTable {
    var log = IncidentLog()
    log.log("INC-1", at: .newYear, title: "Mail is slow", caller: "person-1", service: "mail", ci: "mx-1")
    log.log("INC-2", at: .newYear.plus(days: 10), title: "mailbox full", caller: "person-2", service: "mail")
    log.log("INC-3", at: .newYear.plus(days: 20), title: "Printer jammed", caller: "person-1", service: "print")
    log.log("INC-10", at: .newYear.plus(days: 29), title: "No network", ci: "switch-1")
    log.log("PRB-1", at: .newYear.plus(days: 30), title: "Not an incident's number")
    log.prioritise("INC-1", .high, at: .newYear)
    log.prioritise("INC-2", .critical, at: .newYear.plus(days: 10))
    log.prioritise("INC-3", .high, at: .newYear.plus(days: 20))
    log.assign("INC-1", "mail team", "person-8", at: .newYear.plus(days: 1))
    log.assign("INC-2", "mail team", at: .newYear.plus(days: 11))
    log.add(.categorised(IncidentCategorised(category: "hardware")), to: "INC-3", at: .newYear.plus(days: 21))
    log.add(.majorDeclared(MajorIncidentDeclared(manager: nil, reason: "All")), to: "INC-1", at: .newYear.plus(days: 2))
    log.resolve("INC-3", at: .newYear.plus(days: 22))
    log.close("INC-3", at: .newYear.plus(days: 25))
    log.close("INC-3", at: .newYear.plus(days: 26))
    return try log.folded()
}

@Suite struct QueueTests {
    @Test(arguments: [
        ("", ["INC-1", "INC-10", "INC-2", "INC-3", "PRB-1"]),
        ("state=open", ["INC-1", "INC-10", "INC-2", "PRB-1"]),
        ("state=New", ["INC-10", "PRB-1"]),
        ("state=assigned,closed", ["INC-1", "INC-2", "INC-3"]),
        ("priority=1", ["INC-2"]),
        ("priority=critical,high", ["INC-1", "INC-2", "INC-3"]),
        ("priority=none", ["INC-10", "PRB-1"]),
        ("group=\"mail team\"", ["INC-1", "INC-2"]),
        ("group=none", ["INC-10", "INC-3", "PRB-1"]),
        ("assignee=person-8", ["INC-1"]),
        ("group=\"mail team\" assignee=none", ["INC-2"]),
        ("caller=person-1", ["INC-1", "INC-3"]),
        ("caller=person-1 caller=person-2", ["INC-1", "INC-2", "INC-3"]),
        ("caller=person-1 state=open", ["INC-1"]),
        ("customer=none", ["INC-1", "INC-10", "INC-2", "INC-3", "PRB-1"]),
        ("service=print", ["INC-3"]),
        ("ci=mx-1", ["INC-1"]),
        ("ci=none", ["INC-2", "INC-3", "PRB-1"]),
        ("category=hardware", ["INC-3"]),
        ("min-age=20d", ["INC-1", "INC-2"]),
        ("min-age=20d state=open", ["INC-1", "INC-2"]),
        ("max-age=20d", ["INC-10", "INC-2", "INC-3", "PRB-1"]),
        ("min-age=1d max-age=480h", ["INC-10", "INC-2", "INC-3"]),
        ("number=INC-1", ["INC-1", "INC-10"]),
        ("number=INC", ["INC-1", "INC-10", "INC-2", "INC-3"]),
        ("title=MAIL", ["INC-1", "INC-2"]),
        ("title=mailb", ["INC-2"]),
        ("major=yes", ["INC-1"]),
        ("major=no number=INC-1", ["INC-10"]),
        ("contradictory=yes", ["INC-3"]),
        ("state=open priority=5", []),
    ])
    func `a filter finds its incidents in the order of their numbers`(text: String, expected: [String]) throws {
        let queue = IncidentQueue(filter: try IncidentFilter(parsing: text), now: now)
        #expect(try desk().numbers(queue) == expected)
    }

    @Test(arguments: [
        (IncidentQueue.Sort.number, ["INC-1", "INC-10", "INC-2", "INC-3", "PRB-1"]),
        (.priority, ["INC-2", "INC-1", "INC-3", "INC-10", "PRB-1"]),
        (.oldest, ["INC-1", "INC-2", "INC-3", "INC-10", "PRB-1"]),
        (.newest, ["PRB-1", "INC-10", "INC-3", "INC-2", "INC-1"]),
    ])
    func `a queue is sorted as asked, and cut at its limit`(sort: IncidentQueue.Sort, expected: [String]) throws {
        let desk = try desk()
        #expect(try desk.numbers(IncidentQueue(sort: sort, now: now)) == expected)
        #expect(try desk.numbers(IncidentQueue(sort: sort, limit: 2, now: now)) == Array(expected.prefix(2)))
        #expect(try desk.numbers(IncidentQueue(sort: sort, limit: 0, now: now)) == [])
        let open = try IncidentFilter(parsing: "state=open")
        #expect(
            try desk.numbers(IncidentQueue(filter: open, sort: sort, now: now)) == expected.filter { $0 != "INC-3" })
    }

    @Test func `a stood-down major incident is no longer in the list of majors`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: .newYear)
        log.add(.majorDeclared(MajorIncidentDeclared(manager: nil, reason: "All")), to: "INC-1", at: .newYear)
        log.add(.majorStoodDown(MajorIncidentStoodDown(reason: "Some")), to: "INC-1", at: .newYear.plus(days: 1))
        let queue = IncidentQueue(filter: try IncidentFilter(parsing: "major=yes"), now: now)
        #expect(try log.folded().numbers(queue) == [])
        #expect(try log.folded().total(.majors, IndexKey(0)) == 1)
    }

    @Test func `an excluded item no longer finds the incident`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: .newYear, ci: "mx-1")
        log.add(.ciLinked(CILinkedToIncident(ci: "mx-1", role: .affected, how: .excluded)), to: "INC-1", at: .newYear)
        let queue = IncidentQueue(filter: try IncidentFilter(parsing: "ci=mx-1"), now: now)
        #expect(try log.folded().numbers(queue) == [])
    }

    /// Enough incidents that some conditions go by their index and others by walking the rows.
    @Test(arguments: 1...2 as ClosedRange<UInt64>)
    func `however a queue is found, it is what looking at every row finds`(seed: UInt64) throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 1200, eventCount: 3000)
        let table = try log.folded()
        var all: [ServiceDeskRow] = []
        try table.scanRows { _, row in
            all.append(row)
            return .more
        }
        let end = Instant.newYear.plus(days: 150)
        for text in [
            "state=open", "state=open,closed priority=1", "group=group-1 state=pending", "caller=person-2 service=none",
            "min-age=60d max-age=100d", "state=open max-age=30d", "number=INC-12 priority=2,none",
            "title=\"trouble 1\"",
            "contradictory=no major=yes", "ci=ci-1 ci=ci-2 assignee=none",
        ] {
            let filter = try IncidentFilter(parsing: text)
            for sort in IncidentQueue.Sort.allCases {
                let found = try IncidentQueue(filter: filter, sort: sort, now: end).rows(in: table)
                let expected = all.filter { meets($0, filter, end) }.sorted { precedes($0, $1, sort) }
                #expect(
                    found.map(\.incident.number) == expected.map(\.incident.number), "seed \(seed): \(text) by \(sort)")
            }
        }
    }

    private func meets(_ row: ServiceDeskRow, _ filter: IncidentFilter, _ now: Instant) -> Bool {
        let incident = row.incident
        let age = now.micros(since: incident.times.loggedAt)
        let cis = incident.relations.cis.filter { $0.how != .excluded }.map { Optional($0.ci) }
        func allows<Value: Equatable>(_ wanted: [Value], _ value: Value) -> Bool {
            wanted.isEmpty || wanted.contains(value)
        }
        return allows(filter.states, incident.state) && allows(filter.priorities, incident.classification.priority)
            && allows(filter.groups, incident.assignment.group) && allows(filter.assignees, incident.assignment.person)
            && allows(filter.callers, incident.classification.caller)
            && allows(filter.services, incident.classification.service)
            && (filter.cis.isEmpty || filter.cis.contains { $0.map { cis.contains($0) } ?? cis.isEmpty })
            && age >= filter.minimumAgeMicros ?? .min && age <= filter.maximumAgeMicros ?? .max
            && incident.number.rawValue.hasPrefix(filter.numberPrefix)
            && incident.title.lowercased().hasPrefix(filter.titlePrefix)
            && filter.isMajor ?? row.isMajor == row.isMajor
            && filter.isContradictory ?? !incident.contradictions.isEmpty == !incident.contradictions.isEmpty
    }

    private func precedes(_ left: ServiceDeskRow, _ right: ServiceDeskRow, _ sort: IncidentQueue.Sort) -> Bool {
        let (one, other) = (left.incident, right.incident)
        switch sort {
        case .number: return one.number < other.number
        case .priority:
            let (first, second) = (
                one.classification.priority?.rawValue ?? 9, other.classification.priority?.rawValue ?? 9
            )
            return (first, one.number) < (second, other.number)
        case .oldest: return (one.times.loggedAt, one.number) < (other.times.loggedAt, other.number)
        case .newest: return (other.times.loggedAt, other.number) < (one.times.loggedAt, one.number)
        }
    }
}
