public import EventModel

/// The categories that changes are put into, and what their priorities mean.
public struct ChangeScheme: Sendable, Hashable {
    /// From 1; 0 until a scheme is published: then a category is what whoever names it says, and priorities are 1 to 5.
    public var version: UInt64 = 0
    public var categories: [String] = []
    /// What each priority means, from 1, the highest.
    public var priorities: [String] = []

    public init() {}
    public static let stream = StreamID(category: ChangeSchemeProcess.category, key: "change")

    /// Priorities are 1 to this.
    var lowestPriority: Int64 { version == 0 ? 5 : Int64(priorities.count) }
}

extension Facts {
    /// The scheme in force, for commands that need `ChangeScheme.stream`.
    var changeScheme: ChangeScheme {
        state(of: ChangeScheme.stream, in: ChangeSchemeProcess.self) ?? ChangeScheme()
    }
}

/// Another scheme of categories and priorities came into force.
public struct ChangeCategorySchemePublished: DomainEvent {
    public let version: UInt64
    public let categories: [String]
    public let priorities: [String]

    public init(version: UInt64, categories: [String], priorities: [String]) {
        (self.version, self.categories, self.priorities) = (version, categories, priorities)
    }

    public static let type = EventType(
        "ChangeCategorySchemePublished", version: 1,
        Field(1, "version", \ChangeCategorySchemePublished.version, "The scheme's version, from 1."),
        Field(2, "categories", \.categories, "The categories, in their order."),
        Field(3, "priorities", \.priorities, "What each priority means, from 1, the highest."))
    public static let summary = "Another scheme of categories and priorities of changes came into force."
    public static let example = ChangeCategorySchemePublished(
        version: 3, categories: ["network", "software"], priorities: ["at once", "this week", "when it fits"])
}

public enum ChangeSchemeEvent: EventUnion {
    case published(ChangeCategorySchemePublished)

    public static let catalogue = EventCatalogue<ChangeSchemeEvent>([EventMember(ChangeSchemeEvent.published)])
    public var event: any DomainEvent {
        switch self {
        case .published(let event): event
        }
    }
}

/// The one stream of schemes: the last published is in force. What was put into a category before stays there.
public enum ChangeSchemeProcess: Decider {
    public static let category = "changescheme"
    public static func initial(_: StreamID) -> ChangeScheme { ChangeScheme() }

    public static func evolve(_ state: inout ChangeScheme, _ event: ChangeSchemeEvent, _: RecordedEvent) {
        switch event {
        case .published(let event):
            state.version = event.version
            state.categories = event.categories
            state.priorities = event.priorities
        }
    }
}

/// Publishes a scheme; it holds for what is put into a category from then on.
public struct PublishChangeScheme: Command {
    public typealias Process = ChangeSchemeProcess
    public let categories: [String]
    public let priorities: [String]

    public init(categories: [String], priorities: [String]) {
        (self.categories, self.priorities) = (categories, priorities)
    }

    public func decide(
        _ state: ChangeScheme, _: DecisionContext
    ) throws(ChangeSchemeRejection) -> Decision<ChangeSchemeEvent> {
        let categories = try texts(categories, "a category")
        let priorities = try texts(priorities, "a priority")
        if state.categories == categories, state.priorities == priorities { throw .unchanged(version: state.version) }
        return [
            .published(
                ChangeCategorySchemePublished(
                    version: state.version + 1, categories: categories, priorities: priorities))
        ]
    }

    /// One to a hundred texts, each once.
    private func texts(_ texts: [String], _ what: String) throws(ChangeSchemeRejection) -> [String] {
        guard (1...100).contains(texts.count) else { throw .countOutOfRange(what, texts.count) }
        var found: [String] = []
        for text in texts {
            guard let text = text.nonEmpty else { throw .missing(what) }
            guard !found.contains(text) else { throw .twice(text) }
            found.append(text)
        }
        return found
    }
}

/// Why a scheme was not published.
public enum ChangeSchemeRejection: CommandRejection {
    case missing(String)
    case twice(String)
    case countOutOfRange(String, Int)
    case unchanged(version: UInt64)

    public var description: String {
        switch self {
        case .missing(let what): "\(what) is missing"
        case .twice(let text): "\(text) is there twice"
        case .countOutOfRange(let what, let count): "\(what) is needed, and at most a hundred of them, not \(count)"
        case .unchanged(let version): "version \(version), which is in force, says the same"
        }
    }
}
