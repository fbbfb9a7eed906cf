public import EventModel
public import Processes

/// Relationships, a row each, with all that was ever said of when they hold.
public enum RelationshipTable: Table {
    public typealias Row = Relationship
    public typealias Event = RelationshipEvent

    public static let name = "configuration-relationships"
    public static let version: UInt64 = 1
    public static let categories = [RelationshipProcess.category]

    public static func fold(_ row: inout Relationship?, _ event: RelationshipEvent, _ record: RecordedEvent) {
        RelationshipProcess.evolve(&row, event, record)
    }

    public static let indexes: [TableIndex<Relationship>] = [.to, .type]
    public static let sums: [TableSum<Relationship>] = [.byType]
}

extension TableIndex<Relationship> {
    /// Those that end in an item. Those that begin in it are named after it (`RelationshipID`).
    public static let to = TableIndex("to") { row, keys in keys.add(row.to.rawValue) }
    public static let type = TableIndex("type") { row, keys in keys.add(row.type) }
}

extension TableSum<Relationship> {
    /// Relationships that hold until further notice, by type.
    public static let byType = TableSum("byType") { row, amounts in
        if row.isOpenEnded { amounts.add(1, to: IndexKey(row.type)) }
    }
}
