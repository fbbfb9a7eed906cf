internal import CLMDB
internal import Glibc

// A data file that is shorter than the pages it counts is a SIGBUS when a missing page is touched. LMDB does not look; we do,
// on opening and after each commit.
//
// There are two ways to such a file. It was cut off; or the process was killed right after a commit that had taken pages at
// the end and given them back, which LMDB leaves unwritten. Both are made long enough again. Whether anything was lost shows
// in what the pages hold: whoever keeps more than a cache here looks at `missingByteCountOnOpening` and verifies.
extension Environment {
    /// Makes the file as long as the pages it counts; returns how many bytes were missing.
    ///
    /// By posix_fallocate, which never shortens a file nor changes what is in it: another process may be writing.
    func completeFile() throws(LMDBError) -> Int {
        let missing = missingByteCount
        guard missing > 0 else { return 0 }
        // The number of pages may itself be what is damaged: no transaction leaves so many unwritten.
        guard missing <= max(info.sizeBytes - missing, 64 << 20) else {
            throw damage("it counts \(info.sizeBytes) bytes of pages and holds \(info.sizeBytes - missing)")
        }
        var descriptor: mdb_filehandle_t = -1
        try unsafe check(mdb_env_get_fd(handle, &descriptor))
        try check(posix_fallocate(descriptor, 0, off_t(info.sizeBytes)))
        return missing
    }

    /// Fails with `corrupted` where the file is short and may not be made longer.
    func checkFileSize() throws(LMDBError) {
        // Another process may be between its commit and `completeFile`: look again before believing it.
        for _ in 0..<10 {
            if missingByteCount == 0 { return }
            usleep(2_000)
        }
        let missing = missingByteCount
        guard missing > 0 else { return }
        throw LMDBError(
            operation: "open the environment", path: path, code: .corrupted,
            detail: "data.mdb lacks \(missing) bytes at its end",
            hint: "open it for writing once, or restore a backup")
    }

    private func check(_ code: Int32) throws(LMDBError) {
        guard code == MDB_SUCCESS else {
            throw LMDBError(operation: "complete data.mdb in", path: path, code: .init(rawValue: code))
        }
    }

    /// What is left on the disk for others than root, or nil where the system does not say.
    public var freeByteCount: Int? {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return nil }
        return Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }

    private var missingByteCount: Int {
        var descriptor: mdb_filehandle_t = -1
        var status = stat()
        guard unsafe mdb_env_get_fd(handle, &descriptor) == MDB_SUCCESS, unsafe fstat(descriptor, &status) == 0 else {
            return 0
        }
        return max(0, info.sizeBytes - Int(status.st_size))
    }
}
