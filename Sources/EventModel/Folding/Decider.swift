/// A kind of stream and how its events fold into a state. A process is one or several of these and their commands.
///
/// Pure: no clock, randomness, locale or I/O. The same events give the same state on every machine.
public protocol Decider: Sendable {
    associatedtype Event: EventUnion
    associatedtype State: Sendable

    /// The category of its streams: `incident`.
    static var category: String { get }
    /// What the numbers of its new streams begin with: `INC`. Nil where streams are named by hand.
    static var numberPrefix: String? { get }
    /// The state of a stream without events.
    static func initial(_ stream: StreamID) -> State
    /// What `event` makes of `state`. Takes every event as it comes: what happened has happened, whatever the rules say.
    static func evolve(_ state: inout State, _ event: Event, _ record: RecordedEvent)
}

extension Decider {
    public static var numberPrefix: String? { nil }
}

/// What somebody wants done to one stream of a process.
public protocol Command<Process>: Sendable {
    associatedtype Process: Decider
    associatedtype Rejection: CommandRejection

    /// Streams whose state the decision needs besides its own, as far as they are known by now; asked again until the
    /// answer brings no new ones. The commit holds only if none of them has changed meanwhile.
    func needs(_ state: Process.State, _ facts: Facts) -> [StreamID]
    /// The events that follow, or why there are none. Nothing to record is an empty decision.
    func decide(_ state: Process.State, _ context: DecisionContext) throws(Rejection) -> Decision<Process.Event>
}

extension Command {
    public func needs(_: Process.State, _: Facts) -> [StreamID] { [] }
}

/// A refusal by a rule. Says the rule and the state that it met.
public protocol CommandRejection: Error, Sendable, Hashable, CustomStringConvertible {}

/// What a decision may look at besides the state: all inputs, so that deciding is a calculation.
public struct DecisionContext: Sendable {
    /// The stream decided on.
    public let stream: StreamID
    public let actor: Actor
    /// When the thing happened, and the time of the decision; equal unless the actor reports something past.
    public let occurredAt: Instant
    public let now: Instant
    public let reason: String?
    /// The log's reporting zone.
    public let zone: ZoneRules
    public let facts: Facts

    public init(
        stream: StreamID, actor: Actor, occurredAt: Instant, now: Instant, reason: String?, zone: ZoneRules,
        facts: Facts
    ) {
        self.stream = stream
        self.actor = actor
        self.occurredAt = occurredAt
        self.now = now
        self.reason = reason
        self.zone = zone
        self.facts = facts
    }
}

/// States of other streams, handed to a decision with the versions they had.
public struct Facts: Sendable {
    private var states: [StreamID: any Sendable] = [:]

    public init() {}

    public mutating func set<Process: Decider>(_ state: Process.State, of stream: StreamID, in _: Process.Type) {
        states[stream] = state
    }
    /// The state of `stream`, or nil where it was not asked for.
    public func state<Process: Decider>(of stream: StreamID, in _: Process.Type) -> Process.State? {
        states[stream] as? Process.State
    }
    public func has(_ stream: StreamID) -> Bool { states[stream] != nil }
}

/// The events that a command leads to: in its own stream, and in others that change with it. Inlinable, so that a process
/// builds it for its own events: unspecialised it costs more than the decision itself.
public struct Decision<Event: Sendable>: Sendable, ExpressibleByArrayLiteral {
    /// In the order of recording; a nil stream is the command's own.
    public let events: [(stream: StreamID?, event: Event)]
    public let claims: [KeyClaim]

    @inlinable
    init(_ events: [(stream: StreamID?, event: Event)], _ claims: [KeyClaim]) {
        self.events = events
        self.claims = claims
    }

    @inlinable
    public init(arrayLiteral elements: Event...) { self.init(elements) }
    @inlinable
    public init(_ events: [Event]) { self.init(events.map { (stream: nil, event: $0) }, []) }

    /// One event in the command's own stream and in others that it concerns as much.
    @inlinable
    public init(_ event: Event, alsoIn streams: [StreamID]) {
        self.init([(stream: nil, event: event)] + streams.map { (stream: $0, event: event) }, [])
    }

    /// The same and `event` in the command's own stream.
    @inlinable
    public func and(_ event: Event) -> Decision { Decision(events + [(stream: nil, event: event)], claims) }
    /// The same and `event` in another stream.
    @inlinable
    public func and(on stream: StreamID, _ event: Event) -> Decision {
        Decision(events + [(stream: stream, event: event)], claims)
    }
    /// The same and what another decision leads to.
    @inlinable
    public func and(_ other: Decision) -> Decision { Decision(events + other.events, claims + other.claims) }
    /// The same and a key claimed or released.
    @inlinable
    public func and(_ claim: KeyClaim) -> Decision { Decision(events, claims + [claim]) }
}
