internal import CLMDB
internal import Glibc

extension Environment {
    /// Checks the structure of every page that the newest commit reaches, and the meta pages; see `StructureCheck`. It looks at
    /// each page's header, nodes and keys, and leaves a writer alone. Not for environments without meta syncs.
    /// - Throws: `corrupted`, which names the page.
    public func checkStructure() throws(LMDBError) {
        try checkMetaPages()
        try checkPages()
    }

    /// The commits that the two meta pages name must be neighbours, in the right places.
    public func checkMetaPages() throws(LMDBError) {
        var found = ""
        // A writer may come between two looks: what is wrong stays so.
        for _ in 0..<100 {
            let file = try PageFile(self)
            do throws(Flaw) {
                let metas = [try MetaPage(file, page: 0), try MetaPage(file, page: 1)]
                let commits = metas.map(\.commit)
                let areNeighbours =
                    commits == [0, 0] || max(commits[0], commits[1]) == min(commits[0], commits[1]) &+ 1
                let areInPlace = commits == [0, 0] || (commits[0] % 2 == 0 && commits[1] % 2 == 1)
                if areNeighbours, areInPlace { return }
                found = "the meta pages name commits \(commits[0]) and \(commits[1])"
            } catch {
                found = "a meta page \(error.what)"
            }
        }
        throw damage(found)
    }

    /// Checks the structure of every page that the newest commit reaches, as `checkStructure` does, and of the meta pages no
    /// more than which commit that is: for environments without meta syncs too.
    /// - Throws: `corrupted`, which names the page.
    public func checkPages() throws(LMDBError) {
        // The transaction keeps the pages as they are. Its meta page is there, unless two commits came between: then once more.
        for _ in 0..<100 {
            // Not even the mark is looked for: that is a way through pages, too.
            let transaction = try unsafe begin("begin reading", flags: UInt32(MDB_RDONLY))
            defer { unsafe mdb_txn_abort(transaction) }
            let file = try PageFile(self)
            let metas = [0, 1].compactMap { page in try? MetaPage(file, page: page) }
            guard let meta = metas.first(where: { unsafe mdb_txn_id(transaction) == $0.commit }) else { continue }
            do throws(Flaw) {
                try StructureCheck.run(file, meta)
                return
            } catch {
                throw damage("\(error.place ?? "the meta page") \(error.what)")
            }
        }
        throw damage("no meta page holds the newest commit")
    }

    /// Whether the file at `path` is one whose creation a power cut left in parts: no commit has ever counted in it, for each
    /// of its meta pages is as it was made, or still zeros.
    public static func isUnfinished(at path: String) -> Bool {
        guard let file = try? PageFile(path: path) else { return false }
        // Of the machine's size: the file itself may not say.
        let pageSize = Int(getpagesize())
        return [0, pageSize].allSatisfy { start in
            guard start + 152 <= file.byteCount else { return true }
            let words = (2..<19).map { try? file.uint64(start + 8 * $0) }
            let isMade = (try? file.uint32(start + 16)) == MetaPage.magic && words[16] == 0
            return isMade || words.allSatisfy { $0 == 0 }
        }
    }
}
