public import EventModel
public import Processes
public import ReadModels

/// What of the configuration is otherwise at one moment than at another.
public struct ConfigurationDiff: Sendable {
    /// An item that is there at only one of the moments.
    public struct Item: Sendable, Hashable {
        public let ci: CIID
        public let ciClass: String
    }
    /// An item that is there at both.
    public struct Changed: Sendable, Hashable {
        public let ci: CIID
        /// Attributes, and `class` and `status`.
        public let changes: [AttributeChange]
    }
    public var addedItems: [Item] = []
    public var removedItems: [Item] = []
    public var changedItems: [Changed] = []
    public var addedRelationships: [RelationshipID] = []
    public var removedRelationships: [RelationshipID] = []
    /// Items and relationships that are otherwise, and are restricted or touch what is: they are not named.
    public var restrictedCount = 0

    /// `added`, `removed` and `changed`; and where something is not named, how many as `restricted`.
    public var json: JSONObject {
        var object: JSONObject = [
            "added": list(addedItems, addedRelationships), "removed": list(removedItems, removedRelationships),
            "changed": .array(changedItems.map(\.json)),
        ]
        if restrictedCount > 0 { object["restricted"] = .integer(Int64(restrictedCount)) }
        return object
    }

    private func list(_ items: [Item], _ relationships: [RelationshipID]) -> JSONValue {
        .array(
            items.map { .object(["ci": .string($0.ci.rawValue), "class": .string($0.ciClass)]) }
                + relationships.compactMap(\.parts).map { parts in
                    .object([
                        "from": .string(parts.from.rawValue), "type": .string(parts.type),
                        "to": .string(parts.to.rawValue),
                    ])
                })
    }
}

extension ConfigurationDiff {
    fileprivate mutating func hide(_ hidden: Set<CIID>) {
        let whole = count
        addedItems.removeAll { hidden.contains($0.ci) }
        removedItems.removeAll { hidden.contains($0.ci) }
        changedItems.removeAll { hidden.contains($0.ci) }
        addedRelationships.removeAll { $0.touches(hidden) }
        removedRelationships.removeAll { $0.touches(hidden) }
        restrictedCount += whole - count
    }

    private var count: Int {
        addedItems.count + removedItems.count + changedItems.count + addedRelationships.count
            + removedRelationships.count
    }
}

extension RelationshipID {
    fileprivate func touches(_ items: Set<CIID>) -> Bool {
        parts.map { items.contains($0.from) || items.contains($0.to) } ?? false
    }
}

extension ConfigurationDiff.Changed {
    fileprivate var json: JSONValue {
        .object([
            "ci": .string(ci.rawValue),
            "changes": .array(
                changes.map { change in
                    .object([
                        "attribute": .string(change.name), "from": change.from.map(JSONValue.string) ?? .null,
                        "to": change.to.map(JSONValue.string) ?? .null,
                    ])
                }),
        ])
    }
}

extension ServiceEngine {
    /// What is otherwise at `second` than at `first`: items, their attributes, and relationships, at full depth. In the order
    /// of ids. What `sight` does not reach at either moment is counted.
    /// - Throws: `EngineError`.
    public func configurationDiff(
        from first: Moment, to second: Moment, seeing sight: ConfigurationSight = .everything
    ) async throws -> ConfigurationDiff {
        var diff = ConfigurationDiff()
        let (before, after) = (try await items(first), try await items(second))
        for id in Set(before.keys).union(after.keys).sorted() {
            switch (before[id], after[id]) {
            case (nil, let item?): diff.addedItems.append(.init(ci: id, ciClass: item.ciClass))
            case (let item?, nil): diff.removedItems.append(.init(ci: id, ciClass: item.ciClass))
            case (let old?, let new?):
                let changes = old.changes(to: new)
                if !changes.isEmpty { diff.changedItems.append(.init(ci: id, changes: changes)) }
            case (nil, nil): break
            }
        }
        let (held, holding) = (try await relationshipsHolding(first), try await relationshipsHolding(second))
        diff.addedRelationships = holding.subtracting(held).sorted()
        diff.removedRelationships = held.subtracting(holding).sorted()
        diff.hide(try await hidden(from: sight, first).union(hidden(from: sight, second)))
        return diff
    }

    /// The items that are there.
    func items(_ moment: Moment) async throws -> [CIID: ConfigurationItem] {
        try await read(CITable.self, moment) { table in
            var items: [CIID: ConfigurationItem] = [:]
            try table.scanRows { _, row throws(TableError) in
                if row.item.retiredAt == nil, row.item.mergedInto == nil { items[row.item.id] = row.item }
                return .more
            }
            return items
        }
    }

    private func relationshipsHolding(_ moment: Moment) async throws -> Set<RelationshipID> {
        let resolved = try await resolve(moment)
        return try await read(RelationshipTable.self) { table in
            var found: Set<RelationshipID> = []
            try table.scanRows { _, row throws(TableError) in
                if row.holds(at: resolved.instant, knownAt: resolved.position) { found.insert(row.id) }
                return .more
            }
            return found
        }
    }
}

extension ConfigurationItem {
    fileprivate func changes(to other: ConfigurationItem) -> [AttributeChange] {
        var changes: [AttributeChange] = []
        if ciClass != other.ciClass { changes.append(AttributeChange("class", from: ciClass, to: other.ciClass)) }
        if status != other.status {
            changes.append(AttributeChange("status", from: status.name, to: other.status.name))
        }
        for name in Set((attributes + other.attributes).map(\.name)).sorted() where value(name) != other.value(name) {
            changes.append(AttributeChange(name, from: value(name), to: other.value(name)))
        }
        return changes
    }
}
