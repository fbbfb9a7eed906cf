internal import CLMDB
internal import Glibc

extension LMDBError.Code {
    public static let keyExists = Self(rawValue: MDB_KEYEXIST)
    public static let notFound = Self(rawValue: MDB_NOTFOUND)
    public static let pageNotFound = Self(rawValue: MDB_PAGE_NOTFOUND)
    public static let corrupted = Self(rawValue: MDB_CORRUPTED)
    public static let panic = Self(rawValue: MDB_PANIC)
    public static let versionMismatch = Self(rawValue: MDB_VERSION_MISMATCH)
    public static let invalid = Self(rawValue: MDB_INVALID)
    public static let mapFull = Self(rawValue: MDB_MAP_FULL)
    public static let tablesFull = Self(rawValue: MDB_DBS_FULL)
    public static let readersFull = Self(rawValue: MDB_READERS_FULL)
    public static let transactionFull = Self(rawValue: MDB_TXN_FULL)
    public static let mapResized = Self(rawValue: MDB_MAP_RESIZED)
    public static let incompatible = Self(rawValue: MDB_INCOMPATIBLE)
    public static let badTransaction = Self(rawValue: MDB_BAD_TXN)
    public static let badValueSize = Self(rawValue: MDB_BAD_VALSIZE)
    public static let badTable = Self(rawValue: MDB_BAD_DBI)

    public static let noSpace = Self(rawValue: ENOSPC)
    public static let quotaExceeded = Self(rawValue: EDQUOT)
    public static let ioFailure = Self(rawValue: EIO)
    public static let noAccess = Self(rawValue: EACCES)
    public static let notPermitted = Self(rawValue: EPERM)
    public static let readOnlyFileSystem = Self(rawValue: EROFS)
    public static let noSuchFile = Self(rawValue: ENOENT)
    public static let notAFolder = Self(rawValue: ENOTDIR)
    public static let alreadyExists = Self(rawValue: EEXIST)
    public static let busy = Self(rawValue: EBUSY)
    public static let outOfMemory = Self(rawValue: ENOMEM)

    /// The next step for the codes that a person can do something about.
    var hint: String? {
        switch self {
        case .mapFull: "the map is full: open with a larger mapSizeBytes"
        case .noSpace, .quotaExceeded: "the disk is full: free space and try again; nothing was written in part"
        case .ioFailure: "the device failed: stop writing, check the disk, then verify before going on"
        case .noAccess, .notPermitted: "check the owner and the permissions of the folder and of the files in it"
        case .readOnlyFileSystem: "the file system is read-only: open read-only"
        case .noSuchFile: "there is nothing at this path: check it, or create it first"
        case .notAFolder: "a folder is expected: name the folder that holds data.mdb"
        case .invalid:
            "data.mdb is not an LMDB file or is damaged: check the path, or restore a backup; do not delete it"
        case .versionMismatch: "the file was written by another version of LMDB: use the version that wrote it"
        case .corrupted, .pageNotFound: "the file is damaged: restore a backup or verify to find what is left"
        case .panic: "an earlier write failed: close, check the disk, open again and verify"
        case .readersFull: "too many readers at once: close readers or open with a larger maxReaders"
        case .tablesFull: "open with a larger maxTables"
        case .transactionFull: "the transaction touches too many pages: commit in smaller steps"
        case .incompatible: "the table was created with other options"
        case .badValueSize: "a key has 1 to 511 bytes, and a value of a dupSort table at most 511"
        case .busy: "the environment is open in this process already: share the one object"
        case .outOfMemory: "no address space or memory is left: lower mapSizeBytes or the limits of the process"
        default: nil
        }
    }
}
