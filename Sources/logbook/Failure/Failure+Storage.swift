import EventLog
import EventModel
import Imports
import LMDB
import ServiceEngine

extension Failure {
    init(_ error: LMDBError) {
        self.init(ExitStatus(error.code), error.description)
    }

    init(_ error: LogError) {
        switch error {
        case .storage(let error): self.init(error)
        case .corrupt: self.init(.integrity, error.description)
        case .notALog, .otherFormat: self.init(.badData, error.description)
        case .alreadyExists: self.init(.refused, error.description)
        case .closed: self.init(.busy, error.description)
        }
    }

    init(_ error: AppendError) {
        switch error {
        case .conflict, .keyTaken, .keyNotClaimed, .closed: self.init(.busy, error.description)
        case .tooLarge, .malformed: self.init(.badData, error.description)
        case .occurredInFuture: self.init(.refused, error.description)
        case .unavailable(let cause): self.init(ExitStatus(cause.code), error.description)
        case .corrupt: self.init(.integrity, error.description)
        case .indeterminate, .poisoned: self.init(.inputOutput, error.description)
        case .readOnly: self.init(.notPermitted, error.description)
        }
    }

    init(_ error: ImportError) {
        switch error {
        case .unreadable(_, let code, _): self.init(ExitStatus(errno: code), error.description)
        case .notCompressed, .truncated, .corrupt, .wrongEncoding, .emptyTable, .badHeader, .missingColumns,
            .repeatedColumns, .malformed:
            self.init(.badData, error.description)
        }
    }
}

extension ExitStatus {
    /// What keeps a read model from going on: itself, or what is under it.
    init(_ error: TableError) {
        switch error {
        case .stopped, .damaged: self = .integrity
        case .unreadable(_, let cause as EngineError): self = Failure(cause).status
        case .unreadable(_, let cause as LMDBError): self.init(cause.code)
        case .unreadable(_, let cause as LogError): self = Failure(cause).status
        case .unreadable: self = .integrity
        }
    }

    init(_ code: LMDBError.Code) {
        switch code {
        case .corrupted, .pageNotFound, .panic: self = .integrity
        case .invalid, .versionMismatch, .incompatible: self = .badData
        case .busy, .readersFull: self = .busy
        case .readOnlyFileSystem: self = .notPermitted
        default: self.init(errno: code.rawValue)
        }
    }
}
