public import EventModel
public import Processes

/// How long those who were asked took to authorise changes: the members of one advisory board, or whoever was asked without one.
public struct ApprovalLatency: Sendable, Hashable {
    /// Nil: no board was asked, but people whom the rules name, or everybody.
    public let board: ReferenceCode?
    /// Microseconds, as all of them together are.
    public let figure: Figure

    /// `board`, null where none was asked, and the keys of a figure. Keys are stable.
    public var json: JSONValue {
        guard case .object(let figure) = figure.json else { return .null }
        var object: JSONObject = ["board": board.value]
        for (key, value) in figure.members { object[key] = value }
        return .object(object)
    }
}

extension ChangeFigureCollector {
    var approvalLatencyByBoard: [ApprovalLatency] {
        let boards: [ReferenceCode?] = latencyByBoard.keys.compactMap { $0 }.sorted()
        return (boards + [nil]).compactMap { board in
            latencyByBoard[board].map { ApprovalLatency(board: board, figure: figure($0, board)) }
        }
    }

    private func figure(_ latency: DurationTally, _ board: ReferenceCode?) -> Figure {
        let asked =
            board.map { "of advisory board \($0)" }
            ?? "of no advisory board on record, but of people whom the rules name, or of everybody"
        return Figure(
            "meanApprovalLatency", .micros, latency.mean, n: latency.n, excluded: latency.excluded,
            "Mean from the submission to the authorisation that holds, over changes authorised in the period whose "
                + "approvals were asked \(asked).")
    }
}
