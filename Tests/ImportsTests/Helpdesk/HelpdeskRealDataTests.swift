import EventModel
import Imports
import Processes
import Testing

@Suite(
    "The real help desk log",
    .enabled(if: RealData.isPresent(RealData.helpdesk), "../shared/data is not here: nothing to compare with"))
struct HelpdeskRealDataTests {
    /// As the oracle calls it.
    private func state(_ incident: Incident) -> String {
        switch incident.state {
        case .new, .assigned: "open"
        case .inProgress: "working"
        case .pending: "pending: \(incident.waiting.reason.map { "\($0)" } ?? "?")"
        case .resolved: "resolved"
        case .closed: "closed"
        case .cancelled, .merged: "not in the source"
        }
    }

    @Test func `agrees with an independent count: rows, events, states, reopenings, and at past moments`() throws {
        let moments = [
            ("2010/12/31 23:59:59", "2010-12-31T23:59:59Z"), ("2012/06/01 12:00:00", "2012-06-01T12:00:00Z"),
            ("2013/03/19 10:22:40", "2013-03-19T10:22:40Z"),
        ]
        let counts: OracleCounts = try RealData.oracle(
            "helpdesk_counts.py", [RealData.helpdesk] + moments.flatMap { ["--at", $0.0] })
        let found = try Imported(ByteSource(path: RealData.helpdesk), .helpdesk)
        #expect(found.adds)
        #expect(found.tally.read == counts.rows)
        #expect(found.tally.withEvents == counts.rowsWithEvents)
        #expect(found.tally.withoutChange == counts.rowsWithoutChange)
        #expect(found.counts == counts.events)
        let incidents = folded(found.commits).values
        #expect(incidents.count == counts.incidents)
        #expect(Dictionary(incidents.map { (state($0), 1) }, uniquingKeysWith: +) == counts.finalStates)
        #expect(incidents.reduce(0) { $0 + Int($1.counts.reopened) } == counts.reopenings)

        for (moment, expected) in zip(moments, counts.atMoments) {
            let then = folded(found.commits.prefix { $0.occurredAt <= instant(moment.1) }).values
            #expect(then.count == expected.logged, "\(moment.0)")
            #expect(then.count { $0.state.isOpen } == expected.open, "\(moment.0)")
            #expect(Dictionary(then.map { (state($0), 1) }, uniquingKeysWith: +) == expected.byState, "\(moment.0)")
        }
    }

    @Test func `repeated appends nothing`() throws {
        let found = try Imported(ByteSource(path: RealData.helpdesk), .helpdesk)
        let again = try Imported(ByteSource(path: RealData.helpdesk), .helpdesk, history: history(of: found.commits))
        #expect(again.commits.isEmpty)
        #expect(again.tally.recordedBefore == found.tally.withEvents)
    }
}
