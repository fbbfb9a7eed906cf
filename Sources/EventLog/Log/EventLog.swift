public import EventModel
internal import Glibc
internal import LMDB
internal import Synchronization

/// A log on disk: one folder with one LMDB environment.
///
///     let log = try EventLog(creatingAt: path, identity: .init(origin: "desk.example", createdAt: now, zone: .utc))
///     let appended = try await log.append(commit)
///
/// Open once per process; several processes may have it open, and take turns at writing. It closes when the last reference
/// is gone, or earlier with `close()`.
public final class EventLog: EventStore {
    /// How a log is opened.
    public enum Access: Sendable, Hashable {
        case readWrite
        case readOnly
        /// Without a lock file: for media and copies that nobody writes.
        case unlocked
    }

    public let path: String
    public let identity: LogIdentity
    let tables: LogTables
    let environment: SharedEnvironment
    private let signal = CommitSignal()
    /// Nil where the log is open for reading only.
    private let writer: LogWriter?
    let packer: Packer?
    private let readers = ThreadPool(count: 2)
    private let watcher: CommitWatcher
    private let isClosed = Atomic(false)

    /// Opens the log in the folder `path`. `clock` gives the time of recording of each commit.
    ///
    /// Opening for writing checks the newest records against the stored Merkle tree first, so that nothing is built upon a
    /// damaged end. `verify` checks everything.
    public convenience init(
        at path: String, access: Access = .readWrite, packing: PackingOptions = PackingOptions(),
        clock: @escaping @Sendable (Commit) -> Instant = systemClock
    ) throws(LogError) {
        let environment = try Self.openEnvironment(path, access)
        let missing = environment.missingByteCountOnOpening
        try self.init(environment, access, packing, clock)
        if missing > 0 { try checkCompleted(missing) }
    }

    /// Makes a new log in a folder that is empty or not there.
    public convenience init(
        creatingAt path: String, identity: LogIdentity, packing: PackingOptions = PackingOptions(),
        clock: @escaping @Sendable (Commit) -> Instant = systemClock
    ) throws(LogError) {
        let environment = try Self.createEnvironment(path, identity)
        try self.init(environment, .readWrite, packing, clock)
    }

    /// For reading, by somebody who has taken the folder alone.
    convenience init(reading path: String, holding lock: FolderLock) throws(LogError) {
        let environment = try Self.openEnvironment(path, .readOnly, holding: lock)
        try self.init(environment, .readOnly, PackingOptions(), systemClock)
    }

    private init(
        _ environment: Environment, _ access: Access, _ packing: PackingOptions,
        _ clock: @escaping @Sendable (Commit) -> Instant
    ) throws(LogError) {
        let tables = try Self.openTables(environment)
        let note = CommitNote.Content(folder: environment.path)
        let transaction = try storing { () throws(LMDBError) in try environment.beginRead() }
        identity = try transaction.identity(tables)
        let head = try transaction.logHead(tables)
        try note?.check(identity, head)
        if access == .readWrite { try Self.checkEnd(head, transaction, tables) }
        path = environment.path
        let environment = SharedEnvironment(environment)
        self.environment = environment
        self.tables = tables
        signal.announce(head.position)
        watcher = CommitWatcher(environment: environment, tables: tables, signal: signal)
        let step = CommitStep(
            environment: environment, tables: tables, note: CommitNote(folder: path, identity), clock: clock)
        if access == .readWrite {
            let writer = LogWriter(step: step, signal: signal)
            self.writer = writer
            packer = Packer(options: packing, environment: environment, tables: tables, writer: writer)
        } else {
            (writer, packer) = (nil, nil)
        }
        packer?.logGrew(to: head.position)
    }

    public func append(_ commits: [Commit]) async -> [Result<Appended, AppendError>] {
        guard let writer else { return commits.map { _ in .failure(.readOnly) } }
        let results = await writer.append(commits)
        if case .success(let appended)? = results.last { packer?.logGrew(to: appended.lastPosition) }
        return results
    }

    /// Packs every record that is due, and returns the position of the last packed one. Blocks: call it on a thread of your
    /// own. An open log packs by itself what is due, a little later; this is for those who want it done now.
    ///
    /// - Throws: `corrupt` where a record that is to be packed is damaged, `storage`, `closed`.
    @discardableResult
    public func pack() throws(LogError) -> Position {
        guard let packer else {
            throw .storage(LMDBError(operation: "pack", path: path, code: .notPermitted))
        }
        return try packer.pack()
    }

    public func waitForCommit(past position: Position) async throws(LogError) -> Position {
        // The writer announces its own commits; the watcher looks for those of others while somebody waits.
        let newest = await signal.wait(past: position) { watcher.watch() }
        if isClosed.load(ordering: .acquiring) { throw .closed }
        return newest
    }

    public func onReader<Value: Sendable>(
        _ body: @escaping @Sendable () throws(LogError) -> Value
    ) async throws(LogError) -> Value {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Value, LogError>, Never>) in
            let isTaken = readers.run { continuation.resume(returning: Result(catching: body)) }
            if !isTaken { continuation.resume(returning: .failure(.closed)) }
        }
        return try result.get()
    }

    /// Records what was handed over, ends subscriptions and refuses everything after. Then the folder is free, save for
    /// readers that are in the midst of a slice.
    public func close() {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        packer?.stop()
        writer?.stop()
        signal.close()
        watcher.stop()
        readers.stop()
        environment.release()
    }

    deinit { close() }

    /// A transaction to read in; refused once the log is closed.
    func beginRead() throws(LogError) -> ReadTransaction {
        let environment = try environment.get()
        return try storing { () throws(LMDBError) in try environment.beginRead() }
    }
}

/// The machine's clock, in microseconds.
@Sendable public func systemClock(_: Commit) -> Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(micros: Int64(time.tv_sec) * Instant.microsPerSecond + Int64(time.tv_nsec) / 1000)
}
