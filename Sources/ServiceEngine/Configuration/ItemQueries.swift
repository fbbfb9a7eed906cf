import EventModel
public import Processes
import ReadModels

/// A relationship of an item, seen from it.
public struct GraphNeighbour: Sendable, Hashable {
    public let type: String
    public let other: CIID
    public let otherClass: String
    /// Whether it begins in the item.
    public let begins: Bool
    /// Whether the schema allows it between the classes that its ends have now.
    public let isConforming: Bool
}

/// An incident that names an item, or one made one with it.
public struct LinkedIncident: Sendable, Hashable {
    public let number: IncidentNumber
    public let state: IncidentState
    /// The item that the link names.
    public let ci: CIID
    public let how: LinkOrigin
}

/// An item that an incident is linked to.
public struct IncidentCILink: Sendable, Hashable {
    /// As the link names it, for ever.
    public let link: CILinkedToIncident
    /// What the item was made one with, where it was.
    public let survivor: CIID?
}

extension ServiceEngine {
    /// The items that an incident is linked to, and how; excluded ones too.
    public func ciLinks(of incident: Incident, _ moment: Moment = .now) async throws(EngineError) -> [IncidentCILink] {
        var links: [IncidentCILink] = []
        for link in incident.relations.cis {
            let item = try await configurationItem(link.ci, moment)
            links.append(IncidentCILink(link: link, survivor: item.flatMap { $0.id == link.ci ? nil : $0.id }))
        }
        return links
    }

    /// The item of this id as of a moment, or what it was merged into; nil where there was none.
    public func configurationItem(_ id: CIID, _ moment: Moment = .now) async throws(EngineError) -> ConfigurationItem? {
        var (id, passed) = (id, Set<CIID>())
        while true {
            let item = try await state(of: id.stream, in: CIProcess.self, moment)
            guard let next = item?.mergedInto, passed.insert(id).inserted else { return item }
            id = next
        }
    }

    /// The relationships of an item as of a moment.
    public func neighbours(of ci: CIID, _ moment: Moment = .now) async throws -> [GraphNeighbour] {
        try await configuration(moment, near: [ci]) { view in
            guard let item = view.item(ci) else { return [] }
            let own = view.ciClass(item)
            return view.relationships(of: item).map { each in
                let other = view.ciClass(each.other)
                let type = view.schema.relationshipType(each.type)
                let allows = each.begins ? type?.allows(from: own, to: other) : type?.allows(from: other, to: own)
                return GraphNeighbour(
                    type: each.type, other: view.id(each.other), otherClass: other, begins: each.begins,
                    isConforming: allows ?? false)
            }
        }
    }

    /// What people call these items, as of a moment, as far as that is known.
    public func names(of items: some Sequence<CIID>, _ moment: Moment = .now) async throws -> [CIID: String] {
        let items = Array(items)
        return try await read(CITable.self, moment) { table in
            var names: [CIID: String] = [:]
            for item in items { names[item] = try table.row(item.stream)?.item.name }
            return names
        }
    }

    /// The incidents that name the item, or what was made one with it, in the order of their numbers.
    public func incidents(of item: ConfigurationItem, _ moment: Moment = .now) async throws -> [LinkedIncident] {
        let ids = [item.id] + item.absorbed
        return try await serviceDesk(moment) { desk in
            var found: [LinkedIncident] = []
            for id in ids {
                try desk.scan(.ci, .exactly(IndexKey(id.rawValue)), .ascending) { _, stream throws(TableError) in
                    guard let incident = try desk.row(stream)?.incident else { return .more }
                    let link = incident.relations.cis.first { $0.ci == id }
                    found.append(
                        LinkedIncident(
                            number: incident.number, state: incident.state, ci: id, how: link?.how ?? .manual))
                    return .more
                }
            }
            return found.sorted { $0.number < $1.number }
        }
    }
}
