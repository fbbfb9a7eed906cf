public import EventModel

/// What priority impact and urgency make together. Versioned: an incident keeps the version that it was judged by.
public struct PriorityMatrix: Sendable, Hashable {
    /// 0 for the one in force before any was published.
    public let version: UInt64
    /// A row an impact from high to low, a column an urgency from high to low.
    public let rows: [[Priority]]

    /// The usual matrix of ITIL's books.
    public static let standard = PriorityMatrix(
        version: 0,
        rows: [
            [.critical, .high, .moderate],
            [.high, .moderate, .low],
            [.moderate, .low, .planning],
        ])

    public static let stream = StreamID(category: PriorityMatrixProcess.category, key: "priority")

    public func priority(_ impact: Impact, _ urgency: Urgency) -> Priority {
        rows[Int(impact.rawValue) - 1][Int(urgency.rawValue) - 1]
    }
}

extension Facts {
    /// The matrix in force, for commands that need `PriorityMatrix.stream`.
    var priorityMatrix: PriorityMatrix {
        state(of: PriorityMatrix.stream, in: PriorityMatrixProcess.self) ?? .standard
    }
}
