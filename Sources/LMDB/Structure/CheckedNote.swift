internal import CLMDB
internal import Glibc

/// A note beside a data file of how it was when all its pages were found sound, so that they need not be looked at again as long
/// as nobody writes to the file.
///
///     i64 × 5   inode, size, modification (ns), change of the inode (ns), and their sum
///
/// Everything that writes moves the last of the times, and nobody can set it (inode(7)); a copy has another inode. What a disk
/// loses by itself moves nothing.
struct CheckedNote {
    private let numbers: [Int64]

    /// The data file as it is now.
    init?(_ environment: Environment) {
        var descriptor: mdb_filehandle_t = -1
        var status = stat()
        guard unsafe mdb_env_get_fd(environment.handle, &descriptor) == MDB_SUCCESS,
            unsafe fstat(descriptor, &status) == 0
        else { return nil }
        func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec) }
        let facts = [
            Int64(bitPattern: UInt64(status.st_ino)), Int64(status.st_size), nanoseconds(status.st_mtim),
            nanoseconds(status.st_ctim),
        ]
        numbers = facts + [facts.reduce(0, &+)]
    }

    private static func path(_ environment: Environment) -> String { "\(environment.path)/checked" }

    /// Whether the file is as it was noted.
    func isNoted(_ environment: Environment) -> Bool {
        let file = unsafe open(Self.path(environment), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var found = [Int64](repeating: 0, count: numbers.count + 1)
        let count = unsafe found.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
        return count == 8 * numbers.count && found.dropLast().elementsEqual(numbers)
    }

    /// Notes it. Where that cannot be done the pages are looked at again next time.
    func write(_ environment: Environment) {
        let file = unsafe open(Self.path(environment), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(0o666))
        guard file >= 0 else { return }
        defer { close(file) }
        _ = unsafe numbers.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
    }
}

extension Environment {
    /// Checks the structure of every page, as `checkPages` does, unless a note beside the file says that this was done and nobody
    /// has written to it since; then notes it.
    /// - Returns: Whether the pages were looked at.
    /// - Throws: `corrupted`, which names the page.
    @discardableResult
    public func checkPagesOnce() throws(LMDBError) -> Bool {
        // As it was before: who writes meanwhile has it looked at again.
        let note = CheckedNote(self)
        if let note, note.isNoted(self) { return false }
        try checkPages()
        note?.write(self)
        return true
    }
}
