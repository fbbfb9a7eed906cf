import EventModel
import Processes

/// What each actor recorded last, and how much: a model that joins streams, and so retains its past.
enum Ledger: Projector {
    struct Row: WireMessage, Hashable {
        var events: Int64
        var last: Position
        static let schema = Schema(
            Field(1, "events", \Row.events, "How many."), Field(2, "last", \.last, "The newest of them."),
            make: Row.init)
    }
    static let name = "ledger"
    static let version: UInt64 = 1
    /// So few that a small log has some.
    static let snapshotInterval: UInt64? = 150
    static let indexes = [TableIndex<Row>("last") { row, keys in keys.add(Int64(row.last.rawValue)) }]
    static let sums = [TableSum<Row>("events") { row, amounts in amounts.add(row.events, to: 0) }]

    static func project(_ record: RecordedEvent, _ rows: inout ProjectedRows<Self>) throws(TableError) {
        // Of streams too: enough rows that a state takes several pages.
        for key in [record.actor.principal.rawValue, "\(record.stream)"] {
            let stream = StreamID(category: "ledger", key: key)
            rows.set(stream, Row(events: (try rows.row(stream)?.events ?? 0) + 1, last: record.position))
        }
    }
}
