public import EventModel
internal import Glibc
internal import LMDB

/// What replacing a log's file by a copy did.
public struct LogReplacement: Sendable, Hashable {
    public let events: UInt64
    /// The Merkle root, the same before and after.
    public let root: MerkleHash
    public let bytesBefore: UInt64
    public let bytesAfter: UInt64
}

extension EventLog {
    /// Puts a packed copy without free pages in the place of the log at `path`.
    ///
    /// The copy is made beside the log, in `path.compact`, while others go on using it; then everything is compared, and the file is
    /// replaced in one step. For that step nobody may have the log open. What is copied stays where it is interrupted or refused, and the
    /// next call goes on with it. Blocks: call it on a thread of your own.
    ///
    /// - Throws: `storage(.busy)` where anybody has the log open when the copy is done; `corrupt` where anything is damaged: then
    ///   the log stays as it is.
    public static func compact(
        at path: String, progress: (_ copied: Position, _ total: Position) -> Void = { _, _ in }
    ) throws(LogError) -> LogReplacement {
        let log = try EventLog(at: path, access: .readOnly)
        let begun = try LogCopy(of: log, at: "\(path).compact")
        try begun.run(through: log.head(), progress)
        let copy = try begun.slimmed()
        _ = try copy.verify()
        copy.close()
        log.close()
        let lock = try storing { () throws(LMDBError) in try FolderLock(taking: path) }
        // What was appended meanwhile; nobody appends any more. All but that is verified.
        let last = try EventLog(reading: path, holding: lock)
        let rest = try LogCopy(of: last, at: copy.path)
        try rest.run(through: last.head(), progress)
        last.close()
        return try rest.replaceFile(in: path, lock, keepingOldAs: nil)
    }

    /// Brings a log of an older format at `path` over into this release's. Nobody may have it open. The old file stays beside the new
    /// one as `data.mdb.format-1`, to be removed by hand.
    ///
    /// - Returns: Nil where it has this release's format already.
    /// - Throws: `otherFormat` where it has a newer one, `storage(.busy)` where it is open, `corrupt`; then the log stays as it is.
    public static func migrate(
        at path: String, progress: (_ copied: Position, _ total: Position) -> Void = { _, _ in }
    ) throws(LogError) -> LogReplacement? {
        let lock = try storing { () throws(LMDBError) in try FolderLock(taking: path) }
        guard try !isOfThisRelease(path, lock) else { return nil }
        let old = try Format1Log(at: path, holding: lock)
        let begun = try LogCopy(of: old, at: "\(path).migrated")
        try begun.run(through: old.head(), progress)
        let copy = try begun.slimmed()
        _ = try copy.verify()
        return try copy.replaceFile(in: path, lock, keepingOldAs: "data.mdb.format-1")
    }

    private static func isOfThisRelease(_ path: String, _ lock: FolderLock) throws(LogError) -> Bool {
        let found = try format(of: openEnvironment(path, .readOnly, holding: lock))
        guard found <= logFormat else { throw .otherFormat(path: path, expected: logFormat, found: found) }
        return found == logFormat
    }
}

extension LogCopy {
    /// Puts the finished copy's file in the place of the log's at `path`, of which `lock` keeps everybody away.
    fileprivate func replaceFile(
        in path: String, _ lock: FolderLock, keepingOldAs kept: String?
    ) throws(LogError) -> LogReplacement {
        defer { withExtendedLifetime(lock) {} }
        let (head, before) = (try head(), try fileSize(path))
        close()
        let after = try fileSize(self.path)
        if let kept { try keep("\(path)/data.mdb", as: "\(path)/\(kept)") }
        try check("replace the file", unsafe rename("\(self.path)/data.mdb", "\(path)/data.mdb"))
        // It tells of the old file's readers, and there are none.
        unsafe unlink("\(path)/lock.mdb")
        try storing { () throws(LMDBError) in try Environment.syncNames(inAndOf: path) }
        for name in LogCopy.fileNames { unsafe unlink("\(self.path)/\(name)") }
        unsafe rmdir(self.path)
        return LogReplacement(events: head.position.rawValue, root: head.root, bytesBefore: before, bytesAfter: after)
    }

    /// A second name for the file; it may have it since a replacement that was interrupted.
    private func keep(_ file: String, as name: String) throws(LogError) {
        guard unsafe link(file, name) != 0 else { return }
        guard errno == EEXIST, try inode(file) == inode(name) else {
            return try check("keep the old file as \(name)", -1)
        }
    }

    private func inode(_ file: String) throws(LogError) -> ino_t {
        var status = stat()
        try check("look at \(file)", unsafe stat(file, &status))
        return status.st_ino
    }

    private func check(_ operation: String, _ code: Int32) throws(LogError) {
        guard code != 0 else { return }
        throw failure(operation)
    }

    private func fileSize(_ path: String) throws(LogError) -> UInt64 {
        var status = stat()
        try check("measure data.mdb", unsafe stat("\(path)/data.mdb", &status))
        return UInt64(status.st_size)
    }
}
