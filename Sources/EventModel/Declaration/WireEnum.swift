/// A closed list of values with stored numbers from 1. An unknown number stops the reader with an error.
///
/// The name of a case is its JSON, its schema and its text; numbers are never used again for another meaning.
public protocol WireEnum: FieldValue, RawRepresentable, CaseIterable where RawValue == Int32 {
    /// How the value is written in JSON and on the command line. The case's name unless the type says otherwise.
    var name: String { get }
}

extension WireEnum {
    public var name: String { String(describing: self) }

    /// The case with this name, whatever its capitals; nil where none has it.
    public init?(named name: String) {
        guard let match = Self.allCases.first(where: { $0.name.lowercased() == name.lowercased() }) else { return nil }
        self = match
    }

    @inlinable
    public static var wireType: WireType { .varint }
    @inlinable
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Self {
        let number = try reader.varint()
        guard let known = Int32(exactly: number).flatMap(Self.init(rawValue:)) else {
            throw reader.error(.unknownCase(type: "\(Self.self)", number: Int64(bitPattern: number)))
        }
        return known
    }
    @inlinable
    public func write(_ writer: inout WireWriter) { writer.varint(UInt64(rawValue)) }

    public static var shape: FieldShape {
        .enumeration(name: "\(Self.self)", cases: Self.allCases.map { ($0.name, $0.rawValue) }.map(EnumCase.init))
    }
    public func json(_: (any Opener)?) -> JSONValue? { .string(name) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard let value = Self(named: try String(json: json)) else {
            throw .expected("one of \(Self.allCases.map(\.name).joined(separator: ", "))", found: json)
        }
        self = value
    }
}
