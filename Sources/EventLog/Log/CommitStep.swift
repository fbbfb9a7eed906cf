internal import EventModel
internal import LMDB

/// The one place where commits become durable: a list of them goes in, and out comes what became of each.
///
/// One LMDB transaction per call, which shares its syncs among the commits. Behind this interface a journal can come to
/// stand without the writer or the readers noticing.
struct CommitStep: Sendable {
    let environment: SharedEnvironment
    let tables: LogTables
    let note: CommitNote
    let clock: @Sendable (Commit) -> Instant
    private let memory = CommitMemory()

    init(
        environment: SharedEnvironment, tables: LogTables, note: CommitNote,
        clock: @escaping @Sendable (Commit) -> Instant
    ) {
        (self.environment, self.tables, self.note, self.clock) = (environment, tables, note, clock)
    }

    struct Outcome: Sendable {
        let results: [Result<Appended, AppendError>]
        /// The newest position, where the step got so far.
        let newest: Position?
        /// Set where nothing may be written any more until the log is opened again.
        let poison: LMDBError?
        /// Why segments, had there been any, are not put.
        var packingFailure: LogError?
    }

    /// Records `commits`, and puts `segments` in the place of their raw records in the same transaction. Segments that cannot
    /// be put never hold up a commit.
    func callAsFunction(_ commits: [Commit], packing segments: [PackedSegment]) -> Outcome {
        guard !segments.isEmpty else { return attempt(commits, []) }
        let outcome = attempt(commits, segments)
        guard let failure = outcome.packingFailure, outcome.poison == nil, !commits.isEmpty else { return outcome }
        var withoutPacking = attempt(commits, [])
        withoutPacking.packingFailure = failure
        return withoutPacking
    }

    private func attempt(_ commits: [Commit], _ segments: [PackedSegment]) -> Outcome {
        let environment: Environment
        do throws(LogError) { environment = try self.environment.get() } catch {
            return refusal(AppendError(error), commits)
        }
        let transaction: WriteTransaction
        do throws(LMDBError) {
            transaction = try environment.beginWrite()
        } catch {
            guard error.code == .panic else { return refusal(.unavailable(error), commits) }
            return refusal(.poisoned(error), commits, poison: error)
        }
        // Where another process has written since, everything is read anew inside the transaction.
        let known = memory.state(before: transaction.id)
        let lookup = CommitLookup(transaction: transaction, tables: tables, commandRow: known?.commandRow)
        var batch: CommitBatch
        do throws(LogError) {
            batch =
                if let known {
                    CommitBatch(head: known.head, streamCount: known.streamCount)
                } else {
                    CommitBatch(
                        head: try lookup.transaction.logHead(tables),
                        streamCount: try lookup.transaction.entryCount(tables.streams))
                }
        } catch {
            return refusal(AppendError(error), commits)
        }
        let results = commits.map { commit in
            Result { () throws(AppendError) in try batch.record(commit, clock: clock(commit), lookup) }
        }
        // Nothing new: refused and repeated commits need no transaction.
        guard !batch.events.isEmpty || !segments.isEmpty else {
            return Outcome(results: results, newest: batch.head.position, poison: nil)
        }
        return write(batch, segments, into: lookup.end(), results, environment)
    }

    private func write(
        _ batch: CommitBatch, _ segments: [PackedSegment], into transaction: consuming WriteTransaction,
        _ results: [Result<Appended, AppendError>], _ environment: Environment
    ) -> Outcome {
        var putCount = 0
        do throws(LogError) {
            if !segments.isEmpty { try checkRoom(for: batch, segments, environment) }
            for segment in segments where try transaction.put(segment, tables) { putCount += 1 }
        } catch {
            return Outcome(
                results: results.map { _ in .failure(AppendError(error)) }, newest: nil, poison: nil,
                packingFailure: error)
        }
        // Every segment was packed by another process before.
        guard putCount > 0 || !batch.events.isEmpty else {
            return Outcome(results: results, newest: batch.head.position, poison: nil)
        }
        do throws(LMDBError) {
            try checkRoom(for: batch, environment)
            if !batch.events.isEmpty { try transaction.put(batch, tables) }
        } catch {
            // The transaction is aborted as it goes out of scope. Refusals may rest on commits that are now gone: all fail.
            return Outcome(
                results: results.map { _ in .failure(.unavailable(error)) }, newest: nil, poison: nil,
                packingFailure: .storage(error))
        }
        let transactionID = transaction.id
        memory.keep(nil)
        do throws(LMDBError) {
            try transaction.commit()
        } catch {
            return failedCommit(error, results, environment)
        }
        if !batch.events.isEmpty {
            memory.keep(
                CommitMemory.State(
                    transactionID: transactionID, head: batch.head, streamCount: batch.streamCount,
                    commandRow: batch.commandRows.map(CommandRow.init).max()))
        }
        note.write(batch.head.position)
        return Outcome(results: results, newest: batch.head.position, poison: nil)
    }

    /// A disk that fills up in the midst of a commit looks like one that fails, for LMDB answers a write that was cut short with
    /// EIO: so a commit begins only where there is room. Each event can change a page of 'heads' and one of another index
    /// besides its record.
    private func checkRoom(
        for batch: CommitBatch, extraBytes: Int = 0, _ environment: Environment
    ) throws(LMDBError) {
        let recordBytes = batch.events.reduce(0) { $0 + $1.row.count }
        let needed = (256 << 10) + 2 * recordBytes + 8192 * batch.events.count + extraBytes
        if needed < 1 << 30, memory.hadPlentyOfRoom() { return }
        guard let free = environment.freeByteCount else { return }
        memory.note(freeByteCount: free)
        guard free < needed else { return }
        throw LMDBError(operation: "commit", path: environment.path, code: .noSpace)
    }

    /// Packing makes room only after its commit: until then raw records and segments both take theirs, and every page of raw
    /// records may be changed once.
    private func checkRoom(
        for batch: CommitBatch, _ segments: [PackedSegment], _ environment: Environment
    ) throws(LogError) {
        let bytes = segments.reduce(0) { $0 + $1.bytes.count + 64 * $1.recordCount }
        try storing { () throws(LMDBError) in try checkRoom(for: batch, extraBytes: 2 * bytes, environment) }
    }

    /// A full disk aborts cleanly where LMDB still lets a transaction begin. After anything else the disk's state is unknown.
    private func failedCommit(
        _ error: LMDBError, _ results: [Result<Appended, AppendError>], _ environment: Environment
    ) -> Outcome {
        let isFull = error.code == .noSpace || error.code == .quotaExceeded
        let isClean = isFull && (try? environment.beginWrite().id) != nil
        let failure = isClean ? AppendError.unavailable(error) : .indeterminate(error)
        return Outcome(
            results: results.map { _ in .failure(failure) }, newest: nil, poison: isClean ? nil : error,
            packingFailure: .storage(error))
    }

    private func refusal(_ error: AppendError, _ commits: [Commit], poison: LMDBError? = nil) -> Outcome {
        Outcome(
            results: commits.map { _ in .failure(error) }, newest: nil, poison: poison,
            packingFailure: LogError(error))
    }
}

extension LogError {
    /// Why nothing can be written, for those who do not append.
    fileprivate init?(_ error: AppendError) {
        switch error {
        case .unavailable(let cause), .poisoned(let cause), .indeterminate(let cause): self = .storage(cause)
        case .corrupt(let cause): self = cause
        case .closed: self = .closed
        case .conflict, .keyTaken, .keyNotClaimed, .tooLarge, .malformed, .occurredInFuture, .readOnly: return nil
        }
    }
}

/// The log as the write transaction sees it, for planning.
struct CommitLookup: ~Copyable, LogLookup {
    let transaction: WriteTransaction
    let tables: LogTables
    /// A row of 'commands' that is known to be right.
    var commandRow: CommandRow?

    func state(of stream: StreamID) throws(LogError) -> StreamState? { try transaction.state(of: stream, tables) }
    func appended(by command: CommandID) throws(LogError) -> Appended? {
        try transaction.appended(by: command, tables, knowing: commandRow)
    }
    func lastNumber(of sequence: String) throws(LogError) -> UInt64 {
        try transaction.lastNumber(of: sequence, tables)
    }
    func holder(of key: ClaimedKey) throws(LogError) -> Position? { try transaction.holder(of: key, tables) }

    /// Gives the transaction back for writing.
    consuming func end() -> WriteTransaction { transaction }
}
