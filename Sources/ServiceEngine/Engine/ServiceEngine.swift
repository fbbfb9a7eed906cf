public import EventLog
public import EventModel
import Logging
public import Processes
import ReadModels
import Synchronization

/// An open logbook: takes commands, answers queries, and tells what happens. Share one object per folder and process.
///
///     let engine = try await ServiceEngine.open(at: "/var/lib/desk")
///     let logged = try await engine.execute(new: LogIncident(title: "Mail does not arrive"), .init(.person("person-17")))
///     try await engine.execute(
///         ResolveIncident(code: "fixed", solution: "Emptied the queue.", service: "mail"), on: logged.stream,
///         .init(.person("agent-4")))
///     await engine.close()
public final class ServiceEngine: Sendable {
    /// The log underneath, for readers of events.
    public let store: any EventStore
    let keyStore: KeyStore?
    /// In the order of the catalogue.
    let models: [any FoldedModel]
    /// What keeps the models at the log's newest event, and lets policies act.
    let followers = Mutex<[Task<Void, Never>]>([])
    let timers: [any RunningTimer]
    let policyFolder: PolicyFolder
    let graphCache = GraphCache()
    let options: EngineOptions
    let dispatcher: Dispatcher
    let instruments: Instruments
    let traces: CommandTraces

    /// Read models are kept in the folder `models`.
    init(store: any EventStore, keyStore: KeyStore?, models: String, options: EngineOptions) throws(EngineError) {
        self.store = store
        self.keyStore = keyStore
        do throws(TableError) {
            let opening = ModelOpening(folder: models, store: store, isReadOnly: options.readOnly)
            timers = try opening.timers(options.policies)
            self.models = try opening.models() + timers.map(\.deadlines)
        } catch {
            throw EngineError(error)
        }
        policyFolder = PolicyFolder(path: "\(models)/policies")
        self.options = options
        instruments = Instruments(factory: options.metrics)
        traces = CommandTraces(tracer: options.tracer)
        dispatcher = Dispatcher(
            store: store, keys: keyStore, tracer: options.tracer, clock: options.clock,
            randomness: { (.random(in: .min ... .max), .random(in: .min ... .max)) })
    }

    /// What follows the log holds it open; an engine that nobody closed must not be held for ever.
    deinit { for follower in followers.withLock({ $0 }) { follower.cancel() } }

    /// Executes a command on a stream that has a name. Durable on return.
    ///
    /// The decision is made anew where others change its streams meanwhile, up to eight times.
    /// - Throws: `rejected` where a rule refuses, `notPermitted`, `busy`, or what the log says.
    @discardableResult
    public func execute<C: Command>(
        _ command: C, on stream: StreamID, _ envelope: CommandEnvelope
    ) async throws(EngineError) -> Receipt<C.Process> {
        try await run(command, on: stream, envelope)
    }

    /// Executes a command that begins a new stream, named after the number that it draws: `incident-INC-2026-000123`.
    @discardableResult
    public func execute<C: Command>(
        new command: C, _ envelope: CommandEnvelope
    ) async throws(EngineError) -> Receipt<C.Process> {
        try await run(command, on: nil, envelope)
    }

    /// Executes a command on an incident.
    @discardableResult
    public func execute<C: Command<IncidentProcess>>(
        _ command: C, on number: IncidentNumber, _ envelope: CommandEnvelope
    ) async throws(EngineError) -> Receipt<IncidentProcess> {
        try await run(command, on: number.stream, envelope)
    }

    private func run<C: Command>(
        _ command: C, on stream: StreamID?, _ envelope: CommandEnvelope
    ) async throws(EngineError) -> Receipt<C.Process> {
        let name = String(describing: C.self)
        do {
            try authorise(envelope.actor, to: .command(name, on: stream))
            let start = ContinuousClock.now
            let receipt = try await traces.command(name, envelope) { () throws(EngineError) in
                try await dispatcher.execute(command, on: stream, envelope)
            }
            instruments.recorded(name, took: .now - start)
            options.logger.debug("recorded", metadata: ["command": "\(name)", "stream": "\(receipt.stream)"])
            return receipt
        } catch {
            instruments.refused(name)
            options.logger.info("not recorded", metadata: ["command": "\(name)", "why": "\(error)"])
            throw error
        }
    }

    func authorise(_ actor: Actor, to action: AuthorisedAction) throws(EngineError) {
        try options.authorise(actor, to: action)
    }

    /// The model with the rows of `Content`, which the catalogue lists.
    func model<Content: RowModel>(_: Content.Type) -> ReadModel<Content> {
        for case let model as ReadModel<Content> in models { return model }
        preconditionFailure("the read model \(Content.name) is in no catalogue")
    }

    /// Lets every read model, and policies, follow the log until the engine is closed.
    func startFollowing() {
        guard options.followsLog, !options.readOnly else { return }
        followers.withLock { followers in
            followers = models.map { model in
                let follower = ModelFollower(
                    model: model, store: store, instruments: instruments, traces: traces, logger: options.logger)
                return Task { await follower.run() }
            }
            guard options.runsPolicies else { return }
            let runner = PolicyRunner(self)
            followers.append(Task { await runner.follow() })
        }
    }

    func stopFollowing() async {
        let running = followers.withLock { followers in
            defer { followers = [] }
            return followers
        }
        for follower in running { follower.cancel() }
        for follower in running { await follower.value }
    }
}
