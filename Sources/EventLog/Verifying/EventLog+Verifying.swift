public import EventModel
internal import Glibc

extension EventLog {
    /// Recomputes everything from the records: checksums, dense positions, versions, commits, order of time, drawn numbers,
    /// claims, every index, and the Merkle tree. Throws the first difference.
    ///
    /// Slices of the log are followed side by side on `threads` threads, one a core where nil. Follows the log to its end, also while
    /// others append, and holds nobody up. `progress` is told how far it got and how far it has to go. Blocks: call it on a
    /// thread of your own.
    public func verify(
        threads: Int? = nil, progress: (_ verified: Position, _ total: Position) -> Void = { _, _ in }
    ) throws(LogError) -> LogVerification {
        let threads = threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        return try LogVerifier(log: self).run(threads: threads, progress)
    }
}
