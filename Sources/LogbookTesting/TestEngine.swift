public import EventModel
public import ServiceEngine
import Synchronization
public import Testing

/// An engine over a log of its own in a temporary folder, on a clock that moves only when it is told to. A year passes in as
/// long as its commands take.
///
///     let test = try await TestEngine()
///     let logged = try await test.execute(new: LogIncident(title: "Mail does not arrive"))
///     test.clock.advance(days: 8)
///     try await test.restart()
///
/// Every command is delivered twice, as a network may: the second time nothing may be recorded.
public final class TestEngine: Sendable {
    public let clock: VirtualClock
    private let folder: TemporaryFolder
    private let running: Mutex<ServiceEngine>

    /// The engine as it runs now; another one after `restart`.
    public var engine: ServiceEngine { running.withLock { $0 } }

    public init(at start: Instant = Instant(micros: 1_772_442_000_000_000), zone: ZoneRules = .utc) async throws {
        let (clock, folder) = (VirtualClock(start), TemporaryFolder())
        self.clock = clock
        self.folder = folder
        running = Mutex(
            try await ServiceEngine.create(at: folder.path("logbook"), zone: zone, options: Self.options(clock)))
    }

    private static func options(_ clock: VirtualClock) -> EngineOptions {
        var options = EngineOptions()
        options.clock = { clock.now }
        // What follows the log does so when it is asked to, not in between.
        options.followsLog = false
        return options
    }

    /// Closes the engine and opens its folder again, as a service that was started anew does.
    public func restart() async throws {
        await engine.close()
        let next = try await ServiceEngine.open(at: folder.path("logbook"), options: Self.options(clock))
        running.withLock { $0 = next }
    }

    public func close() async { await engine.close() }

    /// Executes a command that begins a new stream; see `ServiceEngine.execute(new:_:)`.
    @discardableResult
    public func execute<C: Command>(
        new command: C, by actor: Actor = .person("agent-1"), occurredAt: Instant? = nil, reason: String? = nil,
        at location: SourceLocation = #_sourceLocation
    ) async throws -> Receipt<C.Process> {
        try await twice(actor, occurredAt, reason, location) { engine, envelope in
            try await engine.execute(new: command, envelope)
        }
    }

    /// Executes a command on a stream; see `ServiceEngine.execute(_:on:_:)`.
    @discardableResult
    public func execute<C: Command>(
        _ command: C, on stream: StreamID, by actor: Actor = .person("agent-1"), occurredAt: Instant? = nil,
        reason: String? = nil, at location: SourceLocation = #_sourceLocation
    ) async throws -> Receipt<C.Process> {
        try await twice(actor, occurredAt, reason, location) { engine, envelope in
            try await engine.execute(command, on: stream, envelope)
        }
    }

    private func twice<Process: Decider>(
        _ actor: Actor, _ occurredAt: Instant?, _ reason: String?, _ location: SourceLocation,
        _ deliver: (ServiceEngine, CommandEnvelope) async throws -> Receipt<Process>
    ) async throws -> Receipt<Process> {
        let id = CommandID(at: clock.now, randomness: (.random(in: .min ... .max), .random(in: .min ... .max)))
        let envelope = CommandEnvelope(actor, occurredAt: occurredAt, reason: reason, commandID: id)
        let first = try await deliver(engine, envelope)
        guard !first.positions.isEmpty else { return first }
        let second = try await deliver(engine, envelope)
        #expect(second.wasDuplicate, "the same command was recorded twice", sourceLocation: location)
        #expect(second.positions == first.positions, sourceLocation: location)
        return first
    }
}

/// A clock that stands still until it is moved.
public final class VirtualClock: Sendable {
    private let instant: Mutex<Instant>

    public init(_ start: Instant) { instant = Mutex(start) }

    public var now: Instant { instant.withLock { $0 } }
    public func set(_ instant: Instant) { self.instant.withLock { $0 = instant } }
    public func advance(days: Int64 = 0, hours: Int64 = 0, minutes: Int64 = 0) {
        let span = ((days * 24 + hours) * 60 + minutes) * Instant.microsPerMinute
        instant.withLock { $0 = $0.advanced(byMicros: span) }
    }
}
