internal import CLMDB
internal import Glibc

// A data file that was cut off is a SIGBUS when a missing page is touched. LMDB does not look; we do, on opening.
extension Environment {
    /// Fails with `corrupted` where the data file is shorter than the pages it counts.
    func checkFileSize() throws(LMDBError) {
        // Another process may be between its commit and `extendFile`: look again before believing it.
        for _ in 0..<10 {
            if missingByteCount == 0 { return }
            usleep(2_000)
        }
        let missing = missingByteCount
        guard missing > 0 else { return }
        throw LMDBError(
            operation: "open the environment", path: path, code: .corrupted,
            hint: "data.mdb lacks \(missing) bytes at its end, it was cut off: restore a backup")
    }

    /// Makes the file as long as the pages it counts. LMDB leaves pages at the end unwritten that a transaction has taken and
    /// given back; with them in place, a file that is too short is one that was cut off.
    func extendFile() {
        var descriptor: mdb_filehandle_t = -1
        guard missingByteCount > 0, unsafe mdb_env_get_fd(handle, &descriptor) == MDB_SUCCESS else { return }
        // Where this fails the commit stands all the same: the bytes are those of free pages.
        _ = ftruncate(descriptor, off_t(info.sizeBytes))
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
