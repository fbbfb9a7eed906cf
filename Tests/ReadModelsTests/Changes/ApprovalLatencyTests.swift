import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

private let start = Instant(micros: 1_772_442_000_000_000)
private func hour(_ hours: Int64) -> Instant { start.advanced(byMicros: hours * Instant.microsPerHour) }
private func asked(_ board: ReferenceCode?) -> ChangeEvent {
    .approvalRequested(
        ApprovalRequested(
            policyVersion: 0, quorum: 1, approvers: [], content: "c", expiresAt: hour(9_999), board: board))
}
private let requested = ChangeEvent.requested(ChangeRequested(changeType: .normal, title: "t", cis: ["mx-1"]))
private let authorised = ChangeEvent.authorised(ChangeAuthorised(content: "c"))
private let voided = ChangeEvent.approvalInvalidated(ApprovalInvalidated(cause: "x", before: "c", after: "d"))
private let expired = ChangeEvent.approvalExpired(ApprovalExpired(dueAt: hour(9), given: 0, quorum: 1))

/// A mean as `board: sum/count n n-excluded`.
private func texts(_ board: ChangeBoard) -> [String] {
    board.approvalLatencyByBoard.map { group in
        let (figure, value) = (group.figure, group.figure.value)
        return "\(group.board?.rawValue ?? "-"): \(value?.numerator ?? -1)/\(value?.denominator ?? -1) n \(figure.n)-"
            + "\(figure.excluded)"
    }
}

@Suite struct ApprovalLatencyTests {
    @Test func `each board is a group of its own, by its code, and what no board was asked for the last`() async throws
    {
        let hours = Instant.microsPerHour
        let told: [(ChangeNumber, ReferenceCode?, Int64)] = [
            ("CHG-1", "lan", 2), ("CHG-2", nil, 9), ("CHG-3", "cab", 3), ("CHG-4", "cab", 4),
        ]
        var story = ProjectionScenario(ChangeTable.self)
        for (number, board, end) in told {
            story = story.given(requested, on: number.stream, at: hour(0))
                .given(asked(board), on: number.stream, at: hour(1))
                .given(authorised, on: number.stream, at: hour(end))
        }
        try await story.then { table throws in
            let board = try ChangeBoard(table, harms: [:], asOf: hour(99))
            #expect(
                texts(board) == ["cab: \(5 * hours)/2 n 2-0", "lan: \(hours)/1 n 1-0", "-: \(8 * hours)/1 n 1-0"])
            let none = try ChangeBoard(table, harms: [:], asOf: hour(99), period: Period(from: hour(10), to: nil))
            #expect(none.approvalLatencyByBoard == [])
        }
    }

    @Test func `a group's JSON is a figure with its board, null where none was asked`() throws {
        var world = World()
        for (number, board) in [("CHG-1", "cab"), ("CHG-2", nil)] as [(ChangeNumber, ReferenceCode?)] {
            for (event, at) in [(requested, 0), (asked(board), 1), (authorised, 3)] as [(ChangeEvent, Int64)] {
                world.record(event, on: number.stream, at: hour(at), by: .person("x"))
            }
        }
        let board = try ChangeBoard(try world.folded(ChangeTable.self), harms: [:], asOf: hour(99))
        guard case .object(let json) = board.json, case .array(let groups)? = json["approvalLatencyByBoard"],
            case .object(let cab)? = groups.first, case .object(let none)? = groups.last
        else { throw NoGroups() }
        #expect(
            cab.members.map(\.key) == [
                "board", "name", "value", "unit", "n", "excluded", "definitionVersion", "exact", "parts", "definition",
            ])
        #expect(cab["board"] == .string("cab") && none["board"] == .null && groups.count == 2)
        #expect(cab["name"] == .string("meanApprovalLatency") && cab["n"] == .integer(1))
        #expect(cab["value"] == .integer(2 * Instant.microsPerHour))
        #expect(cab["definition"] != none["definition"])
    }
    private struct NoGroups: Error {}

    @Test(
        "groups equal a calculation over the raw events, and come to the figure of all",
        arguments: 0..<12 as Range<UInt64>)
    func naive(seed: UInt64) throws {
        let world = randomWorld(seed)
        let periods = [
            Period.always, Period(from: hour(20), to: hour(60)), Period(from: nil, to: hour(40)),
            Period(from: hour(40), to: nil),
        ]
        for period in periods {
            let board = try ChangeBoard(try world.folded(ChangeTable.self), harms: [:], asOf: hour(999), period: period)
            #expect(texts(board) == naive(world, period), "seed \(seed), \(period)")
            let whole = try #require(board.figures.first { $0.name == "meanApprovalLatency" })
            #expect(board.approvalLatencyByBoard.reduce(0) { $0 + $1.figure.n } == whole.n, "seed \(seed)")
        }
    }

    /// Changes that are submitted, voided, expired and authorised in any order, now and then by another board.
    private func randomWorld(_ seed: UInt64) -> World {
        var (world, random) = (World(), SplitMix(seed: seed))
        for number in 0..<40 {
            let stream = ChangeNumber("CHG-\(number)").stream
            var clock = Int64.random(in: 0..<30, using: &random)
            func record(_ event: ChangeEvent) {
                world.record(event, on: stream, at: hour(clock), by: .person("x"))
                clock += .random(in: 0..<20, using: &random)
            }
            record(requested)
            for _ in 0..<Int.random(in: 0..<6, using: &random) {
                if Int.random(in: 0..<5, using: &random) > 0 {
                    record(asked([nil, "cab", "lan", "b", "B"][.random(in: 0..<5, using: &random)]))
                }
                record([authorised, authorised, voided, expired][.random(in: 0..<4, using: &random)])
            }
        }
        return world
    }

    /// The same from the events: the last request of each change, unless it came to nothing.
    private func naive(_ world: World, _ period: Period) -> [String] {
        var waits: [String: [Int64]] = [:]
        for (_, records) in Dictionary(grouping: world.records, by: \.stream) {
            var (last, wait): ((String, Instant)?, (board: String, Int64, at: Instant)?) = (nil, nil)
            for record in records {
                switch try? ChangeEvent.catalogue.decode(record).first {
                case .approvalRequested(let event):
                    (last, wait) = ((event.board?.rawValue ?? "-", record.occurredAt), nil)
                case .approvalExpired, .approvalInvalidated: (last, wait) = (nil, nil)
                case .authorised:
                    wait = last.map { ($0.0, record.occurredAt.micros(since: $0.1), record.occurredAt) }
                default: break
                }
            }
            if let wait, period.contains(wait.at) { waits[wait.board, default: []].append(wait.1) }
        }
        let boards = waits.keys.filter { $0 != "-" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return (boards + ["-"]).compactMap { board in
            waits[board].map { "\(board): \($0.reduce(0, +))/\($0.count) n \($0.count)-0" }
        }
    }
}
