public import EventModel

/// A priority matrix came into force.
public struct PriorityMatrixPublished: DomainEvent {
    public let version: UInt64
    /// Nine priorities: impact high with urgency high, medium, low; impact medium …; impact low ….
    public let priorities: [Priority]

    public init(version: UInt64, priorities: [Priority]) {
        self.version = version
        self.priorities = priorities
    }

    public static let type = EventType(
        "PriorityMatrixPublished", version: 1,
        Field(1, "version", \PriorityMatrixPublished.version, "The matrix's version, from 1."),
        Field(2, "priorities", \.priorities, "Nine priorities, by impact and then urgency, from high to low."))
    public static let summary = "A priority matrix came into force."
    public static let example = PriorityMatrixPublished(
        version: 4, priorities: [.critical, .critical, .high, .high, .moderate, .low, .moderate, .low, .planning])
}

public enum PriorityMatrixEvent: EventUnion {
    case published(PriorityMatrixPublished)

    public static let catalogue = EventCatalogue<PriorityMatrixEvent>([EventMember(PriorityMatrixEvent.published)])
    public var event: any DomainEvent {
        switch self {
        case .published(let event): event
        }
    }
}

/// The one stream of matrices: the last published is in force.
public enum PriorityMatrixProcess: Decider {
    public static let category = "matrix"
    public static func initial(_: StreamID) -> PriorityMatrix { .standard }

    public static func evolve(_ state: inout PriorityMatrix, _ event: PriorityMatrixEvent, _: RecordedEvent) {
        switch event {
        case .published(let event):
            guard event.priorities.count == 9 else { return }
            let rows = stride(from: 0, to: 9, by: 3).map { Array(event.priorities[$0..<$0 + 3]) }
            state = PriorityMatrix(version: event.version, rows: rows)
        }
    }
}

/// Publishes a matrix; it holds from then on, and for nothing that was judged before.
public struct PublishPriorityMatrix: Command {
    public typealias Process = PriorityMatrixProcess
    public let priorities: [Priority]

    /// Nine priorities, by impact and then urgency, from high to low.
    public init(priorities: [Priority]) { self.priorities = priorities }

    public func decide(
        _ state: PriorityMatrix, _: DecisionContext
    ) throws(PriorityMatrixRejection) -> Decision<PriorityMatrixEvent> {
        guard priorities.count == 9 else { throw .wrongSize(found: priorities.count) }
        return [.published(PriorityMatrixPublished(version: state.version + 1, priorities: priorities))]
    }
}

public enum PriorityMatrixRejection: CommandRejection {
    case wrongSize(found: Int)

    public var description: String {
        switch self {
        case .wrongSize(let found): "a matrix has nine priorities, three for each impact; \(found) were given"
        }
    }
}
