public import EventModel
public import Processes

/// Configuration items, a row each.
public enum CITable: Table {
    public typealias Row = CIRow
    public typealias Event = CIEvent

    public static let name = "configuration-items"
    public static let version: UInt64 = 6
    public static let categories = [CIProcess.category]

    public static func fold(_ row: inout CIRow?, _ event: CIEvent, _ record: RecordedEvent) {
        var state = row?.item
        CIProcess.evolve(&state, event, record)
        guard let item = state else { return }
        var marks = row?.marks ?? []
        if let mark = CIMark(event, record) {
            let place = marks.firstIndex { mark.position < $0.position } ?? marks.endIndex
            marks.insert(mark, at: place)
        }
        row = CIRow(item: item, marks: marks)
    }

    public static let indexes: [TableIndex<CIRow>] = [
        .ciClass, .status, .owner, .attribute, .seenAt, .conflicting, .merged, .joined, .stale, .drifted, .restricted,
        .found,
    ]
    public static let sums: [TableSum<CIRow>] = [.byClass, .byStatus, .deltas]
}

extension TableIndex<CIRow> {
    public static let ciClass = TableIndex("class") { row, keys in keys.add(row.item.ciClass) }
    public static let status = TableIndex("status") { row, keys in keys.add(Int64(row.item.status.rawValue)) }
    public static let owner = TableIndex("owner") { row, keys in
        if let owner = row.item.value("owner") { keys.add(owner) }
    }
    /// Every attribute by name and value, in the form in which identities are compared: what identification looks items up by.
    public static let attribute = TableIndex("attribute") { row, keys in
        for each in row.item.attributes { keys.add(attributeText(each.name, identityText(each.value))) }
    }
    static func attributeText(_ name: String, _ text: String) -> String { "\(name)=\(text)" }
    /// The key of items with this value of an attribute, in the form in which identities are compared.
    public static func attributeKey(_ name: String, _ text: String) -> IndexKey { IndexKey(attributeText(name, text)) }
    /// Items in use that no source has seen for too long.
    public static let stale = TableIndex("stale") { row, keys in
        if row.counts, row.item.staleSince != nil { keys.add(1) }
    }
    /// Items in use, by when a source last saw them.
    public static let seenAt = TableIndex("seenAt") { row, keys in
        if row.counts, let seenAt = row.item.seenAt { keys.add(seenAt) }
    }
    public static let conflicting = TableIndex("conflicting") { row, keys in
        if !row.item.conflicts.isEmpty { keys.add(1) }
    }
    /// Items that were ever one with others, or have a group of others: what a part of the graph cannot do without.
    public static let joined = TableIndex("joined") { row, keys in
        if row.marks.contains(where: { $0.kind == .merged || $0.kind == .groupDefined }) { keys.add(1) }
    }
    /// Items of which differences from a baseline are on record.
    public static let drifted = TableIndex("drifted") { row, keys in
        for name in Set(row.item.drift.map(\.baseline)).sorted() { keys.add(name) }
    }
    /// Items that are shown only to those who may see such.
    public static let restricted = TableIndex("restricted") { row, keys in
        if row.item.isRestricted { keys.add(1) }
    }
    /// Items on which something was found that no change covers for certain: 1 while that is open, 2 once it is regularised or
    /// presumably some change's work.
    public static let found = TableIndex("found") { row, keys in
        if row.item.findings.contains(where: \.isOpen) { keys.add(1) }
        if row.item.findings.contains(where: { !$0.isOpen }) { keys.add(2) }
    }
    public static let merged = TableIndex("merged") { row, keys in
        if let survivor = row.item.mergedInto { keys.add(survivor.rawValue) }
    }
}

extension TableSum<CIRow> {
    /// Items in use, by class.
    public static let byClass = TableSum("byClass") { row, amounts in
        if row.counts { amounts.add(1, to: IndexKey(row.item.ciClass)) }
    }
    /// Values that were ever seen to be others than before, by the class of then.
    public static let deltas = TableSum("deltas") { row, amounts in
        for each in row.item.deltas { amounts.add(each.count, to: IndexKey(each.ciClass)) }
    }
    public static let byStatus = TableSum("byStatus") { row, amounts in
        if row.item.mergedInto == nil { amounts.add(1, to: Int64(row.item.status.rawValue)) }
    }
}
