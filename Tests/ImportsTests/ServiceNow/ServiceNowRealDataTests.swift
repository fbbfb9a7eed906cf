import EventModel
import Imports
import Processes
import Testing

@Suite(
    "The real ServiceNow export",
    .enabled(if: RealData.isPresent(RealData.servicenow), "../shared/data is not here: nothing to compare with"))
struct ServiceNowRealDataTests {
    private static let whole = Result { try Imported(ByteSource(path: RealData.servicenow), .servicenow) }
    private func whole() throws -> Imported { try Self.whole.get() }

    /// As the source calls it.
    private func sourceState(_ incident: Incident) -> String {
        switch incident.state {
        case .new, .assigned: "New"
        case .inProgress: "Active"
        case .pending:
            switch incident.waiting.reason {
            case .customer: "Awaiting User Info"
            case .supplier: "Awaiting Vendor"
            case .problem: "Awaiting Problem"
            case .evidence: "Awaiting Evidence"
            case .change, .other, nil: "not in the source"
            }
        case .resolved, .closed, .cancelled, .merged: incident.state.name
        }
    }

    private func sourcePriority(_ incident: Incident) -> String {
        incident.classification.priority.map {
            "\($0.rawValue) - \($0.word.prefix(1).uppercased())\($0.word.dropFirst())"
        } ?? "?"
    }

    private func counted(_ incidents: some Sequence<Incident>, _ key: (Incident) -> String) -> [String: Int] {
        Dictionary(incidents.map { (key($0), 1) }, uniquingKeysWith: +)
    }

    @Test func `agrees with an independent count: rows, events, states, priorities, reopenings`() throws {
        let found = try whole()
        let counts: OracleCounts = try RealData.oracle("servicenow_counts.py", [RealData.servicenow])
        #expect(found.adds)
        #expect(found.tally.read == counts.rows)
        #expect(found.tally.withEvents == counts.rowsWithEvents)
        #expect(found.tally.withoutChange == counts.rowsWithoutChange)
        #expect(found.tally.rejected == 0)
        #expect(found.counts == counts.events)
        let incidents = folded(found.commits).values
        #expect(incidents.count == counts.incidents)
        #expect(counted(incidents, sourceState) == counts.finalStates)
        #expect(counted(incidents, sourcePriority) == counts.finalPriorities)
        #expect(incidents.reduce(0) { $0 + Int($1.counts.reopened) } == counts.reopenings)
        #expect(incidents.count { $0.counts.reopened > 0 } == counts.incidentsReopened)
    }

    @Test func `agrees with an independent count at past moments`() throws {
        let moments = [
            ("29/2/2016 08:00", "2016-02-29T08:00:00Z"), ("24/3/2016 18:45", "2016-03-24T18:45:00Z"),
            ("1/4/2016 12:00", "2016-04-01T12:00:00Z"), ("31/5/2016 23:59", "2016-05-31T23:59:00Z"),
            ("1/1/2017 00:00", "2017-01-01T00:00:00Z"),
        ]
        let arguments = moments.flatMap { ["--at", $0.0] }
        let counts: OracleCounts = try RealData.oracle("servicenow_counts.py", [RealData.servicenow] + arguments)
        let commits = try whole().commits
        for (moment, expected) in zip(moments, counts.atMoments) {
            let incidents = folded(commits.prefix { $0.occurredAt <= instant(moment.1) }).values
            let open = incidents.filter { $0.state.isOpen }
            #expect(incidents.count == expected.logged, "\(moment.0)")
            #expect(open.count == expected.open, "\(moment.0)")
            #expect(counted(incidents, sourceState) == expected.byState, "\(moment.0)")
            #expect(counted(open, sourcePriority) == expected.openByPriority, "\(moment.0)")
        }
    }

    @Test func `gives every row an id of its own`() throws {
        let ids = try whole().commits.map(\.commandID)
        #expect(Set(ids).count == ids.count)
    }

    @Test func `interrupted and repeated goes on where it stopped`() throws {
        let found = try whole()
        let half = found.commits.count / 2
        let rest = try Imported(
            ByteSource(path: RealData.servicenow), .servicenow, history: history(of: found.commits.prefix(half)))
        #expect(rest.events == found.commits.dropFirst(half).flatMap(\.events))
        #expect(rest.tally.recordedBefore == half)
        #expect(rest.tally.withoutChange == found.tally.withoutChange)
    }

    @Test func `in slices, each row without some of its neighbours, appends nothing twice`() throws {
        let all = history(of: try whole().commits)
        let text = String(decoding: try drain(ByteSource(path: RealData.servicenow)), as: UTF8.self)
        let lines = text.split(separator: "\n")
        for (keep, offset) in [(2, 1), (5, 0), (5, 3)] {
            let rows = lines.dropFirst().enumerated().filter { $0.offset % keep == offset }.map(\.element)
            let part = try Imported((lines.prefix(1) + rows).joined(separator: "\n"), .servicenow, history: all)
            #expect(part.names == [], "every row in \(keep), from \(offset)")
            #expect(part.adds)
        }
    }
}
