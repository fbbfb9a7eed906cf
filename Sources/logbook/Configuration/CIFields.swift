import EventModel
import Processes
import ReadModels
import ServiceEngine

/// How items are written.
enum CIFields {
    static let names = [
        "ci", "class", "name", "status", "owner", "registeredAt", "retiredAt", "mergedInto", "seenAt", "staleSince",
        "attestedAt",
        "conflicts", "attributes",
    ]
    static let columns = [
        Column.ci, .ciClass, Column("status", "STATUS", width: 10), Column("owner", "OWNER", width: 12),
        Column("name", "NAME", width: 0),
    ]

    /// The item as lists give it; of one that is not shown the class alone.
    static func json(_ item: ConfigurationItem, _ names: ShownNames) -> JSONObject {
        guard names.shows(item.id) else { return ["ci": names.json(item.id), "class": .string(item.ciClass)] }
        var object = json(item)
        object["conflicts"] = .array(item.conflicts.map { names.shown($0) }.compactMap { $0.json(nil) })
        return object
    }

    static func json(_ item: ConfigurationItem) -> JSONObject {
        [
            "ci": .string(item.id.rawValue), "class": .string(item.ciClass), "name": text(item.name),
            "status": .string(item.status.name), "owner": text(item.value("owner")),
            "registeredAt": .string(item.registeredAt.description), "retiredAt": text(item.retiredAt?.description),
            "mergedInto": text(item.mergedInto?.rawValue), "seenAt": text(item.seenAt?.description),
            "staleSince": text(item.staleSince?.description), "attestedAt": text(item.attestedAt?.description),
            "conflicts": .array(item.conflicts.compactMap { $0.json(nil) }),
            "attributes": .array(item.attributes.compactMap { $0.json(nil) }),
        ]
    }

    static func json(
        _ item: ConfigurationItem, _ relationships: [GraphNeighbour], _ incidents: [LinkedIncident],
        _ shown: ShownNames
    ) -> JSONObject {
        var object = json(item, shown)
        object["absorbed"] = .array(item.absorbed.map { .string($0.rawValue) })
        object["redundancyGroups"] = .array(item.redundancyGroups.map { shown.shown($0) }.compactMap { $0.json(nil) })
        object["previousIdentity"] = text(item.previousIdentity?.rawValue)
        object["relationships"] = .array(
            relationships.map { each in
                .object([
                    "type": .string(each.type), "direction": .string(each.begins ? "out" : "in"),
                    "ci": shown.json(each.other), "class": .string(each.otherClass),
                    "conforming": .bool(each.isConforming),
                ])
            })
        object["incidents"] = .array(
            incidents.map { each in
                .object([
                    "number": .string(each.number.rawValue), "state": .string(each.state.name),
                    "ci": .string(each.ci.rawValue), "how": .string(each.how.name),
                ])
            })
        return object
    }

    /// Changes at work that cover what is written to an item: which attributes (none, all of them), and until when.
    static func json(covering changes: [Change]) -> JSONValue {
        .array(
            changes.map { change in
                .object([
                    "change": .string(change.number.rawValue),
                    "attributes": .array(change.scope.attributes.map(JSONValue.string)),
                    "from": text(change.coveredWindow?.from.description),
                    "until": text(change.coveredWindow?.to.description),
                ])
            })
    }

    /// For people: a line a fact.
    static func facts(
        _ item: ConfigurationItem, _ relationships: [GraphNeighbour], _ incidents: [LinkedIncident],
        _ names: [CIID: String], _ shown: ShownNames
    ) -> JSONObject {
        var object = json(item, shown)
        (object["attributes"], object["conflicts"]) = (nil, nil)
        let attributes = item.attributes.map { "\($0.name) = \($0.value)  (\($0.source), \($0.at))" }
        object["attributes"] = lines(attributes)
        object["conflicts"] = lines(item.conflicts.map { "\($0.kind.name): \($0.what), since \($0.since)" })
        object["groups"] = lines(
            item.redundancyGroups.map { group in
                let members = group.members.map(shown.text).joined(separator: ", ")
                return "\(group.name): \(group.needed(of: group.members.count)) of \(members)"
            })
        object["relationships"] = lines(
            relationships.map { each in
                let (other, name) = (shown.text(each.other), shown.shows(each.other) ? names[each.other] : nil)
                return (each.begins ? "\(each.type) → \(other)" : "← \(each.type) \(other)")
                    + (name.map { "  (\($0))" } ?? "") + (each.isConforming ? "" : "  (nonconforming)")
            })
        object["incidents"] = lines(incidents.map { "\($0.number) \($0.state.name) (\($0.how.name))" })
        return object
    }

    /// What an event says, a row a change; with `attribute` only what it says of that.
    static func history(_ record: RecordedEvent, _ attribute: String?) throws(Failure) -> [JSONObject] {
        let events: [CIEvent]
        do { events = try CIProcess.Event.catalogue.decode(record) } catch {
            throw Failure(.badData, "position \(record.position): \(error)")
        }
        return events.flatMap { event -> [JSONObject] in
            guard let attribute else { return [row(record, event.event.json().summary)] }
            return event.changes.filter { $0.name == attribute }.map { change in
                row(record, "\(change.from ?? "nothing") → \(change.to ?? "nothing")")
            }
        }
    }

    private static func row(_ record: RecordedEvent, _ what: String) -> JSONObject {
        [
            "position": .integer(Int64(record.position.rawValue)), "occurredAt": .string(record.occurredAt.description),
            "actor": .string(record.actor.principal.rawValue), "event": .string(record.type), "what": .string(what),
        ]
    }

    private static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    private static func lines(_ lines: [String]) -> JSONValue {
        lines.isEmpty ? .null : .string(lines.joined(separator: "\n"))
    }
}

extension ShownNames {
    /// Refuses to show an item that is restricted.
    func mustShow(_ item: ConfigurationItem) throws(Failure) {
        if !shows(item.id) {
            throw Failure(.notPermitted, "this item is restricted; those who may see it add --show-restricted")
        }
    }

    /// The others with their names as they are shown.
    fileprivate func shown(_ conflict: CIConflict) -> CIConflict {
        var copy = conflict
        copy.others = conflict.others.map { CIID(text($0)) }
        return copy
    }

    fileprivate func shown(_ group: RedundancyGroup) -> RedundancyGroup {
        var copy = group
        copy.members = group.members.map { CIID(text($0)) }
        return copy
    }
}

extension JSONValue {
    /// The value in one line, without the braces of the outermost object.
    fileprivate var summary: String {
        guard case .object(let object) = self else { return text }
        return object.members.filter { $0.value != .null && $0.value != .array([]) }
            .map { "\($0.key): \($0.value.cell)" }.joined(separator: ", ")
    }
}
