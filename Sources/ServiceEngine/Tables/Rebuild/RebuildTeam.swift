import EventLog
import EventModel

/// The lanes of a pass: some read records themselves, others follow one that decodes the same events.
struct RebuildTeam: Sendable {
    private let lanes: [RebuildLane]
    private var leading: [Int] = []
    private var following: [Int] = []

    init(_ lanes: [RebuildLane]) {
        self.lanes = lanes
        for number in lanes.indices {
            if leading.contains(where: { lanes[$0].attach(lanes[number]) }) {
                following.append(number)
            } else {
                leading.append(number)
            }
        }
    }

    /// Each once.
    var categories: [String] {
        leading.flatMap { lanes[$0].categories }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    var rowCount: Int { lanes.reduce(0) { $0 + $1.rowCount() } }

    /// Folds what `chunks` have for a part, until one of the lanes fails.
    func fold(_ chunks: [LogChunk], _ part: Int) -> LaneFailure? {
        for chunk in chunks {
            for number in leading {
                do throws(TableError) { try lanes[number].fold(chunk, part) } catch {
                    return LaneFailure(lane: number, error: error)
                }
            }
            for number in following {
                do throws(TableError) { try lanes[number].check(part) } catch {
                    return LaneFailure(lane: number, error: error)
                }
            }
        }
        return nil
    }

    /// The log cannot be read: said of the first lane; each of the others finds it itself.
    func failure(_ error: LogError) -> LaneFailure {
        LaneFailure(lane: 0, error: .unreadable(table: lanes[0].name, cause: error))
    }
}

/// Why one of several lanes does not go on.
struct LaneFailure: Sendable {
    let lane: Int
    let error: TableError

    /// The event at which it stopped; behind all of them where it was something else.
    var position: Position {
        if case .stopped(_, let event) = error { event.position } else { Position(.max) }
    }
}
