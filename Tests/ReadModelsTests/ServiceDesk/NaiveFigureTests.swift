import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

/// Every figure against a calculation over the raw events that knows nothing of the fold.
@Suite struct NaiveFigureTests {
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `figures equal a naive calculation over the events`(seed: UInt64) throws {
        let log = IncidentLog.stories(seed: seed, count: 60)
        let asOf = Instant.newYear.plus(days: 200)
        for period in [
            Period.always, Period(from: .newYear.plus(days: 5), to: .newYear.plus(days: 25)),
            Period(from: .newYear.plus(days: 20), to: nil),
        ] {
            let naive = Naive(log, period)
            let desk = try Desk(try log.folded(), asOf: asOf, period: period, zone: .utc)
            for figure in desk.figures {
                let expected = try #require(naive.figures[figure.name], "\(figure.name)")
                let comment: Comment = "seed \(seed), \(figure.name) in \(period)"
                #expect(figure.n == expected.n, comment)
                #expect(figure.excluded == expected.excluded, comment)
                let isEqual = expected.value.map { value in
                    figure.value.map { $0.numerator * value.1 == value.0 * Int128($0.denominator) } ?? (value.1 == 0)
                }
                #expect(isEqual ?? (figure.value == nil), comment)
            }
        }
    }
}

/// What the raw events come to.
private struct Naive {
    struct Expected {
        /// Numerator and denominator.
        let value: (Int128, Int128)?
        let n: Int64
        let excluded: Int64
    }
    private(set) var figures: [String: Expected] = [:]

    init(_ log: IncidentLog, _ period: Period) {
        let incidents = Dictionary(grouping: log.events, by: \.stream).values.map(Story.init)
        func within(_ instant: Instant?) -> Bool { instant.map { period.contains($0) } ?? false }

        let answered = incidents.filter { within($0.firstAnswer) }
        mean("meanTimeToFirstResponse", answered.map { ($0.firstAnswer ?? .newYear).micros(since: $0.detected) })

        let resolved = incidents.filter { within($0.standing) }
        let lost = incidents.count { story in
            story.standing == nil && story.ends.contains { within($0) }
        }
        let elapsed = resolved.map { ($0.standing ?? .newYear).micros(since: $0.detected) - $0.waits }.sorted()
        mean("meanTimeToResolve", elapsed, excluded: lost)
        let middle = elapsed.isEmpty ? nil : (elapsed[(elapsed.count - 1) / 2], elapsed[elapsed.count / 2])
        set("medianTimeToResolve", middle.map { (Int128($0.0) + Int128($0.1), 2) }, elapsed.count, lost)
        let rank =
            elapsed.isEmpty ? nil : elapsed.first { value in elapsed.count { $0 <= value } * 10 >= elapsed.count * 9 }
        set("p90TimeToResolve", rank.map { (Int128($0), 1) }, elapsed.count, lost)

        let first = incidents.filter { within($0.resolutions.first) }
        let contacts = first.filter { $0.source == .phone || $0.source == .mail }
        let atOnce = contacts.filter { story in
            let quick = (story.resolutions.first ?? .newYear).micros(since: story.logged) <= 3_600_000_000
            return quick && story.waitCount == 0 && story.handOvers == 0
                && !story.isReopened(after: story.resolutions.first)
        }
        share("firstContactResolution", atOnce.count, contacts.count, first.count - contacts.count)

        let known = resolved.filter { !$0.groups.isEmpty || $0.source != .alert }
        share(
            "firstLevelResolution", known.count { Set($0.groups).count <= 1 }, known.count, resolved.count - known.count
        )

        let cohort = incidents.filter { story in story.resolutions.contains { within($0) } }
        let back = cohort.filter { story in
            story.resolutions.contains { within($0) && story.isReopened(after: $0) }
        }
        share("reopenRate", back.count, cohort.count, 0)

        let come = incidents.flatMap { [$0.logged] + $0.reopenings }.count { within($0) }
        let left = incidents.flatMap { $0.resolutions + $0.cancelled + $0.merged }.count { within($0) }
        set("backlogFlow", (Int128(come - left), 1), come + left, 0)

        let logged = incidents.filter { within($0.logged) }
        let own = logged.filter { $0.cancelled.isEmpty && $0.merged.isEmpty }
        let gone = logged.count - own.count
        rate("reassignmentsPerIncident", own.map(\.handOvers), gone)
        share("reassignedMoreThanTwice", own.count { $0.handOvers >= 3 }, own.count, gone)
        rate("functionalEscalationRate", own.map(\.functional), gone)
        rate("hierarchicalEscalationRate", own.map(\.hierarchical), gone)

        let declared = incidents.filter { within($0.declared) }
        let ownMajors = declared.filter { $0.cancelled.isEmpty && $0.merged.isEmpty }.count
        set("majorIncidents", (Int128(ownMajors), 1), ownMajors, declared.count - ownMajors)
        let restored = incidents.filter { $0.declared != nil && within($0.standing) }
        mean("majorMeanTimeToRestore", restored.map { ($0.standing ?? .newYear).micros(since: $0.detected) })
    }

    private mutating func set(_ name: String, _ value: (Int128, Int128)?, _ n: Int, _ excluded: Int) {
        figures[name] = Expected(value: value, n: Int64(n), excluded: Int64(excluded))
    }
    private mutating func mean(_ name: String, _ values: [Int64], excluded: Int = 0) {
        let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
        set(name, values.isEmpty ? nil : (sum, Int128(values.count)), values.count, excluded)
    }
    private mutating func share(_ name: String, _ hits: Int, _ count: Int, _ excluded: Int) {
        set(name, count == 0 ? nil : (Int128(hits), Int128(count)), count, excluded)
    }
    private mutating func rate(_ name: String, _ counts: [Int], _ excluded: Int) {
        share(name, counts.reduce(0, +), counts.count, excluded)
    }
}

/// One incident's raw events, sorted into lists.
private struct Story {
    var logged = Instant.newYear
    var detected = Instant.newYear
    var source = IncidentSource.phone
    var caller: PersonID?
    var firstAnswer: Instant?
    var resolutions: [Instant] = []
    var reopenings: [Instant] = []
    var cancelled: [Instant] = []
    var merged: [Instant] = []
    var groups: [GroupID] = []
    var handOvers = 0
    var functional = 0
    var hierarchical = 0
    var declared: Instant?
    var waitCount = 0
    /// Waits up to the last resolution.
    var waits: Int64 = 0
    private var waitingSince: Instant?

    init(_ records: [RecordedEvent]) {
        for record in records.sorted(by: { ($0.occurredAt, $0.position) < ($1.occurredAt, $1.position) }) {
            guard let event = try? IncidentEvent.catalogue.decode(record).first else { continue }
            take(event, record.occurredAt, record.actor.principal)
        }
    }

    var standing: Instant? {
        guard let last = resolutions.last, reopenings.allSatisfy({ $0 < last }) else { return nil }
        return last
    }
    /// When it was resolved, whether or not that held.
    var ends: [Instant] { resolutions }

    func isReopened(after resolution: Instant?) -> Bool {
        guard let resolution, let next = reopenings.first(where: { $0 > resolution }) else { return false }
        return next.micros(since: resolution) <= 14 * Instant.microsPerDay
    }

    private mutating func take(_ event: IncidentEvent, _ at: Instant, _ who: PersonID) {
        switch event {
        case .logged(let event):
            (logged, detected, source, caller) = (at, event.detectedAt, event.source, event.caller)
        case .commented(let event):
            if event.visibility == .public, who != caller { firstAnswer = firstAnswer ?? at }
        case .assigned(let event): groups += [event.group].compactMap { $0 }
        case .reassigned(let event):
            handOvers += 1
            groups += [event.group].compactMap { $0 }
        case .escalated(let event):
            if event.kind == .functional { functional += 1 } else { hierarchical += 1 }
        case .majorDeclared: declared = at
        case .pended:
            waitCount += 1
            waitingSince = at
        case .resumed: endWait(at)
        case .resolved:
            endWait(at)
            resolutions.append(at)
        case .reopened: reopenings.append(at)
        case .cancelled: cancelled.append(at)
        case .merged: merged.append(at)
        default: break
        }
    }

    private mutating func endWait(_ at: Instant) {
        if let since = waitingSince { waits += at.micros(since: since) }
        waitingSince = nil
    }
}

extension IncidentLog {
    /// Incidents that go the ways of the state machine, one step a few minutes to a few days after the other; recorded as they
    /// happened, incident after incident.
    fileprivate static func stories(seed: UInt64, count: Int) -> IncidentLog {
        var random = SplitMix(seed: seed)
        var log = IncidentLog()
        for index in 0..<count {
            let number = IncidentNumber("INC-\(index)")
            var at = Instant.newYear.plus(days: .random(in: 0..<30, using: &random))
            let source = [IncidentSource.phone, .mail, .alert].randomElement(using: &random) ?? .phone
            log.log(
                number, at: at, source: source, detectedAt: at.plus(minutes: -.random(in: 0...200, using: &random)),
                caller: "person-1")
            var (isOpen, isWaiting, group) = (true, false, 0)
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                at = at.plus(minutes: Bool.random(using: &random) ? 7 : .random(in: 1...9000, using: &random))
                guard isOpen else {
                    if Bool.random(using: &random) { continue }
                    log.reopen(number, at: at)
                    isOpen = true
                    continue
                }
                switch Int.random(in: 0..<24, using: &random) {
                case 0...3:
                    let visibility = CommentVisibility.allCases.randomElement(using: &random) ?? .public
                    log.comment(number, visibility, by: Bool.random(using: &random) ? "person-1" : "agent-1", at: at)
                case 4...8:
                    if group == 0 {
                        log.assign(number, "group-0", at: at)
                    } else {
                        log.reassign(number, GroupID("group-\(group)"), at: at)
                    }
                    group += 1
                case 9, 10:
                    let kind = EscalationKind.allCases.randomElement(using: &random) ?? .functional
                    log.add(
                        .escalated(IncidentEscalated(kind: kind, level: 2, reason: "Slow", contact: nil)), to: number,
                        at: at)
                case 11:
                    log.add(.majorDeclared(MajorIncidentDeclared(manager: nil, reason: "All")), to: number, at: at)
                case 12, 13, 14:
                    if isWaiting { log.resume(number, at: at) } else { log.pend(number, at: at) }
                    isWaiting.toggle()
                case 15...21:
                    log.resolve(number, at: at)
                    (isOpen, isWaiting) = (false, false)
                case 22 where !isWaiting:
                    log.add(.cancelled(IncidentCancelled(reason: nil)), to: number, at: at)
                case 23 where !isWaiting:
                    log.add(
                        .merged(IncidentsMerged(survivor: "INC-0", absorbed: number, workMinutes: 0)), to: number,
                        at: at)
                default: continue
                }
                if log.isOver(number) { break }
            }
        }
        return log
    }

    /// Cancelled and merged incidents have no further steps.
    private func isOver(_ number: IncidentNumber) -> Bool {
        ["IncidentCancelled", "IncidentsMerged"].contains(history(number.stream).last?.type ?? "")
    }
}
