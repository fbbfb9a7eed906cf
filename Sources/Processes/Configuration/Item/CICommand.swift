public import EventModel

/// A command on an item that is there and has not been merged into another.
public protocol CICommand: Command where Process == CIProcess, Rejection == CIRejection {
    func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent>
}

extension CICommand {
    public func decide(
        _ state: ConfigurationItem?, _ context: DecisionContext
    ) throws(CIRejection) -> Decision<CIEvent> {
        guard let item = state else { throw .notRegistered(CIID(context.stream.key)) }
        if let survivor = item.mergedInto { throw .merged(item.id, into: survivor) }
        guard context.occurredAt >= item.registeredAt else {
            throw .beforeRegistration(occurredAt: context.occurredAt, registeredAt: item.registeredAt)
        }
        return try decide(item, context)
    }
}

extension ConfigurationItem {
    func mustBeThere() throws(CIRejection) {
        if let retiredAt { throw .retired(id, at: retiredAt) }
    }
}

extension CISchema {
    /// The class; a rejection where the schema has none of that name.
    func mustHave(class name: String) throws(CIRejection) -> CIClass {
        guard let found = ciClass(name) else { throw .unknownClass(name, known: classes.map(\.name)) }
        return found
    }
}

extension CIClass {
    /// The values in the form that they are kept in; a rejection for an attribute or value that the schema does not know.
    func canonical(_ values: [AttributeValue]) throws(CIRejection) -> [AttributeValue] {
        var result: [AttributeValue] = []
        for each in values {
            guard let definition = attribute(each.name) else {
                throw .unknownAttribute(each.name, class: name, known: attributes.map(\.name))
            }
            guard let value = definition.type.canonical(each.value) else {
                throw .wrongValue(attribute: each.name, type: definition.type, found: each.value)
            }
            result.append(AttributeValue(each.name, value))
        }
        return result
    }
}

/// The most bytes that an item's id may have: two of them and a type make the name of a relationship's stream.
public let longestCIID = 128

extension CIID {
    func mustBeUsable() throws(CIRejection) {
        if let problem { throw .invalid(what: "the item's id", problem: problem) }
        guard rawValue.utf8.count <= longestCIID else {
            throw .invalid(
                what: "the item's id",
                problem: "it has \(rawValue.utf8.count) bytes, at most \(longestCIID) are allowed")
        }
    }
}

extension DecisionContext {
    func required(_ text: String?, _ what: String) throws(CIRejection) -> String {
        guard let text = (text ?? reason)?.nonEmpty else { throw .missing(what) }
        return text
    }
}
