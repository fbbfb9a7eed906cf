internal import EventModel
internal import Glibc
internal import LMDB
internal import Synchronization

/// Notices the commits of other processes while somebody waits for them, by LMDB's transaction number: reading that takes no
/// transaction and next to no time.
final class CommitWatcher: Sendable {
    private static let pauseMicros: UInt32 = 3_000

    private let environment: SharedEnvironment
    private let tables: LogTables
    private let signal: CommitSignal
    private let isWatching = Atomic(false)
    private let isStopped = Atomic(false)
    private let thread = ThreadPool(count: 1)

    init(environment: SharedEnvironment, tables: LogTables, signal: CommitSignal) {
        self.environment = environment
        self.tables = tables
        self.signal = signal
    }

    /// Watches until nobody waits any more; to be called by everyone who waits.
    func watch() {
        guard !isWatching.exchange(true, ordering: .sequentiallyConsistent) else { return }
        _ = thread.run { [self] in run() }
    }

    func stop() {
        isStopped.store(true, ordering: .releasing)
        thread.stop()
    }

    private func run() {
        var seen = 0
        while !isStopped.load(ordering: .acquiring), signal.hasWaiters, let environment = try? environment.get() {
            if environment.info.lastTransactionID != seen, let read = announceHead(environment) { seen = read }
            usleep(Self.pauseMicros)
        }
        isWatching.store(false, ordering: .sequentiallyConsistent)
        // Whoever began to wait since the last round found the watcher running.
        if signal.hasWaiters, !isStopped.load(ordering: .acquiring) { watch() }
    }

    /// The transaction that was read. It may be older than the newest: LMDB shows a commit's number before the commit is
    /// durable, and lets readers see it only then. A head that cannot be read is tried again.
    private func announceHead(_ environment: Environment) -> Int? {
        guard let transaction = try? environment.beginRead(), let head = try? transaction.logHead(tables) else {
            return nil
        }
        signal.announce(head.position)
        return transaction.id
    }
}
