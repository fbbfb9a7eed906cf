internal import CLMDB

/// A handle of a nested database, valid in every transaction of its environment begun after the table was opened.
public struct Table: Hashable, Sendable {
    @usableFromInline let handle: UInt32
    public let options: TableOptions

    @usableFromInline init(handle: UInt32, options: TableOptions) {
        self.handle = handle
        self.options = options
    }
}

/// How a table orders and stores its keys and values; fixed when it is created.
public struct TableOptions: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Keys are `UInt64` in the machine's byte order, sorted as numbers.
    public static let integerKey = Self(rawValue: UInt32(MDB_INTEGERKEY))
    /// A key has several values, sorted and distinct.
    public static let dupSort = Self(rawValue: UInt32(MDB_DUPSORT))
    /// With `dupSort`: all values have one size, packed without headers.
    public static let dupFixed = Self(rawValue: UInt32(MDB_DUPFIXED))
    /// With `dupFixed`: values are `UInt64` in the machine's byte order, sorted as numbers.
    public static let integerDup = Self(rawValue: UInt32(MDB_INTEGERDUP))
}

/// How a put treats what is there.
public struct PutOptions: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Fails with `keyExists` where the key has a value.
    public static let noOverwrite = Self(rawValue: UInt32(MDB_NOOVERWRITE))
    /// Fails with `keyExists` where the key has this very value (dupSort tables).
    public static let noDuplicate = Self(rawValue: UInt32(MDB_NODUPDATA))
    /// The key sorts after every key of the table: no search, full pages. Fails with `keyExists` where it does not.
    public static let append = Self(rawValue: UInt32(MDB_APPEND))
    /// The value sorts after every value of its key.
    public static let appendDuplicate = Self(rawValue: UInt32(MDB_APPENDDUP))
}
