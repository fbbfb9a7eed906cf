import Glibc

extension ExitStatus {
    /// What an `errno` of the file system comes to.
    init(errno code: Int32) {
        switch code {
        case ENOENT, ENOTDIR: self = .notFound
        case EACCES, EPERM, EROFS: self = .notPermitted
        default: self = .inputOutput
        }
    }
}
