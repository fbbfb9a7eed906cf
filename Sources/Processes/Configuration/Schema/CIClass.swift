public import EventModel

/// A class of configuration items: which attributes they have, and how one is recognised.
public struct CIClass: Sendable, Hashable {
    public var name: String
    public var attributes: [AttributeDefinition]
    /// In the order in which they are tried; the first that has all its attributes decides.
    public var identifiers: [IdentifierRule]
    /// Whether a change of an attribute must be covered by a change that is being carried out.
    public var isControlled: Bool

    public init(
        _ name: String, attributes: [AttributeDefinition] = [], identifiers: [IdentifierRule] = [],
        isControlled: Bool = false
    ) {
        (self.name, self.attributes, self.identifiers, self.isControlled) = (
            name, attributes, identifiers, isControlled
        )
    }

    public func attribute(_ name: String) -> AttributeDefinition? { attributes.first { $0.name == name } }
}

extension CIClass: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \CIClass.name, "The class's name."),
        Field(2, "attributes", \.attributes, "What items of the class may have."),
        Field(3, "identifiers", \.identifiers, "How an item is recognised, the surest rule first."),
        Field(4, "isControlled", \.isControlled, "Whether only a change may change its attributes."),
        make: { CIClass($0, attributes: $1, identifiers: $2, isControlled: $3) })
}

/// An attribute that items of a class may have.
public struct AttributeDefinition: Sendable, Hashable {
    public var name: String
    public var type: AttributeType
    public var isRequired: Bool

    public init(_ name: String, _ type: AttributeType = .text, isRequired: Bool = false) {
        (self.name, self.type, self.isRequired) = (name, type, isRequired)
    }
}

extension AttributeDefinition: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \AttributeDefinition.name, "The attribute's name."),
        Field(2, "type", \.type, "What its values are."),
        Field(3, "isRequired", \.isRequired, "Whether every item has it."),
        make: { AttributeDefinition($0, $1, isRequired: $2) })
}

/// What the values of an attribute are. All are kept as texts, in the one form that this type gives them.
public enum AttributeType: Int32, WireEnum {
    case text = 1
    case integer = 2
    case boolean = 3
    /// An instant in UTC: `2026-03-01T08:00:00Z`, or a date, which is its first instant.
    case instant = 4
    /// The id of another item.
    case item = 5

    /// The longest value, in UTF-8 bytes.
    public static let longestValue = 65_536

    /// `value` in the one form that it is kept in; nil where it is none of this type.
    public func canonical(_ value: String) -> String? {
        let text = value.trimmed
        switch self {
        case .text: return value.utf8.count <= Self.longestValue ? value : nil
        case .integer: return Int64(text).map(String.init)
        case .boolean: return ["true": "true", "false": "false", "yes": "true", "no": "false"][text.lowercased()]
        case .instant: return (Instant(text) ?? Instant("\(text)T00:00:00Z")).map(\.description)
        case .item: return CIID(text).problem == nil ? text : nil
        }
    }
}

/// Items of a class with the same values of these attributes are the same item.
public struct IdentifierRule: Sendable, Hashable {
    public var name: String
    public var attributes: [String]
    /// A weak rule suggests: it never decides where a stronger one has something to say.
    public var isWeak: Bool

    public init(_ name: String, _ attributes: [String], isWeak: Bool = false) {
        (self.name, self.attributes, self.isWeak) = (name, attributes, isWeak)
    }
}

extension IdentifierRule: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \IdentifierRule.name, "The rule's name."),
        Field(2, "attributes", \.attributes, "What must agree."),
        Field(3, "isWeak", \.isWeak, "Whether it only suggests."),
        make: { IdentifierRule($0, $1, isWeak: $2) })
}
