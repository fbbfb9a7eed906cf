public import EventModel
public import Testing

/// A story: given events, when a command, then events or a rejection. A value: every step gives a new one, so that one
/// beginning serves several endings.
///
///     incident.given(.pended(…)).when(ResumeIncident()).then(.resumed(…))
public struct Scenario<Process: Decider>: Sendable {
    public var world = World()
    /// The stream that the story is about, where a step names no other.
    public let stream: StreamID
    /// When the next step happens; each step takes a minute unless it says otherwise.
    public var clock: Instant
    public var actor: Actor = .person("agent-1")

    /// A Monday morning.
    public static var start: Instant { Instant(micros: 1_772_442_000_000_000) }

    public init(_: Process.Type, _ key: String, at start: Instant = start) {
        stream = StreamID(category: Process.category, key: key)
        clock = start
    }

    public var state: Process.State { world.state(Process.self, of: stream) }
    public func state(of key: String, order: World.Order = .recorded) -> Process.State {
        world.state(Process.self, of: StreamID(category: Process.category, key: key), order: order)
    }

    /// The same story told in another zone.
    public func zone(_ zone: ZoneRules) -> Scenario {
        var copy = self
        copy.world.zone = zone
        return copy
    }
    /// The same story after `minutes`.
    public func after(minutes: Int64) -> Scenario {
        var copy = self
        copy.clock = clock.advanced(byMicros: minutes * Instant.microsPerMinute)
        return copy
    }
    public func after(days: Int64) -> Scenario { after(minutes: days * 24 * 60) }
    /// The same story with somebody else acting.
    public func by(_ actor: Actor) -> Scenario {
        var copy = self
        copy.actor = actor
        return copy
    }

    /// Events that have happened, a minute apart; in the stream `key` where it is given.
    public func given(_ events: Process.Event..., on key: String? = nil, at: Instant? = nil) -> Scenario {
        let stream = key.map { StreamID(category: Process.category, key: $0) } ?? stream
        var copy = self
        for event in events {
            copy.world.record(event, on: stream, at: at ?? copy.clock, by: actor)
            if at == nil { copy = copy.after(minutes: 1) }
        }
        return copy
    }
    /// An event of another process.
    public func given(_ event: some EventUnion, in stream: StreamID) -> Scenario {
        var copy = self
        copy.world.record(event, on: stream, at: clock, by: actor)
        return copy.after(minutes: 1)
    }

    /// What comes of a command, now or `at` another time.
    public func when<Wish: Command>(
        _ command: Wish, on key: String? = nil, at: Instant? = nil, reason: String? = nil
    ) -> Outcome<Wish> where Wish.Process == Process {
        let stream = key.map { StreamID(category: Process.category, key: $0) } ?? stream
        let result = world.decide(
            command, on: stream, at: at ?? clock, now: clock, by: actor, reason: reason)
        return Outcome(before: self, stream: stream, occurredAt: at ?? clock, result: result)
    }
}

/// What a command came to.
public struct Outcome<Wish: Command>: Sendable {
    let before: Scenario<Wish.Process>
    let stream: StreamID
    let occurredAt: Instant
    public let result: Result<Decision<Wish.Process.Event>, Wish.Rejection>

    public var rejection: Wish.Rejection? {
        if case .failure(let rejection) = result { rejection } else { nil }
    }
    public var events: [Wish.Process.Event] {
        if case .success(let decision) = result { decision.events.map(\.event) } else { [] }
    }
    /// The events of another stream than the command's.
    public func events(on key: String) -> [Wish.Process.Event] {
        guard case .success(let decision) = result else { return [] }
        return decision.events.filter { $0.stream?.key == key }.map(\.event)
    }

    /// The story goes on with what was decided; as it was where the command was refused.
    public var after: Scenario<Wish.Process> {
        var story = before
        if case .success(let decision) = result {
            story.world.record(decision, on: stream, at: occurredAt, by: before.actor)
        }
        return story.after(minutes: 1)
    }

    /// Expects exactly these events in the command's own stream, and goes on with the story.
    @discardableResult
    public func then(
        _ expected: Wish.Process.Event..., at location: SourceLocation = #_sourceLocation
    ) -> Scenario<Wish.Process> {
        switch result {
        case .success(let decision):
            let own = decision.events.filter { $0.stream == nil }.map(\.event)
            #expect(own == expected, sourceLocation: location)
        case .failure(let rejection): Issue.record("refused: \(rejection)", sourceLocation: location)
        }
        return after
    }

    /// Expects the command to be refused for this reason.
    public func then(refused expected: Wish.Rejection, at location: SourceLocation = #_sourceLocation) {
        switch result {
        case .success(let decision):
            Issue.record("recorded \(decision.events) where \(expected) was due", sourceLocation: location)
        case .failure(let rejection): #expect(rejection == expected, sourceLocation: location)
        }
    }

    /// Expects the command to be done, whatever it records, and goes on with the story.
    public func done(at location: SourceLocation = #_sourceLocation) -> Scenario<Wish.Process> {
        if case .failure(let rejection) = result { Issue.record("refused: \(rejection)", sourceLocation: location) }
        return after
    }
}
