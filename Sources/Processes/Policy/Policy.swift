public import EventModel

/// A rule by which one thing sets another in motion: declared once, versioned, pure.
///
/// Its name is for ever: it names the policy's stream and acts in the envelope of what it does. Its version is raised
/// whenever the same cause could lead to something else.
public protocol Policy: Sendable {
    /// What it does, in small letters and hyphens: `parent-resolves-children`.
    var name: String { get }
    /// Its number in the list of policies: `P11`.
    var number: String { get }
    var version: UInt64 { get }
    /// One sentence: when, and what then.
    var summary: String { get }
    /// In force from a log's first event, unless somebody disables it. Such a policy leaves alone whatever the releases before
    /// it have recorded; another is off until somebody enables it.
    var isOnByDefault: Bool { get }
    /// Whether what an import recorded counts as a cause.
    var heedsImports: Bool { get }
}

extension Policy {
    public var stream: StreamID { .policy(name) }
    public var heedsImports: Bool { false }
}

extension StreamID {
    /// Where a policy is enabled and disabled, and its refusals are recorded.
    public static func policy(_ name: String) -> StreamID { StreamID(category: PolicyProcess.category, key: name) }
}

/// A policy that reacts to events of one process.
///
/// Its functions look at nothing but the cause and the facts handed to them, all as known at the end of the commit that
/// the cause stands in: asked again after a crash, or years later, they answer the same.
public protocol ReactivePolicy<Process>: Policy {
    associatedtype Process: Decider

    /// The names of the events that it looks at.
    var triggers: [String] { get }
    /// False where the event alone says that nothing follows, whatever else was known: then its stream is not even loaded.
    func mayReact(to event: Process.Event, in record: RecordedEvent) -> Bool
    /// Streams whose states the condition needs besides the cause's own, as far as they are known by now; asked again until
    /// the answer brings no new ones, first of all before anything is searched for.
    func needs(_ cause: PolicyCause<Process>) -> [StreamID]
    /// What the condition looks for in the read models, from the event and what it needed so far.
    func searches(_ cause: PolicyCause<Process>) -> [RecordSearch]
    /// What the condition needs of the configuration graph.
    func questions(_ cause: PolicyCause<Process>) -> [ConfigurationQuestion]
    /// The commands that follow; none where the condition does not hold.
    func reactions(to cause: PolicyCause<Process>) -> [Reaction]
}

extension ReactivePolicy {
    public func mayReact(to _: Process.Event, in _: RecordedEvent) -> Bool { true }
    public func needs(_: PolicyCause<Process>) -> [StreamID] { [] }
    public func searches(_: PolicyCause<Process>) -> [RecordSearch] { [] }
    public func questions(_: PolicyCause<Process>) -> [ConfigurationQuestion] { [] }
}

/// An event that a policy reacts to, and what was known when it was recorded.
public struct PolicyCause<Process: Decider>: Sendable {
    public let event: Process.Event
    public let record: RecordedEvent
    /// The event's stream and other streams, at the end of the event's commit.
    public let state: Process.State
    public let facts: Facts
    /// What was found, of each search.
    public let found: [RecordSearch: [StreamID]]
    /// What the configuration graph said to the policy's questions.
    public var answers: [ConfigurationQuestion: ConfigurationAnswer] = [:]
    /// The log's reporting zone.
    public let zone: ZoneRules

    public init(
        event: Process.Event, record: RecordedEvent, state: Process.State, facts: Facts,
        found: [RecordSearch: [StreamID]], zone: ZoneRules
    ) {
        self.event = event
        self.record = record
        self.state = state
        self.facts = facts
        self.found = found
        self.zone = zone
    }

    /// What was found by all searches, each stream once, in order of their names.
    public var foundStreams: [StreamID] { Set(found.values.joined()).sorted() }

    /// The last event of the cause's commit: what was known by then counts.
    public var knownAt: Position { record.commitEnd }
}

extension RecordedEvent {
    /// The position of the last event of the commit.
    public var commitEnd: Position { Position(position.rawValue + UInt64(commitCount - commitIndex) - 1) }
}

/// A command that a policy gives. It is decided on what is known by then, and refused where the rules say so.
public struct Reaction: Sendable {
    public let command: any Command
    /// Nil for a new stream, which draws its number.
    public let stream: StreamID?
    /// Tells several commands apart that one cause leads to on the same stream.
    public let part: UInt64
    /// When it counts as done in the world; the time of recording where nil.
    public let occurredAt: Instant?

    public init(_ command: any Command, on stream: StreamID?, part: UInt64 = 0, occurredAt: Instant? = nil) {
        self.command = command
        self.stream = stream
        self.part = part
        self.occurredAt = occurredAt
    }
}
