internal import Glibc
internal import Synchronization

/// The folders that this process has open, known by device and inode so that another spelling of the path is noticed.
enum OpenEnvironments {
    private static let open = Mutex<Set<FileIdentity>>([])

    static func claim(_ identity: FileIdentity) -> Bool { open.withLock { $0.insert(identity).inserted } }
    static func release(_ identity: FileIdentity) { _ = open.withLock { $0.remove(identity) } }
}

/// What a path leads to, whatever it is called.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    init(path: String) throws(LMDBError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            throw LMDBError(operation: "open the environment", path: path, code: .init(rawValue: errno))
        }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}
