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
    /// copied: back up the folder `keys` to another place.
    ///
    /// - Throws: `log(.alreadyExists)` where there is something at `target`.
    public func backup(
        to target: String,
        progress: @escaping @Sendable (_ copied: Position, _ total: Position) -> Void = { _, _ in }
    ) async throws(EngineError) -> LogVerification {
        let folder = LogFolder(path: target)
        guard mkdir(target, 0o777) == 0 else {
            if errno == EEXIST { throw .log(.alreadyExists(path: target)) }
            throw .file(operation: "make the folder", path: target, code: errno)
        }
        do {
            return try await withLog { log throws(LogError) in try log.backup(to: folder.log, progress: progress) }
        } catch {
            // Half a copy is no copy; what cannot be removed is not a log either, and says so when it is opened.
            try? FileManager.default.removeItem(atPath: target)
            throw error
        }
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
