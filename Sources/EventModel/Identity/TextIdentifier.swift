/// An identifier that is a text of its own kind, so that a group is never handed over as a person.
///
/// Texts are 1 to 200 UTF-8 bytes without control characters; `problem` says what is wrong with one that is not. Two are the
/// same, and sort, by these bytes.
public protocol TextIdentifier: FieldValue, RawRepresentable, Hashable, Comparable, CustomStringConvertible,
    ExpressibleByStringLiteral
where RawValue == String {
    init(rawValue: String)
}

extension TextIdentifier {
    @inlinable
    public init(_ text: String) { self.init(rawValue: text) }
    @inlinable
    public init(stringLiteral text: String) { self.init(rawValue: text) }
    public var description: String { rawValue }
    public static func == (left: Self, right: Self) -> Bool { left.rawValue.hasSameBytes(as: right.rawValue) }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue.precedesByBytes(right.rawValue) }

    /// What keeps this text from being an identifier, or nil where nothing does.
    public var problem: String? {
        if rawValue.isEmpty { return "it is empty" }
        if rawValue.utf8.count > 200 { return "it is \(rawValue.utf8.count) bytes long, at most 200 are allowed" }
        // In UTF-8 these bytes are nothing but control characters.
        if rawValue.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            return "it holds a control character"
        }
        return nil
    }

    @inlinable
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Self {
        Self(rawValue: try reader.string())
    }
    @inlinable
    public func write(_ writer: inout WireWriter) { writer.string(rawValue) }
    public static var shape: FieldShape { .scalar(.string) }
    public func json(_: (any Opener)?) -> JSONValue? { .string(rawValue) }
    public init(json: JSONValue?) throws(JSONMismatch) { self.init(rawValue: try String(json: json)) }
}

/// A person, as a pseudonym: in the clear everywhere, usable by rules, filters and indexes.
public struct PersonID: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}
