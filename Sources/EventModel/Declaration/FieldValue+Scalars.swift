extension String: FieldValue {
    @inlinable
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> String { try reader.string() }
    @inlinable
    public func write(_ writer: inout WireWriter) { writer.string(self) }
    public static var shape: FieldShape { .scalar(.string) }
    public func json(_: (any Opener)?) -> JSONValue? { .string(self) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard case .string(let text) = json else { throw .expected("a text", found: json) }
        self = text
    }
}

extension Int64: FieldValue {
    @inlinable public static var wireType: WireType { .varint }
    @inlinable
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Int64 {
        Int64(bitPattern: try reader.varint())
    }
    @inlinable
    public func write(_ writer: inout WireWriter) { writer.varint(UInt64(bitPattern: self)) }
    public static var shape: FieldShape { .scalar(.int64) }
    public func json(_: (any Opener)?) -> JSONValue? { .integer(self) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard case .integer(let value) = json else { throw .expected("an integer", found: json) }
        self = value
    }
}

extension UInt64: FieldValue {
    @inlinable public static var wireType: WireType { .varint }
    @inlinable
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> UInt64 { try reader.varint() }
    @inlinable
    public func write(_ writer: inout WireWriter) { writer.varint(self) }
    public static var shape: FieldShape { .scalar(.uint64) }
    /// Numbers past Int64 are written as texts, which every JSON reader keeps exact.
    public func json(_: (any Opener)?) -> JSONValue? {
        Int64(exactly: self).map(JSONValue.integer) ?? .string(String(self))
    }
    public init(json: JSONValue?) throws(JSONMismatch) {
        switch json {
        case .integer(let value) where value >= 0: self = UInt64(value)
        case .string(let text):
            guard let value = UInt64(text) else { throw .expected("an integer from 0", found: json) }
            self = value
        default: throw .expected("an integer from 0", found: json)
        }
    }
}

extension Bool: FieldValue {
    @inlinable public static var wireType: WireType { .varint }
    @inlinable
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Bool {
        switch try reader.varint() {
        case 0: false
        case 1: true
        case let other: throw reader.error(.badValue("a truth value is 0 or 1, not \(other)"))
        }
    }
    @inlinable
    public func write(_ writer: inout WireWriter) { writer.varint(self ? 1 : 0) }
    public static var shape: FieldShape { .scalar(.bool) }
    public func json(_: (any Opener)?) -> JSONValue? { .bool(self) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard case .bool(let value) = json else { throw .expected("true or false", found: json) }
        self = value
    }
}

extension Position: FieldValue {
    @inlinable public static var wireType: WireType { .varint }
    @inlinable
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Position {
        Position(try reader.varint())
    }
    @inlinable
    public func write(_ writer: inout WireWriter) { writer.varint(rawValue) }
    public static var shape: FieldShape { .scalar(.uint64) }
    public func json(_ opener: (any Opener)?) -> JSONValue? { rawValue.json(opener) }
    public init(json: JSONValue?) throws(JSONMismatch) { self.init(try UInt64(json: json)) }
}
