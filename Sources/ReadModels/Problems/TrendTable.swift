public import EventModel
public import Processes

/// Trends on record: one row each.
public enum TrendTable: Table {
    public typealias Row = Trend
    public typealias Event = TrendEvent

    public static let name = "trends"
    public static let version: UInt64 = 1
    public static let categories = [TrendProcess.category]

    public static func fold(_ row: inout Trend?, _ event: TrendEvent, _ record: RecordedEvent) {
        TrendProcess.evolve(&row, event, record)
    }

    public static let indexes: [TableIndex<Trend>] = []
    public static let sums: [TableSum<Trend>] = []
}

extension Trend: WireMessage {
    public static let schema = Schema(
        Field(1, "number", \Trend.number, "The trend's number."),
        Field(2, "detected", \.detected, "What was counted, and against what."),
        Field(3, "detectedAt", \.detectedAt, "When it was put on record."),
        make: { Trend(number: $0, detected: $1, detectedAt: $2) })
}
extension TrendDetected: WireMessage {
    public static var schema: Schema<TrendDetected> { type.schema }
}

extension TableReader<TrendTable> {
    /// In the order of their numbers.
    public func trends() throws(TableError) -> [Trend] { try rows() }
}
