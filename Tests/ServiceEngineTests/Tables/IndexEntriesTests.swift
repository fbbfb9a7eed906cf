import EventModel
import TestSupport
import Testing

@testable import ServiceEngine

/// Rows with few and many keys, long and empty texts, the same key twice.
private enum Tagged: Projector {
    struct Row: WireMessage, Hashable {
        var tags: [String]
        var number: Int64
        static let schema = Schema(
            Field(1, "tags", \Row.tags, "Any texts."), Field(2, "number", \.number, "Any number."), make: Row.init)
    }
    static let name = "tagged"
    static let version: UInt64 = 1
    static let indexes = [
        TableIndex<Row>("tag") { row, keys in for tag in row.tags { keys.add(tag) } },
        TableIndex<Row>("nothing") { _, _ in },
        TableIndex<Row>("number") { row, keys in keys.add(row.number) },
    ]
    static let sums = [
        TableSum<Row>("byNumber") { row, amounts in amounts.add(1, to: row.number) },
        TableSum<Row>("byTag") { row, amounts in for tag in row.tags { amounts.add(row.number, to: IndexKey(tag)) } },
    ]
    static func project(_: RecordedEvent, _: inout ProjectedRows<Self>) throws(TableError) {}
}

@Suite struct IndexEntriesTests {
    struct Entry: Hashable, Comparable {
        let index: Int
        let key: [UInt8]
        let value: [UInt8]

        static func < (left: Entry, right: Entry) -> Bool {
            if left.index != right.index { return left.index < right.index }
            if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
            return left.value.lexicographicallyPrecedes(right.value)
        }
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `of rows that are written again and again the last count, in the order of keys and names`(
        seed: UInt64
    ) throws {
        var random = SplitMix(seed: seed)
        let folder = TemporaryFolder()
        let spool = try EntrySpool(folder: folder.path, table: "tagged")
        var (rows, contribution) = ([String: Tagged.Row](), IndexContribution(to: Tagged.self))
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            var collector = IndexCollector<Tagged>(spool)
            let names = Set(
                (0..<Int.random(in: 0...20, using: &random)).map { _ in "n\(UInt8.random(in: 0...60, using: &random))" }
            )
            for name in names.sorted() {
                let row = row(&random)
                try collector.add(Array(name.utf8).span.bytes, entry(row), before: rows[name].map(entry))
                rows[name] = row
            }
            contribution.add(try collector.finish())
        }
        let stored = try entries(contribution, spool, stretch: .random(in: 1...300, using: &random))
        #expect(stored == expected(rows), "seed \(seed)")
        for (place, sum) in Tagged.sums.enumerated() {
            var amounts = SumAmounts()
            for row in rows.values { sum.add(row, times: 1, to: &amounts) }
            #expect(contribution.sums[place].totals == amounts.totals, "seed \(seed)")
        }
    }

    private func row(_ random: inout SplitMix) -> Tagged.Row {
        let tags = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            ["", "a", "a\u{0}", "ab", "the same eight bytes and more", "the same eight bytes", "é"].randomElement(
                using: &random) ?? ""
        }
        return Tagged.Row(tags: tags, number: .random(in: -3...3, using: &random))
    }

    private func entry(_ row: Tagged.Row) -> TableEntry<Tagged.Row> {
        TableEntry(row: row, extent: FoldExtent(at: .first, effective: .newYear))
    }

    private func entries(
        _ contribution: IndexContribution, _ spool: EntrySpool, stretch: Int
    ) throws -> [Entry] {
        var source = IndexEntries(
            contribution.parts, try spool.mapped(), indexCount: Tagged.indexes.count, largestStretch: stretch)
        var found: [Entry] = []
        while let stretch = source.next() {
            #expect(stretch.entries.first?.keyCount != nil)
            var (start, key) = (0, [UInt8]())
            for entry in stretch.entries {
                if let count = entry.keyCount {
                    key = Array(stretch.bytes[start...].prefix(Int(count)))
                    start += Int(count)
                }
                let value = Array(stretch.bytes[start...].prefix(Int(entry.valueCount)))
                start += value.count
                let isNew = found.last.map { $0.index != entry.index || $0.key != key } ?? true
                #expect(entry.isNew == isNew)
                found.append(Entry(index: Int(entry.index), key: key, value: value))
            }
            #expect(start == stretch.bytes.count)
        }
        return found
    }

    private func expected(_ rows: [String: Tagged.Row]) -> [Entry] {
        var entries: Set<Entry> = []
        for (name, row) in rows {
            for (place, index) in Tagged.indexes.enumerated() {
                for key in index.keys(row) {
                    let value = IndexValue.bytes(Array(name.utf8), key)
                    entries.insert(Entry(index: place, key: key.bytes, value: value))
                }
            }
        }
        return entries.sorted()
    }
}
