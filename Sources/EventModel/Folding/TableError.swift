/// Why a table cannot be folded or read.
public enum TableError: Error, Sendable {
    /// The table has stopped before an event that cannot be folded in.
    case stopped(table: String, StoppedEvent)
    /// A stored row, index entry or sum that is not what was written.
    case damaged(table: String, place: String, expected: String, found: String)
    /// The storage under the table, or the log that it is folded from, failed.
    case unreadable(table: String, cause: any Error)
}

/// An event that cannot be folded in: this release cannot read it, or the model's rules have no answer to it.
public struct StoppedEvent: Sendable, Hashable {
    public let position: Position
    public let type: String
    /// What is wrong, in words.
    public let cause: String

    public init(position: Position, type: String, cause: String) {
        self.position = position
        self.type = type
        self.cause = cause
    }

    public init(_ record: RecordedEvent, cause: String) {
        self.init(position: record.position, type: record.type, cause: cause)
    }
}

extension StoppedEvent: WireMessage {
    public static let schema = Schema(
        Field(1, "position", \StoppedEvent.position, "The event."),
        Field(2, "type", \.type, "Its type."),
        Field(3, "cause", \.cause, "What is wrong with it."))
}

extension TableError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .stopped(let table, let event):
            "the read model \(table) stopped before position \(event.position): cannot fold in \(event.type): \(event.cause); "
                + "use the release that wrote it, or go on without it with 'logbook models skip \(event.position)'"
        case .damaged(let table, let place, let expected, let found):
            "the read model \(table) is damaged in \(place): expected \(expected), found \(found); "
                + "rebuild it with 'logbook replay --model \(table)'"
        case .unreadable(let table, let cause): "the read model \(table) cannot go on: \(cause)"
        }
    }
}
