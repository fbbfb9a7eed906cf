import EventModel

/// Under which keys some consecutive rows stand, and what they add to sums; kept in a spool.
struct IndexPart: Sendable {
    /// An entry of an index: where its key ends in the part's keys of that index, and the row's number in the part.
    struct Entry: BitwiseCopyable, Sendable {
        let keyEnd: UInt32
        let row: UInt32
    }
    struct Index: Sendable {
        let entries: Extent<Entry>
        let keys: Extent<UInt8>
    }
    /// Where each row's name ends in `names`.
    let nameEnds: Extent<UInt32>
    let names: Extent<UInt8>
    /// In the order of the declarations.
    let indexes: [Index]
    let sums: [[IndexKey: Int64]]
}

/// Collects a part, row by row, in the order of their names.
struct IndexCollector<Content: RowModel> {
    private var nameEnds: [UInt32] = []
    private var names: [UInt8] = []
    private var entries: [[IndexPart.Entry]]
    private var keys: [[UInt8]]
    private var sums: [[IndexKey: Int64]]
    private let declaredIndexes = Content.indexes
    private let declaredSums = Content.sums

    init() {
        entries = Array(repeating: [], count: declaredIndexes.count)
        keys = Array(repeating: [], count: declaredIndexes.count)
        sums = Array(repeating: [:], count: declaredSums.count)
    }

    mutating func add(_ name: borrowing RawSpan, _ row: Content.Row) {
        let number = UInt32(nameEnds.count)
        name.withUnsafeBytes { names.append(contentsOf: $0) }
        nameEnds.append(UInt32(names.count))
        for place in declaredIndexes.indices {
            let found = declaredIndexes[place].keys(row)
            for (order, key) in found.enumerated() {
                // One that is named twice counts once; the keys of one row are few.
                if order > 0, found[..<order].contains(key) { continue }
                keys[place].append(contentsOf: key.bytes)
                entries[place].append(.init(keyEnd: UInt32(keys[place].count), row: number))
            }
        }
        for place in declaredSums.indices { declaredSums[place].add(row, times: 1, to: &sums[place]) }
    }

    consuming func finish(_ spool: EntrySpool) throws(TableError) -> IndexPart {
        var indexes: [IndexPart.Index] = []
        for place in declaredIndexes.indices {
            indexes.append(
                .init(entries: try spool.append(entries[place]), keys: try spool.append(keys[place])))
        }
        return IndexPart(
            nameEnds: try spool.append(nameEnds), names: try spool.append(names), indexes: indexes, sums: sums)
    }
}
