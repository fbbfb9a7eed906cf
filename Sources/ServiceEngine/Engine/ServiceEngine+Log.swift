public import EventLog
public import EventModel
import Foundation

extension ServiceEngine {
    /// What the log holds, and what it takes on disk.
    public func statistics() async throws(EngineError) -> LogStatistics {
        try await withLog { log throws(LogError) in try log.statistics() }
    }

    /// Recomputes everything in the log from its records, and names the first difference. Others may go on appending.
    /// `progress` is told how far it got and how far it has to go.
    public func verify(
        progress: @escaping @Sendable (_ verified: Position, _ total: Position) -> Void = { _, _ in }
    ) async throws(EngineError) -> LogVerification {
        try await withLog { log throws(LogError) in try log.verify(progress: progress) }
    }

    /// Packs now what the log would pack by itself a little later.
    public func pack() async throws(EngineError) {
        _ = try await withLog { log throws(LogError) in try log.pack() }
    }

    /// Copies the log into a new logbook's folder, while others go on appending, and verifies the copy. People's keys are not
    /// copied: back up the folder `keys` to another place. A copy that was interrupted, by a full disk or a kill, goes on.
    ///
    /// - Throws: `log(.alreadyExists)` where there is something else at `target`.
    public func backup(
        to target: String,
        progress: @escaping @Sendable (_ copied: Position, _ total: Position) -> Void = { _, _ in }
    ) async throws(EngineError) -> LogVerification {
        let folder = LogFolder(path: target)
        guard mkdir(target, 0o777) == 0 || folder.holdsUnfinishedCopy else {
            if errno == EEXIST { throw .log(.alreadyExists(path: target)) }
            throw .file(operation: "make the folder", path: target, code: errno)
        }
        do {
            return try await withLog { log throws(LogError) in try log.backup(to: folder.log, progress: progress) }
        } catch {
            // What is copied of a damaged log is of no use; all else may go on another time.
            if case .log(.corrupt) = error { try? FileManager.default.removeItem(atPath: target) }
            throw error
        }
    }

    /// Packs everything but the newest records of the logbook at `path` and leaves out free pages. Others may use it meanwhile, save
    /// for the last moment; read models stay. See `EventLog.compact`.
    ///
    /// - Throws: `log(.storage)` with the code `busy` where it is still open anywhere then.
    public static func compact(
        at path: String, progress: @escaping @Sendable (_ copied: Position, _ total: Position) -> Void = { _, _ in }
    ) async throws(EngineError) -> LogReplacement {
        try await onThread { () throws(LogError) in
            try EventLog.compact(at: LogFolder(path: path).log, progress: progress)
        }
    }

    /// Brings the logbook at `path` over from an older format. Nobody may have it open. Nil where it has
    /// this release's format already. See `EventLog.migrate`.
    public static func migrate(
        at path: String, progress: @escaping @Sendable (_ copied: Position, _ total: Position) -> Void = { _, _ in }
    ) async throws(EngineError) -> LogReplacement? {
        try await onThread { () throws(LogError) in
            try EventLog.migrate(at: LogFolder(path: path).log, progress: progress)
        }
    }

    /// Runs what blocks on a thread of its own.
    private static func onThread<Value: Sendable>(
        _ body: @escaping @Sendable () throws(LogError) -> Value
    ) async throws(EngineError) -> Value {
        let result: Result<Value, LogError> = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: Result { () throws(LogError) in try body() })
            }
        }
        do { return try result.get() } catch { throw .log(error) }
    }

    private func withLog<Value: Sendable>(
        _ body: @escaping @Sendable (EventLog) throws(LogError) -> Value
    ) async throws(EngineError) -> Value {
        guard let log = store as? EventLog else { preconditionFailure("an engine that was opened has a log on disk") }
        return try await dispatcher.onReader { () throws(EngineError) in
            do throws(LogError) { return try body(log) } catch { throw .log(error) }
        }
    }
}
