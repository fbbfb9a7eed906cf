import EventLog
import Foundation

/// Where things lie in a logbook's folder.
///
///     <folder>/log/      the event log, LMDB: all that a backup needs
///     <folder>/keys/     people's keys, wrapped, and the file of the key that wraps them: backed up elsewhere
///     <folder>/models/   read models: can be deleted and are folded again
struct LogFolder: Sendable {
    let path: String

    var log: String { path + "/log" }
    var keys: String { path + "/keys" }
    var models: String { path + "/models" }

    /// Makes the folders of a new logbook; refuses a folder that holds anything.
    func makeEmpty() throws(EngineError) {
        let content = try? FileManager.default.contentsOfDirectory(atPath: path)
        guard content ?? [] == [] else { throw .log(.alreadyExists(path: path)) }
        for folder in [path, keys, models] {
            guard mkdir(folder, folder == keys ? 0o700 : 0o777) == 0 || errno == EEXIST else {
                throw .file(operation: "make the folder", path: folder, code: errno)
            }
        }
    }

    /// Whether there is nothing but a copy that was interrupted.
    var holdsUnfinishedCopy: Bool {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) == ["log.partial"]
    }

    /// The key store; nil where there is none: in a backup, or a copy for an auditor. A new one is made with a new logbook
    /// only, for one that came later could open nothing.
    func keyStore(_ options: EngineOptions) throws(EngineError) -> KeyStore? {
        guard access(keys + "/data.mdb", F_OK) == 0 else { return nil }
        return try KeyStore(
            folder: keys, keyEncryptionKey: options.keyEncryptionKey, access: options.readOnly ? .read : .write)
    }
}
