/// The batch of a table.
///
/// A late fact (its effective time lies before one already folded into the row) makes its stream fold anew from its
/// events, in the order of (effective time, position); once a batch, however many there are.
public struct TableBatch<Content: Table>: RowBatch {
    private var touched: [StreamID: TouchedRow<Content>] = [:]
    public private(set) var position: Position
    public var count: Int { touched.count }

    public init(after position: Position) { self.position = position }

    /// Folds the next event in; events of streams that have no rows only move the position.
    public mutating func apply(_ record: RecordedEvent, over base: some TableReader<Content>) throws(TableError) {
        if Content.categories.contains(record.stream.category) {
            if let known = touched[record.stream] {
                try known.fold(record)
            } else {
                let row = TouchedRow<Content>(before: try base.entry(record.stream))
                try row.fold(record)
                touched[record.stream] = row
            }
        }
        position = record.position
    }

    public mutating func pass(to position: Position) { self.position = position }

    /// What became of the rows; folds the streams with late facts anew.
    public func settled(
        over _: some TableReader<Content>, _ history: RowHistory
    ) throws(TableError) -> TableChanges<Content> {
        let position = position
        return try TableChanges(at: position, of: touched.keys) { stream throws(TableError) in
            guard let row = touched[stream] else { return (nil, nil) }
            let after = row.isLate ? try TouchedRow<Content>.folded(try history(stream, position)) : row.entry
            return (row.before, after)
        }
    }
}
