public import EventModel

extension TableReader {
    /// The rows that the condition holds of, in the order of their streams' names.
    public func rows(where condition: (Content.Row) -> Bool = { _ in true }) throws(TableError) -> [Content.Row] {
        var found: [Content.Row] = []
        try scanRows { _, row in
            if condition(row) { found.append(row) }
            return .more
        }
        return found
    }

    /// The rows that stand in `index` under `keys` and that the condition holds of, in the order of the keys.
    public func rows(
        _ index: TableIndex<Content.Row>, _ keys: KeyRange = .all,
        where condition: (Content.Row) -> Bool = { _ in true }
    ) throws(TableError) -> [Content.Row] {
        var found: [Content.Row] = []
        try scan(index, keys, .ascending) { _, stream throws(TableError) in
            if let row = try row(stream), condition(row) { found.append(row) }
            return .more
        }
        return found
    }
}
