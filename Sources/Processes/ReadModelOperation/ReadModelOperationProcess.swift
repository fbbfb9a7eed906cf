public import EventModel

/// Somebody decided that a read model goes on without an event at which it had stopped.
public struct ReadModelEventSkipped: DomainEvent {
    public let position: Position
    public let eventType: String
    public let cause: String

    public init(position: Position, eventType: String, cause: String) {
        self.position = position
        self.eventType = eventType
        self.cause = cause
    }

    public static let type = EventType(
        "ReadModelEventSkipped", version: 1,
        Field(1, "position", \ReadModelEventSkipped.position, "The event that the model goes on without."),
        Field(2, "eventType", \.eventType, "That event's type."),
        Field(3, "cause", \.cause, "Why the model had stopped there."))
    public static let summary = "Somebody decided that a read model goes on without an event at which it had stopped."
    public static let example = ReadModelEventSkipped(
        position: Position(4_711), eventType: "IncidentLogged", cause: "no title")
}

public enum ReadModelOperationEvent: EventUnion {
    case skipped(ReadModelEventSkipped)

    public static let catalogue = EventCatalogue<ReadModelOperationEvent>([
        EventMember(ReadModelOperationEvent.skipped)
    ])
    public var event: any DomainEvent {
        switch self {
        case .skipped(let event): event
        }
    }
}

/// What was decided about read models: a stream for each, under its name.
public enum ReadModelOperationProcess: Decider {
    public static let category = "readmodel"
    public static func stream(of model: String) -> StreamID { StreamID(category: category, key: model) }

    /// The events that the model goes on without.
    public static func initial(_: StreamID) -> Set<Position> { [] }
    public static func evolve(_ state: inout Set<Position>, _ event: ReadModelOperationEvent, _: RecordedEvent) {
        switch event {
        case .skipped(let event): state.insert(event.position)
        }
    }
}

/// Lets a read model go on without the event at which it has stopped, on whatever machine it is built, now and later.
public struct SkipReadModelEvent: Command {
    public typealias Process = ReadModelOperationProcess
    public let event: ReadModelEventSkipped

    public init(_ event: ReadModelEventSkipped) { self.event = event }

    public func decide(
        _ state: Set<Position>, _: DecisionContext
    ) throws(ReadModelOperationRejection) -> Decision<ReadModelOperationEvent> {
        guard !state.contains(event.position) else { throw .alreadySkipped(event.position) }
        return [.skipped(event)]
    }
}

/// Why a read model does not go on without an event.
public enum ReadModelOperationRejection: CommandRejection {
    case alreadySkipped(Position)
    /// The model has stopped somewhere else, or not at all.
    case notStopped(model: String, at: Position, stoppedAt: Position?)

    public var description: String {
        switch self {
        case .alreadySkipped(let position): "the event at position \(position) is skipped already"
        case .notStopped(let model, let position, let found?):
            "the read model \(model) has not stopped at position \(position) but at \(found)"
        case .notStopped(let model, let position, nil):
            "the read model \(model) has not stopped, so the event at position \(position) is not skipped"
        }
    }
}
