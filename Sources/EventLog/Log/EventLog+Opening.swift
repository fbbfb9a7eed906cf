internal import EventModel
internal import Glibc
internal import LMDB

/// A log up to this size has every page looked at when it is opened, which takes some milliseconds; `verify` does so always.
private let structureCheckLimitBytes = 32 << 20

extension EventLog {
    static func openEnvironment(
        _ path: String, _ access: Access, holding lock: FolderLock? = nil
    ) throws(LogError) -> Environment {
        let options = Environment.Options(readOnly: access != .readWrite, withoutLock: access == .unlocked)
        do throws(LMDBError) {
            let environment = try Environment(path: path, options: options, holding: lock)
            try environment.checkMetaPages()
            if environment.info.sizeBytes <= structureCheckLimitBytes { try environment.checkStructure() }
            return environment
        } catch {
            guard error.code == .noSuchFile || error.code == .notAFolder else { throw .storage(error) }
            throw .notALog(path: path, why: error.message)
        }
    }

    /// Makes the folder, the tables and the rows of 'meta', the latter in one transaction: what has them is a whole log.
    static func createEnvironment(_ path: String, _ identity: LogIdentity) throws(LogError) -> Environment {
        guard isVacant(path) else { throw .alreadyExists(path: path) }
        return try storing { () throws(LMDBError) in
            let environment = try Environment(path: path, options: Environment.Options(create: true))
            let tables = try LogTables(environment, create: true)
            var transaction = try environment.beginWrite()
            try transaction.put(format: logFormat, tables)
            try transaction.put(identity, tables)
            try transaction.put(.empty, tables)
            try transaction.commit()
            try Environment.syncNames(inAndOf: path)
            return environment
        }
    }

    /// Opens the tables of a log of this release's format.
    static func openTables(_ environment: Environment) throws(LogError) -> LogTables {
        try checkFormat(environment)
        do throws(LMDBError) {
            return try LogTables(environment, create: false)
        } catch {
            guard error.code == .notFound else { throw .storage(error) }
            throw .notALog(path: environment.path, why: "it lacks a table of the log (\(error.operation))")
        }
    }

    /// Before anything else: in another format the other tables may be different ones.
    private static func checkFormat(_ environment: Environment) throws(LogError) {
        let found = try format(of: environment)
        guard found == logFormat else {
            throw .otherFormat(path: environment.path, expected: logFormat, found: found)
        }
    }

    static func format(of environment: Environment) throws(LogError) -> UInt32 {
        let path = environment.path
        let meta: LMDB.Table
        do throws(LMDBError) {
            meta = try environment.table("meta")
        } catch {
            guard error.code == .notFound else { throw .storage(error) }
            throw .notALog(path: path, why: "data.mdb has no log in it")
        }
        let transaction = try storing { () throws(LMDBError) in try environment.beginRead() }
        guard let format = try transaction.logFormat(meta) else {
            throw .notALog(path: path, why: "its creation was not finished")
        }
        return format
    }

    /// The newest records must lead to the stored frontier, and nothing may stand after them.
    static func checkEnd(
        _ head: LogHead, _ transaction: borrowing ReadTransaction, _ tables: LogTables
    ) throws(LogError) {
        let count = try transaction.entryCount(tables.records)
        let packedCount = try transaction.packedEnd(tables)
        guard packedCount <= head.position.rawValue, count == head.position.rawValue - packedCount else {
            throw .corrupt(
                Corruption(
                    "the number of records", expected: "\(head.position)",
                    found: "\(packedCount) packed and \(count) raw"))
        }
        let frontier = try transaction.frontier(size: head.position.rawValue, tables)
        guard frontier == head.frontier else {
            throw .corrupt(
                Corruption(
                    "the Merkle root", at: head.position, expected: "\(head.root)", found: "\(frontier.root)"))
        }
    }

    /// A file that was too short has been made longer: either nothing but free pages was missing, or everything is not there.
    func checkCompleted(_ missingByteCount: Int) throws(LogError) {
        do {
            _ = try verify()
        } catch {
            close()
            throw .corrupt(
                Corruption(
                    "data.mdb, which was cut off", expected: "\(missingByteCount) bytes more at its end",
                    found: "\(error)"))
        }
    }

    /// Whether a log can be made at `path`: nothing there, or an empty folder.
    private static func isVacant(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return errno == ENOENT }
        guard let folder = unsafe opendir(path) else { return false }
        defer { unsafe closedir(folder) }
        var entryCount = 0
        while unsafe readdir(folder) != nil { entryCount += 1 }
        return entryCount <= 2  // "." and ".."
    }
}
