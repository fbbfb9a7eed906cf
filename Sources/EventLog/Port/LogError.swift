public import EventModel
public import LMDB

/// Why a log could not be opened or read.
public enum LogError: Error, Sendable, Hashable {
    case storage(LMDBError)
    /// Stored bytes are not what they were written as.
    case corrupt(Corruption)
    /// The folder holds no log.
    case notALog(path: String, why: String)
    /// A log that another release wrote.
    case otherFormat(path: String, expected: UInt32, found: UInt32)
    /// There is something where a new log is to be made.
    case alreadyExists(path: String)
    case closed
}

/// What is damaged, where, and how it shows.
public struct Corruption: Error, Sendable, Hashable {
    /// The record concerned, where it is one.
    public let position: Position?
    /// The row and what is wrong with it: `the record's checksum`, `row INC-2026 of 'sequences'`.
    public let what: String
    public let expected: String
    public let found: String

    public init(_ what: String, at position: Position? = nil, expected: String, found: String) {
        self.position = position
        self.what = what
        self.expected = expected
        self.found = found
    }
}

extension LogError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .storage(let error): error.description
        case .corrupt(let corruption): "the log is damaged: \(corruption); verify the log, restore it from a backup"
        case .notALog(let path, let why): "\(path) is not a log: \(why); check the path, or create a log there"
        case .otherFormat(let path, let expected, let found):
            "\(path) has format \(found), this release reads format \(expected); "
                + (found < expected ? "bring it over with 'logbook migrate'" : "use the release that wrote it")
        case .alreadyExists(let path): "there is something at \(path) already; choose a new folder"
        case .closed: "the log is closed"
        }
    }
}

extension Corruption: CustomStringConvertible {
    public var description: String {
        let place = position.map { " at position \($0)" } ?? ""
        return "\(what)\(place): expected \(expected), found \(found)"
    }
}
