internal import CLMDB
internal import Glibc
internal import Synchronization

/// One LMDB folder (`data.mdb`, `lock.mdb`), open in this process.
///
/// LMDB allows a file to be open once per process (its locks are POSIX locks, which closing any descriptor drops), so a second
/// `Environment` on the same folder is refused: share the object. It closes when the last reference and transaction are gone.
///
///     let environment = try Environment(path: "/var/lib/desk/log", options: .init(create: true))
///     let names = try environment.table("names", create: true)
///     try environment.write { transaction in try transaction.put(names, key.span.bytes, value.span.bytes) }
@safe
public final class Environment: @unchecked Sendable {
    /// LMDB's environment: thread-safe but for opening tables, which `tables` serialises.
    let handle: OpaquePointer
    public let path: String
    public let options: Options
    let tables = Mutex<[String: Table]>([:])
    private let identity: FileIdentity
    /// Keeps others from putting another file in the place of the data file.
    private let folderLock: FolderLock?
    /// How many bytes the data file lacked when it was opened; see `completeFile`.
    public var missingByteCountOnOpening: Int { missingOnOpening.load(ordering: .relaxed) }
    private let missingOnOpening = Atomic(0)

    /// Opens the folder at `path`; with `options.create` an absent folder or data file is made. `folderLock` is that of a caller
    /// who has taken the folder alone.
    /// - Throws: `notAFolder`, `noSuchFile`, `invalid` (a foreign, damaged or empty file), `versionMismatch`, `busy`, or the
    ///   system's code.
    public init(
        path: String, options: Options = Options(), holding folderLock: FolderLock? = nil
    ) throws(LMDBError) {
        let folderLock = folderLock ?? FolderLock(sharing: path)
        try Self.prepareFolder(path, create: options.create && !options.readOnly)
        let identity = try FileIdentity(path: path)
        guard OpenEnvironments.claim(identity) else {
            throw LMDBError(operation: "open the environment", path: path, code: .busy)
        }
        do throws(LMDBError) {
            try Self.allocateLockFile(path, options)
            unsafe self.handle = try unsafe Self.openHandle(path, options)
        } catch {
            OpenEnvironments.release(identity)
            throw error
        }
        self.path = path
        self.options = options
        self.identity = identity
        // A folder that was just made.
        self.folderLock = folderLock ?? FolderLock(sharing: path)
        // Errors inside a transaction find their environment's path and table names through this.
        unsafe mdb_env_set_userctx(handle, Unmanaged.passUnretained(self).toOpaque())
        if !options.withoutLock { _ = try clearDeadReaders() }
        try openTableOfTables()
        if options.readOnly {
            try checkFileSize()
        } else {
            missingOnOpening.store(try completeFile(), ordering: .relaxed)
        }
    }

    deinit {
        unsafe mdb_env_close(handle)
        OpenEnvironments.release(identity)
    }
}

extension Environment {
    private static func prepareFolder(_ path: String, create: Bool) throws(LMDBError) {
        func failure(_ code: Int32) -> LMDBError {
            LMDBError(operation: "open the environment", path: path, code: .init(rawValue: code))
        }
        var status = stat()
        if unsafe stat(path, &status) != 0 {
            guard create, errno == ENOENT else { throw failure(errno) }
            guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else { throw failure(errno) }
        } else if status.st_mode & S_IFMT != S_IFDIR {
            throw failure(ENOTDIR)
        }
        let data = path + "/data.mdb"
        if unsafe stat(data, &status) != 0 {
            guard create, errno == ENOENT else { throw failure(errno) }
        } else if status.st_size == 0 {
            // LMDB would begin a new database over it; a file that was emptied is a loss to be noticed.
            throw failure(MDB_INVALID)
        } else {
            try checkPageSize(path)
        }
    }

    /// Before LMDB looks: whatever else is wrong with the meta pages, it notices or is told of later.
    private static func checkPageSize(_ path: String) throws(LMDBError) {
        let file = try PageFile(path: path)
        // Another file than LMDB's, and one whose creation was cut short, are LMDB's to name.
        guard let magic = try? file.uint32(16), magic == MetaPage.magic else { return }
        if file.hasPossiblePageSize {
            guard let second = try? file.uint32(file.pageSize + 16), second == MetaPage.magic,
                let size = try? file.uint32(file.pageSize + 40), size != file.pageSize
            else { return }
        }
        throw LMDBError(
            operation: "open the environment", path: path, code: .corrupted,
            detail: "the meta pages do not agree on the size of pages")
    }

    /// Gives the lock file its room on the disk. LMDB writes to it through a mapping, and makes it by its size alone: on a full
    /// disk that is a SIGBUS. Never longer than others have it mapped. Before LMDB opens it, for closing it here ends the
    /// process's locks.
    private static func allocateLockFile(_ path: String, _ options: Options) throws(LMDBError) {
        if options.withoutLock { return }
        let file = unsafe open(path + "/lock.mdb", O_RDWR | O_CREAT | O_CLOEXEC, mode_t(0o666))
        // Where it may not be written, LMDB does without it or says why not.
        guard file >= 0 else { return }
        defer { close(file) }
        let found = lseek(file, 0, SEEK_END)
        // MDB_txninfo's two parts, a cache line each, and one for each reader (lmdb's mdb.c).
        let code = posix_fallocate(file, 0, found > 0 ? found : off_t(64 * (2 + options.maxReaders)))
        if code == ENOSPC || code == EDQUOT {
            throw LMDBError(operation: "make lock.mdb", path: path, code: .init(rawValue: code))
        }
    }

    static func openHandle(_ path: String, _ options: Options) throws(LMDBError) -> OpaquePointer {
        func check(_ code: Int32) throws(LMDBError) {
            guard code == MDB_SUCCESS else {
                throw LMDBError(operation: "open the environment", path: path, code: .init(rawValue: code))
            }
        }
        var opened: OpaquePointer?
        try unsafe check(mdb_env_create(&opened))
        guard let handle = unsafe opened else {
            throw LMDBError(operation: "open the environment", path: path, code: .outOfMemory)
        }
        do throws(LMDBError) {
            try unsafe check(mdb_env_set_mapsize(handle, options.mapSizeBytes))
            try unsafe check(mdb_env_set_maxreaders(handle, UInt32(clamping: options.maxReaders)))
            try unsafe check(mdb_env_set_maxdbs(handle, UInt32(clamping: options.maxTables)))
            try unsafe check(mdb_env_open(handle, path, options.flags, mode_t(0o666)))
        } catch {
            unsafe mdb_env_close(handle)
            throw error
        }
        return unsafe handle
    }
}
