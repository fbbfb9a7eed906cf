import EventLog
public import EventModel
import Foundation
import Logging

extension ServiceEngine {
    /// Makes a new logbook in `path`, which must be empty or not be there, and opens it.
    ///
    /// - Parameters:
    ///   - path: The folder, which is made where it is not there.
    ///   - origin: The log's name among all logs, which checkpoints carry: a host or a path without a scheme. The folder's
    ///     name and a random part where nil.
    ///   - zone: The reporting zone, fixed for ever: its table of changes is kept in the log.
    ///   - options: How it is opened.
    /// - Throws: `log(.alreadyExists)`, or what the file system says.
    public static func create(
        at path: String, origin: String? = nil, zone: ZoneRules = .utc, options: EngineOptions = EngineOptions()
    ) async throws(EngineError) -> ServiceEngine {
        let folder = LogFolder(path: path)
        try folder.makeEmpty()
        // Keys first: a log without them would look as if they had been lost.
        _ = try KeyStore(folder: folder.keys, keyEncryptionKey: options.keyEncryptionKey, access: .make)
        let origin = origin ?? "\(URL(fileURLWithPath: path).lastPathComponent)-\(UInt32.random(in: .min ... .max))"
        do {
            let log = try EventLog(
                creatingAt: folder.log, identity: LogIdentity(origin: origin, createdAt: options.clock(), zone: zone),
                clock: options.timeOfRecording)
            log.close()
        } catch {
            throw .log(error)
        }
        return try await open(at: path, options: options)
    }

    /// Opens the logbook in `path`.
    ///
    /// - Throws: `log(.notALog)`, `log(.otherFormat)`, `log(.corrupt)` where the newest records are damaged, or what the file
    ///   system says. Nothing is made where there is no log.
    public static func open(
        at path: String, options: EngineOptions = EngineOptions()
    ) async throws(EngineError) -> ServiceEngine {
        let folder = LogFolder(path: path)
        let log: EventLog
        do {
            log = try EventLog(
                at: folder.log, access: options.readOnly ? .readOnly : .readWrite, clock: options.timeOfRecording)
        } catch {
            throw .log(error)
        }
        do {
            let keyStore = try folder.keyStore(options)
            let engine = try ServiceEngine(store: log, keyStore: keyStore, models: folder.models, options: options)
            engine.startFollowing()
            return engine
        } catch {
            log.close()
            throw error
        }
    }

    /// Records what was handed over, and what follows from it by policies, and gives the folder back. Commands and
    /// subscriptions end with `closed`.
    public func close() async {
        await stopFollowing()
        do { if options.runsPolicies { try await settlePolicies() } } catch {
            options.logger.warning("policies are behind", metadata: ["why": "\(error)"])
        }
        // What is not folded in now would have to be folded over by every reader after us.
        do { _ = try await retryModels() } catch {
            options.logger.warning("a read model is behind", metadata: ["why": "\(error)"])
        }
        (store as? EventLog)?.close()
        for model in models { model.close() }
        keyStore?.close()
    }
}
