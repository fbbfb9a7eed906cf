import EventModel
import Processes
import ReadModels

/// What is on record of the items that a row may be of.
struct KnownReport: Sendable {
    var byID: ConfigurationItem?
    /// Of each key of the row's identity.
    var byKey: [[ConfigurationItem]]
    /// The first attempt at an id for a new item that is not taken.
    var freeAttempt: Int
}

extension TableReader<CITable> {
    /// What is on record for a row.
    func known(of row: ReportedRow) throws(TableError) -> KnownReport {
        var known = KnownReport(byID: nil, byKey: [], freeAttempt: 0)
        if let id = row.report.id { known.byID = try survivor(of: id) }
        for key in row.identity.keys { known.byKey.append(try candidates(key)) }
        while known.freeAttempt < mostAttempts,
            try self.row(row.report.newID(row.identity, attempt: known.freeAttempt).stream) != nil
        { known.freeAttempt += 1 }
        return known
    }

    /// The item of an id, or what it was made one with.
    func survivor(of id: CIID) throws(TableError) -> ConfigurationItem? {
        var (item, passed) = (try row(id.stream)?.item, Set<CIID>())
        while let current = item, let next = current.mergedInto, passed.insert(current.id).inserted {
            item = try row(next.stream)?.item
        }
        return item
    }

    /// Items with the values of a key: those with the rarest of them, compared by the rest later on.
    private func candidates(_ key: IdentityKey) throws(TableError) -> [ConfigurationItem] {
        var (rarest, count) = (key.values[0], Int.max)
        for each in key.values where key.values.count > 1 && count > 1 {
            let found = try self.count(.attribute, .exactly(CITable.key(each)), limit: 64)
            if found < count { (rarest, count) = (each, found) }
        }
        guard count > 0 else { return [] }
        var streams: [StreamID] = []
        try scan(.attribute, .exactly(CITable.key(rarest)), .ascending) { _, stream in
            streams.append(stream)
            return .more
        }
        var items: [ConfigurationItem] = []
        for stream in streams {
            guard let item = try survivor(of: CIID(stream.key)) else { continue }
            if !items.contains(where: { $0.id == item.id }) { items.append(item) }
        }
        return items
    }
}

/// How many ids are tried for a new item before its row is rejected.
let mostAttempts = 1_000

extension CITable {
    static func key(_ value: AttributeValue) -> IndexKey { TableIndex.attributeKey(value.name, value.value) }
}

/// What a run decided and is not in the table yet: in a dry run all of it, otherwise that of one chunk.
struct ReportOverlay {
    private var items: [CIID: ConfigurationItem] = [:]
    /// Items that had a value at some time.
    private var byValue: [AttributeValue: [CIID]] = [:]
    /// Under which values an item stands there: many items have the same maker.
    private var values: [CIID: [AttributeValue]] = [:]

    func item(_ id: CIID) -> ConfigurationItem? { items[id] }

    mutating func set(_ item: ConfigurationItem) {
        items[item.id] = item
        for each in item.attributes {
            let key = AttributeValue(each.name, identityText(each.value))
            if values[item.id]?.contains(key) == true { continue }
            values[item.id, default: []].append(key)
            byValue[key, default: []].append(item.id)
        }
    }

    /// What is known with what was decided since.
    func candidates(_ row: ReportedRow, _ known: KnownReport) -> IdentityCandidates {
        var byID = known.byID
        if let id = row.report.id { byID = items[byID?.id ?? id] ?? byID }
        let byKey = zip(row.identity.keys, known.byKey).map { key, stored in
            var found = stored.map { items[$0.id] ?? $0 }
            // Whatever has all of the values has the rarest of them.
            let rarest = key.values.map { byValue[$0] ?? [] }.min { $0.count < $1.count } ?? []
            for id in rarest where !found.contains(where: { $0.id == id }) {
                if let item = items[id] { found.append(item) }
            }
            return found
        }
        return IdentityCandidates(byID: byID, byKey: byKey)
    }
}
