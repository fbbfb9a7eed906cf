public import EventModel

/// The log from a position on, without an end: what is there, and then what comes, of any process.
///
///     for try await events in log.subscribe(from: cursor.next) { try project(events) }
///
/// Catching up and following are one loop, so there is no hand-over between them. No transaction is open between two
/// batches. Ends when the task is cancelled; a batch ends with the end of a commit.
public struct EventSubscription: AsyncSequence, Sendable {
    public typealias Element = [RecordedEvent]
    public typealias Failure = LogError

    let store: any EventStore
    let first: Position
    let limit: Int

    public func makeAsyncIterator() -> Iterator { Iterator(store: store, position: first, limit: limit) }

    public struct Iterator: AsyncIteratorProtocol {
        let store: any EventStore
        var position: Position
        let limit: Int

        public mutating func next() async throws(LogError) -> [RecordedEvent]? {
            while !Task.isCancelled {
                let (store, from, limit) = (store, position, limit)
                let batch = try await store.onReader { () throws(LogError) in try store.read(from: from, limit: limit) }
                if let last = batch.last {
                    position = last.position.next
                    return batch
                }
                _ = try await store.waitForCommit(past: Position(position.rawValue - 1))
            }
            return nil
        }
    }
}

extension EventStore {
    /// Follows the log from `from` on, in batches of about `limit` events.
    public func subscribe(from: Position = .first, limit: Int = 1024) -> EventSubscription {
        EventSubscription(store: self, first: max(from, .first), limit: limit)
    }
}
