extension String: FieldValue {
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> String { try reader.string() }
    public func write(_ writer: inout WireWriter) { writer.string(self) }
    public static var shape: FieldShape { .scalar(.string) }
    public func json(_: (any Opener)?) -> JSONValue? { .string(self) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard case .string(let text) = json else { throw .expected("a text", found: json) }
        self = text
    }
}

extension Int64: FieldValue {
    public static var wireType: WireType { .varint }
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Int64 {
        Int64(bitPattern: try reader.varint())
    }
    public func write(_ writer: inout WireWriter) { writer.varint(UInt64(bitPattern: self)) }
    public static var shape: FieldShape { .scalar(.int64) }
    public func json(_: (any Opener)?) -> JSONValue? { .integer(self) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard case .integer(let value) = json else { throw .expected("an integer", found: json) }
        self = value
    }
}

extension UInt64: FieldValue {
    public static var wireType: WireType { .varint }
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> UInt64 { try reader.varint() }
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
    public static var wireType: WireType { .varint }
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Bool {
        switch try reader.varint() {
        case 0: false
        case 1: true
        case let other: throw reader.error(.badValue("a truth value is 0 or 1, not \(other)"))
        }
    }
    public func write(_ writer: inout WireWriter) { writer.varint(self ? 1 : 0) }
    public static var shape: FieldShape { .scalar(.bool) }
    public func json(_: (any Opener)?) -> JSONValue? { .bool(self) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard case .bool(let value) = json else { throw .expected("true or false", found: json) }
        self = value
    }
}

extension Position: FieldValue {
    public static var wireType: WireType { .varint }
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Position {
        Position(try reader.varint())
    }
    public func write(_ writer: inout WireWriter) { writer.varint(rawValue) }
    public static var shape: FieldShape { .scalar(.uint64) }
    public func json(_ opener: (any Opener)?) -> JSONValue? { rawValue.json(opener) }
    public init(json: JSONValue?) throws(JSONMismatch) { self.init(try UInt64(json: json)) }
}

extension StreamID: FieldValue {
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> StreamID {
        // By bytes: walking a String's characters would cost as much as the rest of the envelope.
        guard let (category, key) = try reader.strings(partedBy: UInt8(ascii: "-"), longest: longestName) else {
            throw reader.error(.badValue("a stream is named category-key"))
        }
        return StreamID(category: category, key: key)
    }
    public func write(_ writer: inout WireWriter) {
        writer.varint(UInt64(category.utf8.count + 1 + key.utf8.count))
        writer.bytes.append(contentsOf: category.utf8)
        writer.bytes.append(UInt8(ascii: "-"))
        writer.bytes.append(contentsOf: key.utf8)
    }
    public static var shape: FieldShape { .scalar(.string) }
    public func json(_: (any Opener)?) -> JSONValue? { .string(description) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard let stream = StreamID(parsing: try String(json: json)) else {
            throw .expected("a stream's name, category-key", found: json)
        }
        self = stream
    }
}
