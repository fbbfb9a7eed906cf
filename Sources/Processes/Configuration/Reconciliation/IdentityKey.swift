import EventModel

/// What a source saw of one item.
public struct ReportedItem: Sendable, Hashable {
    /// An id of ours, where the source knows it.
    public var id: CIID?
    public var ciClass: String
    /// Where it stands in its life, for an item that is new or came back; nil where the source does not say.
    public var status: CIStatus?
    public var attributes: [AttributeValue]

    public init(id: CIID? = nil, class ciClass: String, status: CIStatus? = nil, attributes: [AttributeValue]) {
        (self.id, self.ciClass, self.status, self.attributes) = (id, ciClass, status, attributes)
    }
}

/// A value in the form in which identities are compared: in small letters, white space as single spaces between words.
public func identityText(_ value: String) -> String {
    // Most are in that form already.
    if value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x80 && !(0x41...0x5A).contains($0) }) { return value }
    guard value.utf8.allSatisfy({ $0 < 0x80 }) else {
        return value.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    // The same of ASCII, byte by byte.
    var (text, isBetween) = ([UInt8](), false)
    text.reserveCapacity(value.utf8.count)
    for byte in value.utf8 {
        if byte == 0x20 || (0x09...0x0D).contains(byte) {
            isBetween = !text.isEmpty
        } else {
            if isBetween { text.append(0x20) }
            isBetween = false
            text.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        }
    }
    return String(decoding: text, as: UTF8.self)
}

/// What an identifier rule makes of a report: items with these values are the same.
public struct IdentityKey: Sendable, Hashable {
    public let rule: String
    public let isWeak: Bool
    /// In the order of the rule, in the form in which they are compared.
    public let values: [AttributeValue]

    public init(rule: String, isWeak: Bool, values: [AttributeValue]) {
        (self.rule, self.isWeak, self.values) = (rule, isWeak, values)
    }

    func matches(_ item: ConfigurationItem) -> Bool {
        values.allSatisfy { each in item.value(each.name).map { identityText($0) == each.value } ?? false }
    }
}

/// What identifies a report, the surest rule first, and what could have but does not.
public struct Identity: Sendable, Hashable {
    public var keys: [IdentityKey] = []
    /// Why rules do not apply, in words: a value that is junk, or missing.
    public var unusable: [String] = []
    /// Values that stand where others identify, and identify nothing.
    public var junk: [AttributeValue] = []
}

/// Makes identities by the rules of one schema.
public struct IdentityRules: Sendable {
    public let schema: CISchema
    private let classes: [String: CIClass]
    private let junk: Set<String>

    public init(_ schema: CISchema) {
        self.schema = schema
        classes = Dictionary(schema.classes.map { ($0.name, $0) }) { first, _ in first }
        junk = Set(schema.junkValues.map { $0.lowercased().withoutWhiteSpace })
    }

    public func ciClass(_ name: String) -> CIClass? { classes[name] }

    /// The report with values in the form that they are kept in.
    /// - Throws: where it names a class or an attribute that the schema lacks, or a value of another type.
    public func canonical(_ report: ReportedItem) throws(CIRejection) -> ReportedItem {
        var copy = report
        copy.attributes = try schema.mustHave(class: report.ciClass).canonical(report.attributes)
        return copy
    }

    /// Whether a value can tell items apart: not empty, none of the known junk, not one character over and over. Letters'
    /// case and white space do not count.
    public func identifies(_ value: String) -> Bool {
        let text = value.lowercased().withoutWhiteSpace
        let letters = text.filter { !"-:._".contains($0) }
        return Set(letters).count > 1 && !junk.contains(text)
    }

    public func identity(_ attributes: [AttributeValue], in ciClass: String) -> Identity {
        var identity = Identity()
        let rules = classes[ciClass]?.identifiers ?? []
        if rules.isEmpty { identity.unusable.append("the class \(ciClass) has no identifier rule") }
        for rule in rules.filter({ !$0.isWeak }) + rules.filter(\.isWeak) {
            let values = rule.attributes.map { name in (name, attributes.first { $0.name == name }?.value) }
            if let (name, _) = values.first(where: { $0.1 == nil }) {
                identity.unusable.append("\(rule.name): there is no \(name)")
            } else if let (name, value) = values.first(where: { !identifies($0.1 ?? "") }) {
                identity.junk.append(AttributeValue(name, value ?? ""))
                identity.unusable.append("\(rule.name): \(name) \"\((value ?? "").prefix(40))\" identifies nothing")
            } else {
                identity.keys.append(
                    IdentityKey(
                        rule: rule.name, isWeak: rule.isWeak,
                        values: values.map { AttributeValue($0.0, identityText($0.1 ?? "")) }))
            }
        }
        return identity
    }

    /// Whether a strong rule says that an item is another one than the report is of. Answers the rule.
    func contradiction(_ identity: Identity, _ item: ConfigurationItem, but rule: String?) -> IdentityKey? {
        identity.keys.first { key in
            guard !key.isWeak, key.rule != rule, !key.matches(item) else { return false }
            return key.values.allSatisfy { each in item.value(each.name).map(identifies) ?? false }
        }
    }
}
