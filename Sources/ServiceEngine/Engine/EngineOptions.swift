public import EventLog
public import EventModel
public import Logging
public import Metrics
public import Processes
public import Tracing

/// How an engine is opened. The defaults are those of a service on one machine.
public struct EngineOptions: Sendable {
    /// Opens without writing anything: commands are refused, read models are folded in memory where they lag behind.
    public var readOnly = false
    /// Whether read models and policies follow the log while the engine is open, for a service; else models catch up when
    /// they are asked for much, policies act when they are told to, and both when the engine is closed.
    public var followsLog = true
    /// The key under which every person's key is wrapped.
    public var keyEncryptionKey: KeyEncryptionKey = .fileBesideTheLog
    /// Decides who may do what; everything is allowed by default.
    public var authoriser: any Authoriser = AllowAll()
    /// What the engine has to say. Silent by default.
    public var logger = Logger(label: "logbook", factory: { _ in SwiftLogNoOpLogHandler() })
    /// Where counts and times go: by default the backend that the service gave swift-metrics.
    public var metrics: any MetricsFactory = MetricsSystem.factory
    /// Where traces go: by default the backend that the service gave swift-distributed-tracing.
    public var tracer: any Tracer = InstrumentationSystem.tracer
    /// The machine's clock; another one for tests and simulations.
    public var clock: @Sendable () -> Instant = { .systemNow }
    /// The time of recording of a commit, where that is not the clock's: a simulated year is recorded as it happened.
    public var recordingClock: (@Sendable (Commit) -> Instant)?
    /// What happens by itself.
    public var policies: [any Policy] = PolicyCatalogue.policies
    /// Whether policies act: while the engine follows the log, and when it is closed. Off for those who only read.
    public var runsPolicies = true

    public init() {}

    func authorise(_ actor: Actor, to action: AuthorisedAction) throws(EngineError) {
        do { try authoriser.authorise(actor, to: action) } catch {
            throw .notPermitted(actor: actor, action: error.reason)
        }
    }

    var timeOfRecording: @Sendable (Commit) -> Instant {
        if let recordingClock { return recordingClock }
        let clock = clock
        return { _ in clock() }
    }
}

/// The one place through which every command and every query goes: who does what to which stream.
public protocol Authoriser: Sendable {
    /// Throws to refuse: the reason is shown to the actor.
    func authorise(_ actor: Actor, to action: AuthorisedAction) throws(NotPermitted)
}

/// What an actor wants to do.
public enum AuthorisedAction: Sendable, Hashable {
    /// A command by the name of its type, on a stream; nil for a new one.
    case command(String, on: StreamID?)
    case query(String)
}

/// An actor may not do what it wanted.
public struct NotPermitted: Error, Sendable, Hashable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// Lets everybody do everything.
public struct AllowAll: Authoriser {
    public init() {}
    public func authorise(_: Actor, to _: AuthorisedAction) throws(NotPermitted) {}
}
