/// Bytes of any kind as one field. (An array of integers is a list of fields.) In JSON: hexadecimal digits.
public struct RawBytes: FieldValue {
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public static func read(_ reader: inout WireReader) throws(DecodeError) -> RawBytes {
        RawBytes(try reader.byteArray())
    }
    public func write(_ writer: inout WireWriter) { writer.byteArray(bytes) }
    public static var shape: FieldShape { .scalar(.bytes) }

    public func json(_: (any Opener)?) -> JSONValue? {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return .string(String(decoding: text, as: UTF8.self))
    }
    public init(json: JSONValue?) throws(JSONMismatch) {
        let digits = Array(try String(json: json)).map(\.hexDigitValue)
        guard digits.count % 2 == 0, !digits.contains(nil) else {
            throw .expected("pairs of hexadecimal digits", found: json)
        }
        let values = digits.compactMap { $0 }
        self.init(stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) })
    }
}
