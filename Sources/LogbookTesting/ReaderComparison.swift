public import EventModel

/// The questions to which two readers of a table give different answers; every kind of question is asked.
public func differences<Content: RowModel>(
    _ expected: some TableReader<Content>, _ found: some TableReader<Content>
) throws(TableError) -> [String] {
    var list: [String] = []
    if expected.position != found.position { list.append("position: \(expected.position), \(found.position)") }
    if try expected.rowCount() != found.rowCount() { list.append("rowCount") }
    for order in [ScanOrder.ascending, .descending] {
        for prefix in ["", "incident-INC-1", "incident-none"] {
            if try rows(expected, prefix, order) != rows(found, prefix, order) {
                list.append("rows \(prefix) \(order)")
            }
        }
        for index in Content.indexes {
            let all = try entries(expected, index, .all, order)
            if try entries(found, index, .all, order) != all { list.append("index \(index.name) \(order)") }
            if try found.count(index, .all, limit: nil) != all.count { list.append("count of \(index.name)") }
            if try found.count(index, .all, limit: 2) != min(2, all.count) {
                list.append("limited count of \(index.name)")
            }
            guard let middle = all.dropFirst(all.count / 2).first?.key else { continue }
            for range in [KeyRange.exactly(middle), KeyRange(from: middle, to: nil), KeyRange(from: nil, to: middle)] {
                if try entries(expected, index, range, order) != entries(found, index, range, order) {
                    list.append("range of \(index.name) \(order)")
                }
                if try expected.count(index, range, limit: nil) != found.count(index, range, limit: nil) {
                    list.append("count in a range of \(index.name)")
                }
            }
        }
    }
    for stream in try streams(expected) where try expected.entry(stream)?.row != found.row(stream) {
        list.append("row \(stream)")
    }
    for sum in Content.sums {
        if try expected.totals(sum) != found.totals(sum) { list.append("sum \(sum.name)") }
    }
    return list
}

private func rows<Content: RowModel>(
    _ reader: some TableReader<Content>, _ prefix: String, _ order: ScanOrder
) throws(TableError) -> [Content.Row] {
    var rows: [Content.Row] = []
    try reader.scanRows(named: prefix, order) { _, row in
        rows.append(row)
        return .more
    }
    return rows
}

private func streams<Content: RowModel>(_ reader: some TableReader<Content>) throws(TableError) -> [StreamID] {
    var streams: [StreamID] = []
    try reader.scanRows { stream, _ in
        streams.append(stream)
        return .more
    }
    return streams
}

private struct Entry: Equatable {
    let key: IndexKey
    let stream: StreamID
}

private func entries<Content: RowModel>(
    _ reader: some TableReader<Content>, _ index: TableIndex<Content.Row>, _ range: KeyRange, _ order: ScanOrder
) throws(TableError) -> [Entry] {
    var entries: [Entry] = []
    try reader.scan(index, range, order) { key, stream in
        entries.append(Entry(key: key, stream: stream))
        return .more
    }
    return entries
}
