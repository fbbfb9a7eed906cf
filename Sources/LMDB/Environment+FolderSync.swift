internal import Glibc

extension Environment {
    /// Makes the names in the folder at `path` durable, and its own name in the folder above it.
    ///
    /// A synced file is lost all the same while its name is not synced (POSIX says so; journaling file systems are kinder):
    /// to be called where files were made or renamed, before that is acknowledged.
    public static func syncNames(inAndOf path: String) throws(LMDBError) {
        for folder in [path, path + "/.."] {
            func failure(_ code: Int32) -> LMDBError {
                LMDBError(operation: "sync the folder", path: folder, code: .init(rawValue: code))
            }
            let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw failure(errno) }
            defer { close(descriptor) }
            // EINVAL: a file system that does not sync folders.
            guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(errno) }
        }
    }
}
