/// One consistent state of a table, wherever it is kept: what queries and figures are made from.
///
/// Rows stand in the order of their streams' names, byte by byte; the rows of one index key too.
public protocol TableReader<Content> {
    associatedtype Content: RowModel

    /// Every event up to here is folded in, and none after.
    var position: Position { get }
    func rowCount() throws(TableError) -> Int
    /// The row with what folding on needs.
    func entry(_ stream: StreamID) throws(TableError) -> TableEntry<Content.Row>?

    /// Which events the row is folded from.
    func extent(of stream: StreamID) throws(TableError) -> FoldExtent?

    /// Visits the rows whose stream's name, `incident-INC-2026-000123`, begins with `prefix` and whose extent meets the
    /// condition, where there is one, until `body` has enough. Of each no more is decoded than the view needs.
    func scanRows<View: RowView<Content.Row>>(
        as view: View.Type, named prefix: String, _ order: ScanOrder, where condition: ((FoldExtent) -> Bool)?,
        _ body: (StreamID, FoldExtent, View) throws(TableError) -> ScanStep
    ) throws(TableError)

    /// Visits the streams that stand in `index` under `keys`, until `body` has enough.
    func scan(
        _ index: TableIndex<Content.Row>, _ keys: KeyRange, _ order: ScanOrder,
        _ body: (IndexKey, StreamID) throws(TableError) -> ScanStep
    ) throws(TableError)

    /// The number of entries of `index` under `keys`; counts no further than `limit`, where there is one.
    func count(_ index: TableIndex<Content.Row>, _ keys: KeyRange, limit: Int?) throws(TableError) -> Int

    /// The groups of `sum` that come to something, in the order of their keys.
    func totals(_ sum: TableSum<Content.Row>) throws(TableError) -> [TableTotal]
}

public enum ScanOrder: Sendable, Hashable {
    case ascending
    case descending
}

/// Whether a scan goes on.
public enum ScanStep: Sendable, Hashable {
    case more
    case enough
}

/// What a sum comes to in one group; never zero.
public struct TableTotal: Sendable, Hashable {
    public let group: IndexKey
    public let amount: Int64

    public init(group: IndexKey, amount: Int64) {
        self.group = group
        self.amount = amount
    }
}

extension TableReader {
    public func row(_ stream: StreamID) throws(TableError) -> Content.Row? { try entry(stream)?.row }

    /// What `sum` comes to in `group`; zero where nothing does.
    public func total(_ sum: TableSum<Content.Row>, _ group: IndexKey) throws(TableError) -> Int64 {
        try totals(sum).first { $0.group == group }?.amount ?? 0
    }

    public func extent(of stream: StreamID) throws(TableError) -> FoldExtent? { try entry(stream)?.extent }

    /// Visits the rows whose stream's name begins with `prefix`, until `body` has enough.
    public func scanRows(
        named prefix: String, _ order: ScanOrder,
        _ body: (StreamID, Content.Row) throws(TableError) -> ScanStep
    ) throws(TableError) {
        try scanRows(as: WholeRow.self, named: prefix, order, where: nil) {
            stream, _, view throws(TableError) in
            try body(stream, view.row)
        }
    }

    /// Visits every row in the order of the streams' names, until `body` has enough.
    public func scanRows(
        _ body: (StreamID, Content.Row) throws(TableError) -> ScanStep
    ) throws(TableError) {
        try scanRows(named: "", .ascending, body)
    }

    /// Visits a part of every row, in the order of the streams' names, until `body` has enough.
    public func scanRows<View: RowView<Content.Row>>(
        as view: View.Type, _ body: (View) throws(TableError) -> ScanStep
    ) throws(TableError) {
        try scanRows(as: view, named: "", .ascending, where: nil) { _, _, view throws(TableError) in
            try body(view)
        }
    }
}

extension StreamID {
    /// The name as tables store and sort it.
    public var nameBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(category.utf8.count + 1 + key.utf8.count)
        bytes.append(contentsOf: category.utf8)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(contentsOf: key.utf8)
        return bytes
    }
}
