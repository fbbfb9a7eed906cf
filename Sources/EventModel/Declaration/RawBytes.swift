/// Bytes of any kind as one field. (An array of integers is a list of fields.) In JSON: hexadecimal digits.
public struct RawBytes: FieldValue {
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public static func read(_ reader: inout WireReader) throws(DecodeError) -> RawBytes {
        RawBytes(try reader.byteArray())
    }
    public func write(_ writer: inout WireWriter) { writer.byteArray(bytes) }
    public static var shape: FieldShape { .scalar(.bytes) }

    public func json(_: (any Opener)?) -> JSONValue? { .string(hexadecimal) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard let value = RawBytes(hexadecimal: try String(json: json)) else {
            throw .expected("pairs of hexadecimal digits", found: json)
        }
        self = value
    }

    /// Two lower-case digits a byte.
    public var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Nil for anything but pairs of hexadecimal digits.
    public init?(hexadecimal text: String) {
        let digits = text.map(\.hexDigitValue)
        let values = digits.compactMap { $0 }
        guard digits.count % 2 == 0, values.count == digits.count else { return nil }
        self.init(stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) })
    }
}
