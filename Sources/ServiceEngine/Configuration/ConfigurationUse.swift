import EventModel
public import Processes
import ReadModels

// What commands on items have to know of the read models before they decide.

extension ServiceEngine {
    /// What keeps an item from being retired: open incidents that name it, and services in production that would be down
    /// without it.
    public func users(of ci: CIID) async throws -> [String] {
        let incidents = try await serviceDesk { desk in
            var numbers: [String] = []
            try desk.scan(.ci, .exactly(IndexKey(ci.rawValue)), .ascending) { _, stream throws(TableError) in
                if let row = try desk.row(stream), row.incident.state.isOpen {
                    numbers.append("incident \(row.incident.number)")
                }
                return .more
            }
            return numbers
        }
        let services = try await configuration(near: [ci]) { view in
            guard let item = view.item(ci) else { return [String]() }
            return Impact(of: [item], in: view).affected
                .filter { $0.state == .down && CISchema.serviceClasses.contains(view.ciClass($0.item)) }
                .map { "\(view.ciClass($0.item)) \(view.id($0.item))" }
        }
        return incidents + services
    }

    /// Redundancy groups that have too few members once `ci` is gone, or is one with another.
    public func groupsBroken(without ci: CIID, mergedInto other: CIID? = nil) async throws -> [BrokenGroup] {
        try await configuration(near: [ci, other].compactMap { $0 }) { view in
            guard let item = view.item(ci) else { return [] }
            return view.groupsBroken(without: item, mergedInto: other.flatMap(view.item))
        }
    }

    /// The relationships of an item that hold now, with the class at the other end.
    public func relationships(of ci: CIID) async throws -> [(id: RelationshipID, otherClass: String)] {
        try await configuration(near: [ci]) { view in
            guard let item = view.item(ci) else { return [] }
            return view.relationships(of: item).map { found in
                let other = view.id(found.other)
                let id =
                    found.begins
                    ? RelationshipID(from: ci, type: found.type, to: other)
                    : RelationshipID(from: other, type: found.type, to: ci)
                return (id, view.ciClass(found.other))
            }
        }
    }

    /// The way by one type of relationships from `to` back to `from`; empty where there is none, or circles of it are allowed.
    public func wayBack(from: CIID, type: String, to: CIID) async throws -> [CIID] {
        try await configuration(near: [from, to]) { view in
            guard view.schema.relationshipType(type)?.isHierarchy == true, let start = view.item(to),
                let end = view.item(from)
            else { return [] }
            return (Paths(in: view, following: .forwards, type: type).shortest(from: start, to: end) ?? []).map(view.id)
        }
    }

    /// Ends the relationships of an item that hold: the rest of its retirement, repeated at no cost.
    public func endRelationships(of ci: CIID, _ envelope: CommandEnvelope) async throws {
        for (id, _) in try await relationships(of: ci) {
            let each = CommandEnvelope(
                envelope.actor, occurredAt: envelope.occurredAt, reason: envelope.reason ?? "\(ci) was retired")
            try await execute(EndRelationship(), on: id.stream, each)
        }
    }
}
