public import EventModel
public import Processes

/// What people are to be told, a row a notice: a service that delivers notices takes from here what waits.
public enum OutboxTable: Table {
    public typealias Row = Notice
    public typealias Event = OutboxEvent

    public static let name = "outbox"
    public static let version: UInt64 = 1
    public static let categories = [OutboxProcess.category]

    public static func fold(_ row: inout Notice?, _ event: OutboxEvent, _ record: RecordedEvent) {
        OutboxProcess.evolve(&row, event, record)
    }

    public static let indexes: [TableIndex<Notice>] = [.undelivered, .recipient]
    public static let sums: [TableSum<Notice>] = []
}

extension TableIndex<Notice> {
    /// What was not delivered yet, tried or not, the first asked for first.
    public static let undelivered = TableIndex("undelivered") { row, keys in
        if row.deliveredAt == nil { keys.add(row.requestedAt) }
    }
    public static let recipient = TableIndex("recipient") { row, keys in keys.add(row.requested.recipient.rawValue) }
}

extension TableReader<OutboxTable> {
    /// What was not delivered yet, the first asked for first.
    public func undelivered() throws(TableError) -> [Notice] { try rows(.undelivered).inOrder }

    /// What one recipient is to be told or was, the first asked for first.
    public func notices(to recipient: ReferenceCode) throws(TableError) -> [Notice] {
        try rows(.recipient, .exactly(IndexKey(recipient.rawValue))).inOrder
    }

    /// Everything, the first asked for first.
    public func notices() throws(TableError) -> [Notice] { try rows().inOrder }
}

extension [Notice] {
    fileprivate var inOrder: [Notice] { sorted { ($0.requestedAt, $0.id) < ($1.requestedAt, $1.id) } }
}

extension Notice {
    /// Every key always there, null where nothing is known. Keys are stable.
    public var json: JSONObject {
        [
            "id": id.value,
            "state": state.value,
            "about": requested.about.value,
            "template": .string(requested.template),
            "recipientKind": requested.recipientKind.value,
            "recipient": requested.recipient.value,
            "occasion": .string(requested.occasion),
            "concerning": requested.concerning.value,
            "requestedAt": requestedAt.value,
            "deliveredAt": deliveredAt.value,
            "channel": channel.value,
            "reference": reference.value,
            "failures": .integer(failureCount),
            "failure": failure.value,
        ]
    }
}
