public import EventModel
internal import Glibc
internal import LMDB

extension EventLog {
    /// Copies the log into a new folder while others go on appending: slice by slice of exact records, every index built
    /// anew, then verified as a whole, its Merkle root compared with this log's.
    ///
    /// The copy appears under `target` when all of that is done; until then it stands in `target.partial`, and one that was
    /// interrupted goes on there. Blocks: call it on a thread of your own. `progress` is told how many events are copied, of how
    /// many.
    @discardableResult
    public func backup(
        to target: String, progress: (_ copied: Position, _ total: Position) -> Void = { _, _ in }
    ) throws(LogError) -> LogVerification {
        var status = stat()
        guard unsafe stat(target, &status) != 0, errno == ENOENT else { throw .alreadyExists(path: target) }
        let partial = "\(target).partial"
        let begun = try LogCopy(of: self, at: partial)
        try begun.run(through: head(), progress)
        let copy = try begun.slimmed()
        let verification = try copy.verify()
        copy.close()
        guard unsafe rename(partial, target) == 0 else {
            throw copy.failure("rename the finished copy")
        }
        try storing { () throws(LMDBError) in try Environment.syncNames(inAndOf: target) }
        return verification
    }
}
