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

    func make() throws(EngineError) {
        for folder in [path, keys, models] {
            guard mkdir(folder, folder == keys ? 0o700 : 0o777) == 0 || errno == EEXIST else {
                throw .file(operation: "make the folder", path: folder, code: errno)
            }
        }
    }
}
