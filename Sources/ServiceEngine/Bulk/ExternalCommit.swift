public import EventLog
public import EventModel

/// Events that were decided elsewhere: by another tool whose export is imported, or by a simulation. They go around the
/// rules, for what happened has happened, but not around the fold.
public struct ExternalCommit: Sendable {
    /// An event and where it goes.
    public struct Item: Sendable {
        public let target: StreamTarget
        public let occurredAt: Instant
        public let event: any DomainEvent

        public init(target: StreamTarget, occurredAt: Instant, event: any DomainEvent) {
            self.target = target
            self.occurredAt = occurredAt
            self.event = event
        }
    }

    public let commandID: CommandID
    public let actor: Actor
    public let reason: String?
    public let correlation: Position?
    public let items: [Item]
    /// How many events streams must have for the commit to hold: those that were looked at before it was decided.
    public let versions: [StreamID: UInt64]

    public init(
        commandID: CommandID, actor: Actor, reason: String?, correlation: Position?, items: [Item],
        versions: [StreamID: UInt64] = [:]
    ) {
        self.commandID = commandID
        self.actor = actor
        self.reason = reason
        self.correlation = correlation
        self.items = items
        self.versions = versions
    }
}

extension ExternalCommit {
    /// What happened elsewhere is recorded whatever its streams have become here, unless it says otherwise.
    fileprivate var expectations: [StreamID: StreamExpectation] {
        var expectations = [StreamID: StreamExpectation](minimumCapacity: items.count)
        for item in items { if case .named(let stream) = item.target { expectations[stream] = .any } }
        for (stream, version) in versions { expectations[stream] = StreamExpectation(version: version) }
        return expectations
    }
}

extension ServiceEngine {
    /// Records commits in order, as many as can share a transaction at a time. Each is recorded whole or not at all; one that
    /// was recorded before is recognised by its command id. Durable on return.
    ///
    /// - Throws: the first commit's error; those before it are recorded.
    public func record(_ commits: [ExternalCommit]) async throws(EngineError) -> [Appended] {
        try await append(try prepare(commits))
    }

    /// The commits as they are recorded, their events encoded.
    func prepare(_ commits: [ExternalCommit]) throws(EngineError) -> [Commit] {
        let encoded = try dispatcher.encoder.encode(commits.map { (id: $0.commandID, events: $0.items) })
        return zip(commits, encoded).map { commit, events in
            Commit(
                commandID: commit.commandID, actor: commit.actor, events: events,
                expectations: commit.expectations, correlation: commit.correlation, reason: commit.reason)
        }
    }

    /// Records commits in order; throws the first one's error.
    func append(_ commits: [Commit]) async throws(EngineError) -> [Appended] {
        var appended: [Appended] = []
        for result in await store.append(commits) {
            do { appended.append(try result.get()) } catch { throw .append(error) }
        }
        return appended
    }
}
