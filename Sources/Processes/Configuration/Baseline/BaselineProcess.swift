public import EventModel

/// A baseline was taken: which items, as of when. A pointer into the log, not a copy: any two are compared to full depth.
public struct BaselineTaken: DomainEvent {
    public let name: String
    public let scope: BaselineScope
    public let asOf: Instant
    public let position: Position
    public let root: String
    public let itemCount: Int64

    public init(
        name: String, scope: BaselineScope, asOf: Instant, position: Position, root: String, itemCount: Int64
    ) {
        (self.name, self.scope, self.asOf) = (name, scope, asOf)
        (self.position, self.root, self.itemCount) = (position, root, itemCount)
    }

    public static let type = EventType(
        "BaselineTaken", version: 1,
        Field(1, "name", \BaselineTaken.name, "The baseline's name."),
        Field(2, "scope", \.scope, "Which items it is about."),
        Field(3, "asOf", \.asOf, "What was true then."),
        Field(4, "position", \.position, "As far as the log knew it up to this position."),
        Field(5, "root", \.root, "The Merkle root over the log up to there, in hexadecimal digits."),
        Field(6, "itemCount", \.itemCount, "How many items were in scope."),
        make: BaselineTaken.init)
    public static let summary = "A baseline was taken: which items, as of when."
    public static let example = BaselineTaken(
        name: "freeze-2026",
        scope: BaselineScope(classes: ["VM"], statuses: [.production], items: ["web-1"], service: "shop"),
        asOf: Instant(micros: 1_700_000_000_000_000), position: Position(4_120),
        root: "3b8f", itemCount: 17)
}

public enum BaselineEvent: EventUnion {
    case taken(BaselineTaken)

    public static let catalogue = EventCatalogue<BaselineEvent>([EventMember(BaselineEvent.taken)])
    public var event: any DomainEvent {
        switch self {
        case .taken(let event): event
        }
    }
}

/// The one stream of baselines, in the order in which they were taken: there are few, and names are taken once.
public enum BaselineProcess: Decider {
    public static let category = "baseline"
    public static let stream = StreamID(category: category, key: "main")
    public static func initial(_: StreamID) -> [BaselineTaken] { [] }

    public static func evolve(_ state: inout [BaselineTaken], _ event: BaselineEvent, _: RecordedEvent) {
        switch event {
        case .taken(let event): state.append(event)
        }
    }
}

/// Takes a baseline of what is on record.
public struct TakeBaseline: Command {
    public typealias Process = BaselineProcess
    public let baseline: BaselineTaken

    /// The count is how many items are in scope.
    public init(_ baseline: BaselineTaken) { self.baseline = baseline }

    public func needs(_: [BaselineTaken], _: Facts) -> [StreamID] { [CISchema.stream] }

    public func decide(
        _ state: [BaselineTaken], _ context: DecisionContext
    ) throws(BaselineRejection) -> Decision<BaselineEvent> {
        guard CISchema.isName(baseline.name) else { throw .badName(baseline.name) }
        if let other = state.first(where: { $0.name == baseline.name }) {
            throw .alreadyTaken(baseline.name, at: other.position)
        }
        let schema = context.facts.ciSchema
        for name in baseline.scope.classes where schema.ciClass(name) == nil {
            throw .unknownClass(name, known: schema.classes.map(\.name))
        }
        guard baseline.itemCount > 0 else { throw .nothingInScope }
        return [.taken(baseline)]
    }
}

/// Why a baseline was not taken, or cannot be compared with.
public enum BaselineRejection: CommandRejection {
    case badName(String)
    case alreadyTaken(String, at: Position)
    case unknownClass(String, known: [String])
    case nothingInScope
    case notTaken(String, known: [String])

    public var description: String {
        switch self {
        case .badName(let name): "\"\(name)\" is no name of a baseline: 1 to 64 bytes without white space and ~ are"
        case .alreadyTaken(let name, let position):
            "the baseline \(name) was taken at position \(position); a baseline stays what it is, choose another name"
        case .unknownClass(let name, let known): "there is no class \(name); the schema has \(known.listed)"
        case .nothingInScope: "no item is in the baseline's scope; widen it"
        case .notTaken(let name, let known):
            "there is no baseline \(name); " + (known.isEmpty ? "none was taken yet" : "there are \(known.listed)")
        }
    }
}
