import EventLog
import EventModel
import LMDB

extension TableError {
    /// The error itself where it is a table's; damage where storage under a table is not what was written; else that storage
    /// failed.
    init(_ error: any Error, in table: String) {
        switch error {
        case let error as TableError: self = error
        case let error as LMDBError where error.code.isDamage:
            self = .damaged(
                table: table, place: error.path, expected: "what was written",
                found: "\(error.detail ?? error.message) (cannot \(error.operation))")
        default: self = .unreadable(table: table, cause: error)
        }
    }

    /// Whether storage had no room or did not do what it was asked, which may pass.
    var isOfStorage: Bool {
        switch self {
        case .stopped, .damaged: false
        case .unreadable(_, let cause): !(cause is LogError)
        }
    }
}

extension LMDBError.Code {
    /// Whether the file is to blame: a model's is then built anew, and no backup is asked for.
    fileprivate var isDamage: Bool {
        [.corrupted, .pageNotFound, .invalid, .versionMismatch, .incompatible, .notFound, .badValueSize].contains(self)
    }
}
