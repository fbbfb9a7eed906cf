/// Bytes that are not what the schema says. Says where, and what was expected.
public struct DecodeError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Reason: Sendable, Hashable {
        /// The bytes end inside a value.
        case truncated
        /// A variable-length integer past 64 bits, or written with more bytes than it needs.
        case overlongInteger
        /// A text that is not UTF-8.
        case invalidText
        /// A required field is not there.
        case missingField(UInt64)
        /// A field number at or below the one before it: the bytes are not canonical.
        case fieldOutOfOrder(UInt64)
        /// A field with another wire type than its schema's.
        case wrongWireType(field: UInt64)
        /// A tag with field number zero or a wire type that is not in use.
        case badTag(UInt64)
        /// A number that the enumeration does not have.
        case unknownCase(type: String, number: Int64)
        /// No event of this name is known.
        case unknownType(String)
        /// The event is known, this version of it is not.
        case unknownVersion(type: String, version: UInt32)
        /// The value breaks a rule of its type.
        case badValue(String)
    }

    public let reason: Reason
    /// Bytes from the start of the message that was read.
    public let offset: Int

    public init(_ reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    public var description: String { "\(explanation) (at byte \(offset))" }

    private var explanation: String {
        switch reason {
        case .truncated: "the bytes end inside a value"
        case .overlongInteger: "an integer is longer than 64 bits, or than it need be"
        case .invalidText: "a text is not valid UTF-8"
        case .missingField(let number): "the required field \(number) is missing"
        case .fieldOutOfOrder(let number): "field \(number) does not stand in ascending order"
        case .wrongWireType(let number): "field \(number) has another wire type than its schema"
        case .badTag(let tag): "\(tag) is not a field's tag"
        case .unknownCase(let type, let number): "\(type) has no case with the number \(number)"
        case .unknownType(let name): "no event type is named \(name); a newer release may know it"
        case .unknownVersion(let type, let version):
            "version \(version) of \(type) is not known; a newer release may know it"
        case .badValue(let why): why
        }
    }
}
