internal import Glibc

/// A lock on an environment's folder, over all processes (flock(2)): whoever has it open shares it, and whoever puts another file in
/// the place of its data file has it alone. It goes with the process, however that ends.
public final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Shares the folder; waits while somebody has it alone. Nil where there is no folder, or none that can be locked.
    init?(sharing path: String) {
        descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        while flock(descriptor, LOCK_SH) != 0, errno == EINTR {}
    }

    /// Takes the folder alone.
    /// - Throws: `busy` where anybody has an environment open in it.
    public init(taking path: String) throws(LMDBError) {
        descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        func failure(_ code: LMDBError.Code, hint: String? = nil) -> LMDBError {
            LMDBError(operation: "take the folder", path: path, code: code, hint: hint)
        }
        guard descriptor >= 0 else { throw failure(.init(rawValue: errno)) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw errno == EWOULDBLOCK
                ? failure(.busy, hint: "somebody has it open: close it there and try again")
                : failure(.init(rawValue: errno))
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
