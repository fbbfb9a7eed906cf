import EventModel
import LMDB

/// One build of a read model: an LMDB environment in a folder of its own.
final class TableGeneration<Content: RowModel>: Sendable {
    let path: String
    let environment: Environment
    let tables: Tables

    /// The handles of its LMDB tables.
    struct Tables: Sendable {
        let meta: LMDB.Table
        let rows: LMDB.Table
        let sums: LMDB.Table
        let indexes: [String: LMDB.Table]

        init(_ environment: Environment, create: Bool) throws(LMDBError) {
            meta = try environment.table("meta", create: create)
            rows = try environment.table("rows", create: create)
            sums = try environment.table("sums", create: create)
            var indexes: [String: LMDB.Table] = [:]
            for index in Content.indexes {
                indexes[index.name] = try environment.table("index \(index.name)", .dupSort, create: create)
            }
            self.indexes = indexes
        }

        func index(_ name: String) -> LMDB.Table {
            guard let table = indexes[name] else { preconditionFailure("\(Content.name) declares no index \(name)") }
            return table
        }
    }

    /// Opens the build at `path`, or makes an empty one where there is none and `create` is set.
    ///
    /// A power cut may lose the last commits of a build, never half of one: they are folded again. So the sync of the meta
    /// page can be spared.
    init(path: String, create: Bool, readOnly: Bool) throws(TableError) {
        self.path = path
        let environment = try storing(Content.name) { () throws(LMDBError) in
            try Environment(
                path: path,
                options: .init(
                    mapSizeBytes: generationMapBytes, create: create, readOnly: readOnly, noMetaSync: true))
        }
        // LMDB believes its pages: what is damaged would end the process, or be an answer.
        try storing(Content.name) { () throws(LMDBError) in
            if environment.info.sizeBytes <= alwaysCheckedBytes {
                try environment.checkPages()
            } else {
                try environment.checkPagesOnce()
            }
        }
        tables = try storing(Content.name) { () throws(LMDBError) in try Tables(environment, create: create) }
        self.environment = environment
    }

    /// How far it has got; nil before its first commit.
    func cursor() throws(TableError) -> TableCursor? { try TableSnapshot(self).cursor }

    /// How far the rows of a generation have got that is being built; nil before its first commit and when it is built.
    func buildCursor() throws(TableError) -> TableCursor? { try TableSnapshot(self).buildCursor }
}

/// An eighth of a log's, 128 GiB: room for the rows of a thousand million events, and little enough of a process's 128 TiB of
/// addresses that some thirty logbooks, each with two dozen models, can be open in it.
private let generationMapBytes = Environment.Options.defaultMapSizeBytes / 8

/// A generation up to this size has its pages looked at whenever it is opened, which takes some milliseconds; a larger one when
/// somebody wrote to it since they were. Verifying does so always.
private let alwaysCheckedBytes = 32 << 20

/// Runs `body`, turning LMDB's errors into a table's.
func storing<Result: ~Copyable>(
    _ table: String, _ body: () throws(LMDBError) -> Result
) throws(TableError) -> Result {
    do { return try body() } catch { throw TableError(error, in: table) }
}
