public import EventModel
public import Processes

/// What monitors see: one row for an item and a signature.
public enum AlertTable: Table {
    public typealias Row = Alert
    public typealias Event = AlertEvent

    public static let name = "alerts"
    public static let version: UInt64 = 1
    public static let categories = [AlertProcess.category]

    public static func fold(_ row: inout Alert?, _ event: AlertEvent, _ record: RecordedEvent) {
        AlertProcess.evolve(&row, event, record)
    }

    public static let indexes: [TableIndex<Alert>] = [.raisedAlerts, .alertItem, .alertSuppression]
    public static let sums: [TableSum<Alert>] = []
}

extension TableIndex<Alert> {
    /// Those that last, the first that came up first.
    public static let raisedAlerts = TableIndex("raised") { row, keys in
        if row.isRaised { keys.add(row.raisedAt) }
    }
    public static let alertItem = TableIndex("ci") { row, keys in keys.add(row.ci.rawValue) }
    /// By the change that they are put down to.
    public static let alertSuppression = TableIndex("suppression") { row, keys in
        if let suppression = row.suppression { keys.add(suppression.change.rawValue) }
    }
}

extension TableReader<AlertTable> {
    /// The first that came up come first: those that last, or all; of one item where `ci` is given.
    public func alerts(on ci: CIID? = nil, isWithCleared: Bool = false) throws(TableError) -> [Alert] {
        let found =
            if let ci {
                try rows(.alertItem, .exactly(IndexKey(ci.rawValue)))
            } else {
                try isWithCleared ? rows() : rows(.raisedAlerts)
            }
        return found.filter { isWithCleared || $0.isRaised }.sorted { ($0.raisedAt, $0.id) < ($1.raisedAt, $1.id) }
    }

    /// Those that are put down to the change, in the order of their names.
    public func alerts(putDownTo change: ChangeNumber) throws(TableError) -> [Alert] {
        try rows(.alertSuppression, .exactly(IndexKey(change.rawValue)))
    }
}

// Not the storage format of the log: raise the table's version with any change.
extension Alert: WireMessage {
    public static let schema = Schema(
        Field(1, "id", \Alert.id, "The item and the signature."),
        Field(2, "ci", \.ci, "The item."),
        Field(3, "signature", \.signature, "What the monitor calls the condition."),
        Field(4, "severity", \.severity, "How bad it is."),
        Field(5, "message", \.message, "What the monitor says."),
        Field(6, "raisedAt", \.raisedAt, "Since when."),
        Field(7, "clearedAt", \.clearedAt, "Until when."),
        Field(8, "count", \.count, "How often the monitor said so."),
        Field(9, "parent", \.parent, "The alert that it follows from."),
        Field(10, "incident", \.incident, "The incident that was last logged for it."),
        Field(11, "suppression", \.suppression, "The maintenance that it is put down to."),
        Field(12, "isUnregistered", \.isUnregistered, "Nobody had registered the item."))
}
extension AlertSuppressed: WireMessage {
    public static var schema: Schema<AlertSuppressed> { type.schema }
}

extension Alert {
    /// Every key always there, null where nothing is known. Keys are stable.
    public var json: JSONObject {
        [
            "alert": id.value,
            "ci": ci.value,
            "signature": .string(signature),
            "severity": .integer(severity.rawValue),
            "severityName": .string(severity.word),
            "state": .string(isRaised ? "raised" : "cleared"),
            "count": .integer(count),
            "message": message.value,
            "raisedAt": raisedAt.value,
            "clearedAt": clearedAt.value,
            "parent": parent.value,
            "suppressedBy": (suppression?.change).value,
            "suppressedUntil": (suppression?.until).value,
            "incident": incident.value,
            "unregistered": .bool(isUnregistered),
        ]
    }
}
