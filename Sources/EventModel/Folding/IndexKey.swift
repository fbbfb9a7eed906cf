/// A value as bytes that sort as the value does.
///
/// ```
/// text     UTF-8, at most 200 bytes ‖ 00      the zero ends it, so that a text sorts before its continuations
/// integer  8 bytes, most significant first, the sign bit turned
/// ```
public struct IndexKey: Sendable, Hashable, Comparable {
    public let bytes: [UInt8]

    /// The longest text that counts; longer ones share a key with what they begin with, so a reader looks at the row.
    public static let longestText = 200

    public init(bytes: [UInt8]) { self.bytes = bytes }
    public init(_ text: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 1)
        Self.append(text, to: &bytes)
        self.bytes = bytes
    }
    public init(_ value: Int64) {
        bytes = unsafe withUnsafeBytes(of: Self.ordered(value)) { unsafe Array($0) }
    }
    public init(_ instant: Instant) { self.init(instant.micros) }

    /// Appends the bytes of a text's key.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        if bytes.count - start > longestText { bytes.removeSubrange((start + longestText)...) }
        bytes.append(0)
    }

    /// The number whose bytes in memory are an integer's key.
    static func ordered(_ value: Int64) -> UInt64 { (UInt64(bitPattern: value) ^ 1 << 63).bigEndian }

    /// The integer that the key was made of; only of such keys, and of shorter ones what their bytes come to.
    public var integer: Int64 {
        Int64(bitPattern: bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } ^ 1 << 63)
    }
    public var instant: Instant { Instant(micros: integer) }

    public static func < (left: IndexKey, right: IndexKey) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

/// The keys from one, inclusive, to another, exclusive; nil is the end of the index.
public struct KeyRange: Sendable, Hashable {
    public let lower: IndexKey?
    public let upper: IndexKey?

    public init(from lower: IndexKey?, to upper: IndexKey?) {
        self.lower = lower
        self.upper = upper
    }

    public static let all = KeyRange(from: nil, to: nil)
    /// One key alone: nothing sorts between it and itself with a zero behind.
    public static func exactly(_ key: IndexKey) -> KeyRange {
        KeyRange(from: key, to: IndexKey(bytes: key.bytes + [0]))
    }
    /// Every text that begins with `text`.
    public static func beginning(with text: String) -> KeyRange {
        let bytes = Array(text.utf8.prefix(IndexKey.longestText))
        return KeyRange(from: IndexKey(bytes: bytes), to: IndexKey(bytes: bytes + [0xFF]))
    }

    public func contains(_ key: IndexKey) -> Bool {
        if let lower, key < lower { return false }
        if let upper, key >= upper { return false }
        return true
    }
}
