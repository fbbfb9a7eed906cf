import LMDB
import TestSupport

/// A new environment in a folder of its own.
func freshEnvironment(in folder: TemporaryFolder, _ options: Environment.Options? = nil) throws -> Environment {
    try Environment(path: folder.path, options: options ?? .init(create: true))
}

extension String {
    var bytes: [UInt8] { Array(utf8) }
}

extension [UInt8] {
    var raw: RawSpan {
        @_lifetime(borrow self)
        get { unsafe span.bytes }
    }
}

extension RawSpan {
    /// A copy that may outlive the transaction.
    var array: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
    var text: String { String(decoding: array, as: UTF8.self) }
}

extension Transaction where Self: ~Copyable {
    func text(_ table: Table, _ key: String) throws(LMDBError) -> String? {
        let bytes = key.bytes
        let value = try get(table, bytes.raw)
        return value?.text
    }
}

extension WriteTransaction {
    mutating func put(_ table: Table, _ key: String, _ value: String, _ options: PutOptions = []) throws(LMDBError) {
        let (key, value) = (key.bytes, value.bytes)
        try put(table, key.raw, value.raw, options)
    }
}
