public import EventModel

/// Why a command on configuration items or relationships was refused. Each says the state that it met.
public enum CIRejection: CommandRejection {
    case notRegistered(CIID)
    case alreadyRegistered(CIID, class: String)
    case unknownClass(String, known: [String])
    case unknownAttribute(String, class: String, known: [String])
    case unknownRelationshipType(String, known: [String])
    case wrongValue(attribute: String, type: AttributeType, found: String)
    case missingAttribute(String, class: String)
    /// The name of an item, source or group that cannot be one.
    case invalid(what: String, problem: String)
    case missing(String)
    case unchanged(String)
    case beforeRegistration(occurredAt: Instant, registeredAt: Instant)

    case retired(CIID, at: Instant)
    case notRetired(CIID, CIStatus)
    case inUse(CIID, by: [String])
    case retiredByRetiring
    case statusUnchanged(CIStatus)
    case classUnchanged(String)

    case mergeIntoItself(CIID)
    case merged(CIID, into: CIID)
    case notMerged(CIID)
    case aliasCircle([CIID])

    case selfLoop(CIID)
    case illegalEndPoints(type: String, from: String, to: String)
    case circle(type: String, through: [CIID])
    case endsBeforeItBegins(from: Instant, to: Instant)
    case alreadyRelated(RelationshipID, from: Instant, to: Instant?)
    case notRelated(RelationshipID, at: Instant)

    case groupOutOfRange(name: String, members: Int, needed: Int64)
    case percentOutOfRange(name: String, found: Int64)
    case noGroup(String)
    case noConflict(String)
    case seenLately(Instant, staleAt: Instant)

    case alreadyFound(Position)
    case noFinding(CIID, Position?)
    case alreadyRegularised(CIID, by: ChangeNumber?)
    case noChange(ChangeNumber)
    case changeNotAuthorised(ChangeNumber, ChangeState)
    case notCovered(CIID, by: ChangeNumber)

    public var description: String {
        switch self {
        case .notRegistered(let id): "there is no configuration item \(id)"
        case .alreadyRegistered(let id, let name): "\(id) is registered already, as a \(name)"
        case .unknownClass(let name, let known): "there is no class \(name); the schema has \(known.listed)"
        case .unknownAttribute(let name, let ciClass, let known):
            "a \(ciClass) has no attribute \(name); the schema gives it \(known.listed)"
        case .unknownRelationshipType(let name, let known):
            "there is no relationship type \(name); the schema has \(known.listed)"
        case .wrongValue(let attribute, let type, let found):
            "\(attribute) is \(type.article), not \"\(found.prefix(40))\(found.count > 40 ? "…" : "")\""
                + (type == .text ? " (\(found.utf8.count) bytes; at most \(AttributeType.longestValue))" : "")
        case .missingAttribute(let name, let ciClass): "every \(ciClass) has a \(name), and none is given"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        case .missing(let what): "\(what) is missing"
        case .unchanged(let id): "\(id) is recorded so already"
        case .beforeRegistration(let occurredAt, let registeredAt):
            "\(occurredAt) is before the item was registered (\(registeredAt))"
        case .retired(let id, let at): "\(id) is retired since \(at); reactivate it first"
        case .notRetired(let id, let status): "\(id) is not retired but in \(status.name)"
        case .inUse(let id, let users):
            "\(id) is used by \(users.listed); say why it goes all the same, or end the use first"
        case .retiredByRetiring: "an item is retired by retiring it, which looks at what uses it"
        case .statusUnchanged(let status): "its status is \(status.name) already"
        case .classUnchanged(let name): "it is a \(name) already"
        case .mergeIntoItself(let id): "\(id) cannot be merged with itself"
        case .merged(let id, let survivor): "\(id) was merged into \(survivor); name that one"
        case .notMerged(let id): "\(id) was not merged into another item"
        case .aliasCircle(let chain): "that would make a circle of merges: \(chain.listed(by: " → "))"
        case .selfLoop(let id): "\(id) cannot be related to itself"
        case .illegalEndPoints(let type, let from, let to):
            "the schema does not let a \(from) be \(type) a \(to)"
        case .circle(let type, let chain): "\(type) may not go in a circle: \(chain.listed(by: " → "))"
        case .endsBeforeItBegins(let from, let to): "it would end (\(to)) before it begins (\(from))"
        case .alreadyRelated(let id, let from, let to):
            "\(id) is recorded already, from \(from) \(to.map { "to \($0)" } ?? "on")"
        case .notRelated(let id, let at): "\(id) does not hold at \(at)"
        case .groupOutOfRange(let name, let members, let needed):
            "group \(name) has \(members) members and cannot need \(needed) of them"
        case .percentOutOfRange(let name, let found): "group \(name) needs 1 to 100 percent, not \(found)"
        case .noGroup(let name): "it has no redundancy group \(name)"
        case .seenLately(let at, let staleAt): "it was seen at \(at), and is stale from \(staleAt) on"
        case .noConflict(let what): "there is no open conflict about \(what)"
        case .alreadyFound(let delta): "what position \(delta) says is found already"
        case .noFinding(let id, let delta):
            "nothing unauthorised was found on \(id)\(delta.map { " at position \($0)" } ?? ""); see 'logbook ci findings'"
        case .alreadyRegularised(let id, let change):
            "what was found on \(id) is regularised already\(change.map { ", by \($0)" } ?? "")"
        case .noChange(let number): "there is no change \(number)"
        case .changeNotAuthorised(let number, let state):
            "\(number) is \(state.name), and nobody has authorised it; have it approved first"
        case .notCovered(let id, let number): "\(number) does not cover what was found on \(id)"
        }
    }
}

extension Array where Element: CustomStringConvertible {
    /// At most twelve of them, and how many more there are.
    var listed: String { listed(by: ", ") }
    func listed(by separator: String) -> String {
        let shown = prefix(12).map(\.description).joined(separator: separator)
        return count > 12 ? "\(shown) and \(count - 12) more" : shown
    }
}

extension AttributeType {
    fileprivate var article: String {
        switch self {
        case .text: "a text"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .instant: "a date or an instant (2026-03-01T08:00:00Z)"
        case .item: "the id of an item"
        }
    }
}
