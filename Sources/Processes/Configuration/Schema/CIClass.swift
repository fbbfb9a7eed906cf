public import EventModel

/// A class of configuration items: which attributes they have, and how one is recognised.
public struct CIClass: Sendable, Hashable {
    public var name: String
    public var attributes: [AttributeDefinition]
    /// In the order in which they are tried; the first that has all its attributes decides.
    public var identifiers: [IdentifierRule]
    /// Whether a change of an attribute must be covered by a change that is being carried out.
    public var isControlled: Bool
    /// What a report of a retired item means; a new item where the class does not say.
    public var whenSeenRetired: RetiredSighting?

    public init(
        _ name: String, attributes: [AttributeDefinition] = [], identifiers: [IdentifierRule] = [],
        isControlled: Bool = false, whenSeenRetired: RetiredSighting? = nil
    ) {
        (self.name, self.attributes, self.identifiers) = (name, attributes, identifiers)
        (self.isControlled, self.whenSeenRetired) = (isControlled, whenSeenRetired)
    }

    public func attribute(_ name: String) -> AttributeDefinition? { attributes.first { $0.name == name } }
}

extension CIClass: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \CIClass.name, "The class's name."),
        Field(2, "attributes", \.attributes, "What items of the class may have."),
        Field(3, "identifiers", \.identifiers, "How an item is recognised, the surest rule first."),
        Field(4, "isControlled", \.isControlled, "Whether only a change may change its attributes."),
        Field(5, "whenSeenRetired", \.whenSeenRetired, "What a report of a retired item means: absent for newItem."),
        make: { CIClass($0, attributes: $1, identifiers: $2, isControlled: $3, whenSeenRetired: $4) })
}

/// What a report of an item that was retired means.
public enum RetiredSighting: Int32, WireEnum {
    /// Another item, which names the retired one as its previous identity.
    case newItem = 1
    /// The same item, which came back.
    case reactivate = 2
}

/// An attribute that items of a class may have.
public struct AttributeDefinition: Sendable, Hashable {
    public var name: String
    public var type: AttributeType
    public var isRequired: Bool
    /// Differences that are none, when a source reports a value.
    public var ignores: [IgnoredDifference]

    public init(
        _ name: String, _ type: AttributeType = .text, isRequired: Bool = false, ignores: [IgnoredDifference] = []
    ) {
        (self.name, self.type, self.isRequired, self.ignores) = (name, type, isRequired, ignores)
    }

    /// Whether two values say the same.
    public func agrees(_ first: String, _ second: String) -> Bool {
        if first.hasSameBytes(as: second) || ignores.contains(.everything) { return true }
        return !ignores.isEmpty && compared(first).hasSameBytes(as: compared(second))
    }

    private func compared(_ value: String) -> String {
        let cased = ignores.contains(.letterCase) ? value.lowercased() : value
        return ignores.contains(.whiteSpace) ? cased.withoutWhiteSpace : cased
    }
}

/// A difference between two values that does not count.
public enum IgnoredDifference: Int32, WireEnum {
    case letterCase = 1
    case whiteSpace = 2
    /// Any: a source may give the value, but never change it.
    case everything = 3
}

extension AttributeDefinition: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \AttributeDefinition.name, "The attribute's name."),
        Field(2, "type", \.type, "What its values are."),
        Field(3, "isRequired", \.isRequired, "Whether every item has it."),
        Field(4, "ignores", \.ignores, "Differences that are none, when a source reports a value."),
        make: { AttributeDefinition($0, $1, isRequired: $2, ignores: $3) })
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
