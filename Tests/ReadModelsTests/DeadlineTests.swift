import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

@Suite struct DeadlineTests {
    typealias Deadlines = DeadlineTable<AutoClose>

    /// The whole incidents, folded stream by stream, say the same as the small rows.
    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func `deadlines are those of the whole incidents, whatever is recorded late or contradicts itself`(
        seed: UInt64
    ) throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 20, eventCount: 400)
        var table = MemoryTable<Deadlines>()
        try table.apply(log.events) { log.history($0, $1) }
        let rules = IncidentRules.standard
        var expected: [Deadline] = []
        for stream in Set(log.events.map(\.stream)) {
            let records = log.history(stream).sorted { ($0.occurredAt, $0.position) < ($1.occurredAt, $1.position) }
            var incident: Incident?
            for record in records {
                for event in try IncidentEvent.catalogue.decode(record) {
                    IncidentProcess.evolve(&incident, event, record)
                }
            }
            guard let incident, let dueAt = incident.autoCloseDueAt(.utc, rules) else { continue }
            expected.append(Deadline(stream: stream, dueAt: dueAt, cause: incident.lastPosition))
        }
        #expect(!expected.isEmpty, "seed \(seed)")
        let facts = Facts()
        for moment in expected.map(\.dueAt) + [.latest] {
            let passed = try table.deadlines(passedAt: moment) { AutoClose.dueAt($0, facts, .utc) }
            #expect(zip(passed, passed.dropFirst()).allSatisfy { $0.dueAt <= $1.dueAt }, "seed \(seed)")
            #expect(Set(passed) == Set(expected.filter { $0.dueAt <= moment }), "seed \(seed), at \(moment)")
        }
    }

    @Test func `what comes back from a mistaken merge waits again`() throws {
        var log = IncidentLog()
        let merged = IncidentsMerged(survivor: "INC-2", absorbed: "INC-1", workMinutes: 0)
        let unmerged = IncidentsUnmerged(survivor: "INC-2", absorbed: "INC-1", workMinutes: 0, reason: "Another fault")
        let resolved = IncidentResolved(code: nil, solution: nil, service: nil, causeCI: nil, restoredAt: nil)
        var counts: [Int] = []
        for (day, event) in [.resolved(resolved), .merged(merged), .unmerged(unmerged)].enumerated()
            as EnumeratedSequence<[IncidentEvent]>
        {
            log.add(event, to: "INC-1", at: .newYear.plus(days: Int64(day)))
            var table = MemoryTable<Deadlines>()
            try table.apply(log.events) { log.history($0, $1) }
            counts.append(table.count(Deadlines.waiting, .all, limit: nil))
        }
        #expect(counts == [1, 0, 1])
    }
}
