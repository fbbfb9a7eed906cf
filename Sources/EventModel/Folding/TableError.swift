/// Why a table cannot be folded or read.
public enum TableError: Error, Sendable {
    /// An event that this release cannot read: the table stops before it.
    case undecodable(table: String, position: Position, type: String, cause: DecodeError)
    /// A stored row, index entry or sum that is not what was written.
    case damaged(table: String, place: String, expected: String, found: String)
    /// The storage under the table, or the log that it is folded from, failed.
    case unreadable(table: String, cause: any Error)
}

extension TableError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .undecodable(let table, let position, let type, let cause):
            "the read model \(table) stopped before position \(position): cannot read \(type): \(cause); "
                + "use the release that wrote it"
        case .damaged(let table, let place, let expected, let found):
            "the read model \(table) is damaged in \(place): expected \(expected), found \(found); "
                + "rebuild it with 'logbook replay'"
        case .unreadable(let table, let cause): "the read model \(table) cannot go on: \(cause)"
        }
    }
}
