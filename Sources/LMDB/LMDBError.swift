internal import CLMDB

/// A storage operation that failed: what was tried, on which folder, LMDB's or the system's code, and what to do next.
public struct LMDBError: Error, Hashable, Sendable {
    /// What was being done, in words that follow "cannot": `open`, `write 'records'`.
    public let operation: String
    /// The environment's folder.
    public let path: String
    public let code: Code
    /// What LMDB or the system says of the code.
    public let message: String
    /// What exactly is wrong, where we found it ourselves.
    public let detail: String?
    /// What a person can do about it, where that is known.
    public let hint: String?

    public init(operation: String, path: String, code: Code, detail: String? = nil, hint: String? = nil) {
        self.operation = operation
        self.path = path
        self.code = code
        self.message = unsafe String(cString: mdb_strerror(code.rawValue))
        self.detail = detail
        self.hint = hint ?? code.hint
    }

    /// LMDB's own codes are negative, those of the system (`errno`) positive.
    public struct Code: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int32
        public init(rawValue: Int32) { self.rawValue = rawValue }
    }
}

extension LMDBError: CustomStringConvertible {
    public var description: String {
        let said = "cannot \(operation) in \(path): \(message) (code \(code.rawValue))"
        return [said, detail, hint].compactMap(\.self).joined(separator: "; ")
    }
}
