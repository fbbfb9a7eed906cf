extension StreamID: FieldValue {
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> StreamID {
        let part = try reader.lengthDelimited()
        return try StreamID(in: part, of: reader)
    }

    /// Reads a stored name, `category-key`, by the rules of `init(parsing:)`.
    public init(name: RawSpan) throws(DecodeError) {
        self = try StreamID(in: 0..<name.byteCount, of: WireReader(name))
    }

    /// The rules of `init(parsing:)`, on the bytes: it is read for every record.
    private init(in part: Range<Int>, of reader: borrowing WireReader) throws(DecodeError) {
        let bad = DecodeError(.badValue("a stream is named category-key"), offset: part.lowerBound)
        var hyphen: Int?
        for index in part {
            let byte = reader.byte(at: index)
            guard byte >= 0x20, byte != 0x7F else { throw bad }
            if byte == UInt8(ascii: "-"), hyphen == nil { hyphen = index }
        }
        guard let hyphen, hyphen > part.lowerBound, hyphen + 1 < part.upperBound, part.count <= Self.longestName else {
            throw bad
        }
        category = try reader.text(in: part.lowerBound..<hyphen)
        key = try reader.text(in: hyphen + 1..<part.upperBound)
    }

    public func write(_ writer: inout WireWriter) {
        writer.varint(UInt64(category.utf8.count + 1 + key.utf8.count))
        writer.append(category)
        writer.bytes.append(UInt8(ascii: "-"))
        writer.append(key)
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
