public import EventModel

/// The log from a position on, without an end: what is there, and then what comes, of any process.
///
///     for try await batch in log.subscribe(from: cursor.next, .of(categories: ["incident"])) {
///         for event in batch { try project(event) }
///         cursor = batch.position
///     }
///
/// Each event comes once and in order. Catching up and following are one loop, so there is no hand-over between them. Nothing
/// is read before it is asked for: a slow subscriber slows nobody, and no transaction is open between two batches. Whoever
/// keeps `position` with what was made of the batch goes on after it, whatever crashed. Ends when the task is cancelled.
public struct EventSubscription: AsyncSequence, Sendable {
    public typealias Element = EventBatch
    public typealias Failure = LogError

    let store: any EventStore
    let first: Position
    let selection: EventSelection
    let limit: Int

    public func makeAsyncIterator() -> Iterator { Iterator(subscription: self) }

    public struct Iterator: AsyncIteratorProtocol {
        private let subscription: EventSubscription
        private var next: Position

        init(subscription: EventSubscription) {
            self.subscription = subscription
            next = subscription.first
        }

        public mutating func next() async throws(LogError) -> EventBatch? {
            let (store, selection, limit) = (subscription.store, subscription.selection, subscription.limit)
            let before = next
            while !Task.isCancelled {
                let from = next
                let records = try await store.onReader { () throws(LogError) in
                    try store.read(from: from, limit: limit)
                }
                guard let last = records.last else {
                    _ = try await store.waitForCommit(past: Position(from.rawValue - 1))
                    continue
                }
                next = last.position.next
                let events = selection.isAll ? records : records.filter(selection.matches)
                guard events.isEmpty, next.rawValue - before.rawValue < longestSilence else {
                    return EventBatch(events: events, position: last.position)
                }
            }
            return nil
        }
    }
}

/// After so many events that were not asked for, an empty batch tells how far the subscription has come.
private let longestSilence: UInt64 = 65_536

/// What a subscription brings at a time: events that follow one another, ending with the end of a commit.
public struct EventBatch: Sendable, RandomAccessCollection {
    /// Those that were asked for. None where the subscription has only come past many others.
    public let events: [RecordedEvent]
    /// Every event up to here has come, or was not asked for: go on from the next.
    public let position: Position

    public var startIndex: Int { events.startIndex }
    public var endIndex: Int { events.endIndex }
    public subscript(index: Int) -> RecordedEvent { events[index] }
}

/// Which events a subscription brings: those of any of the types, in streams of any of the categories; an empty list is no
/// condition.
public struct EventSelection: Sendable, Hashable {
    public let types: Set<String>
    public let categories: Set<String>

    public static let all = EventSelection.of()

    /// - Parameters:
    ///   - types: Names of events: `IncidentLogged`.
    ///   - categories: Kinds of streams: `incident`.
    public static func of(types: Set<String> = [], categories: Set<String> = []) -> EventSelection {
        EventSelection(types: types, categories: categories)
    }

    public func matches(_ record: RecordedEvent) -> Bool {
        (types.isEmpty || types.contains(record.type))
            && (categories.isEmpty || categories.contains(record.stream.category))
    }

    var isAll: Bool { types.isEmpty && categories.isEmpty }
}

extension EventStore {
    /// Follows the log from `from` on, in batches of about `limit` events.
    public func subscribe(
        from: Position = .first, _ selection: EventSelection = .all, limit: Int = 1024
    ) -> EventSubscription {
        EventSubscription(store: self, first: Swift.max(from, .first), selection: selection, limit: limit)
    }

    /// Follows the log from what comes after this call.
    public func subscribeLive(
        _ selection: EventSelection = .all, limit: Int = 1024
    ) throws(LogError) -> EventSubscription {
        subscribe(from: try head().position.next, selection, limit: limit)
    }
}
