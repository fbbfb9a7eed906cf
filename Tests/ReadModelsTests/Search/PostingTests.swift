import EventModel
import TestSupport
import Testing

@testable import ReadModels

/// Postings of one word as a plain dictionary, and as rows that batches of changes have led to.
private struct WordRows: TableReader {
    typealias Content = SearchIndex
    var rows: [StreamID: SearchRow] = [:]
    /// How many rows were read.
    final class Reads { var count = 0 }
    let reads = Reads()
    var position: Position { .zero }

    func rowCount() -> Int { rows.count }
    func entry(_ stream: StreamID) -> TableEntry<SearchRow>? {
        reads.count += 1
        return rows[stream].map(SearchRow.entry)
    }
    func scanRows<View: RowView<SearchRow>>(
        as _: View.Type, named prefix: String, _: ScanOrder, where _: ((FoldExtent) -> Bool)?,
        _ body: (StreamID, FoldExtent, View) throws(TableError) -> ScanStep
    ) throws(TableError) {
        for stream in rows.keys.sorted() where stream.description.hasPrefix(prefix) {
            guard let row = rows[stream] else { continue }
            if try body(stream, SearchRow.entry(row).extent, View(row)) == .enough { return }
        }
    }
    func scan(
        _: TableIndex<SearchRow>, _: KeyRange, _: ScanOrder, _: (IndexKey, StreamID) throws(TableError) -> ScanStep
    ) {}
    func count(_: TableIndex<SearchRow>, _: KeyRange, limit _: Int?) -> Int { 0 }
    func totals(_: TableSum<SearchRow>) -> [TableTotal] { [] }

    /// Changes of the word in documents: where it stands by now; empty where it does not any more.
    mutating func merge(_ changes: [UInt32: [UInt32]], weightLimit: Int) throws {
        var arena = PostingArena()
        let items = changes.sorted { $0.key < $1.key }.map {
            $0.value.isEmpty ? arena.goneItem($0.key) : arena.item($0.key, $0.value)
        }
        var changed = ChangedRows(self)
        var merge = PostingMerge(.incident, "w", arena, weightLimit: weightLimit)
        try merge.merge(items, into: &changed)
        for change in try changed.changes(at: .zero).changes {
            #expect(change.before?.row == rows[change.stream], "a row as it was is the row that there was")
            rows[change.stream] = change.after?.row
        }
    }

    /// Everything, read as ranking and phrases do.
    var postings: [UInt32: [UInt32]] {
        get throws {
            var found: [UInt32: [UInt32]] = [:]
            let matches = try ClauseMatches(.word("w"), .incident, 0, [1, 1, 1, 1], self)
            let phrase = try Phrase(["w"], .incident, self)
            let isSame = matches.documents == phrase.documents
            #expect(isSame && matches.frequencies == phrase.frequencies(weighted: [1, 1, 1, 1]))
            for (index, document) in phrase.documents.enumerated() {
                found[document] = Array(phrase.starts[phrase.range(index)])
            }
            return found
        }
    }
}

@Suite struct PostingTests {
    private func occurrences(_ random: inout SplitMix) -> [UInt32] {
        if Bool.random(using: &random) {
            return [Occurrence.number(Int.random(in: 0..<4, using: &random), UInt32.random(in: 0..<9, using: &random))]
        }
        var found: [UInt32] = []
        for field in 0..<4 where field == 2 || Bool.random(using: &random) {
            var place = UInt32.random(in: 0..<300, using: &random)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                found.append(Occurrence.number(field, place))
                place += UInt32.random(in: 1..<200, using: &random)
            }
        }
        return found
    }

    @Test(
        "postings changed in any portions are those of a plain dictionary, and stand where they would at once",
        arguments: 0..<30 as Range<UInt64>)
    func portions(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let limit = [12, 60, 400][Int(seed % 3)]
        let most: UInt32 = [60, 5_000, 4_000_000_000][Int(seed / 3 % 3)]
        var (table, expected) = (WordRows(), [UInt32: [UInt32]]())
        for round in 0..<40 {
            var changes: [UInt32: [UInt32]] = [:]
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                // Towards the end more goes than comes.
                let goes = Int.random(in: 0..<40, using: &random) < round
                let known = expected.keys.sorted().randomElement(using: &random)
                let document = goes ? known : UInt32.random(in: 1...most, using: &random)
                if let document { changes[document] = goes ? [] : occurrences(&random) }
            }
            changes = changes.filter { !$0.value.isEmpty || expected[$0.key] != nil }
            if changes.isEmpty { continue }
            try table.merge(changes, weightLimit: limit)
            for (document, occurrences) in changes {
                expected[document] = occurrences.isEmpty ? nil : occurrences
            }
            let isSame = try table.postings == expected
            try #require(isSame, "seed \(seed), round \(round)")
            var whole = WordRows()
            if !expected.isEmpty { try whole.merge(expected, weightLimit: limit) }
            let isWhole = table.rows == whole.rows
            try #require(isWhole, "seed \(seed), round \(round)")
            let list = table.rows[SearchKey.term(.incident, "w")]?.postings
            #expect(list?.documents ?? 0 == UInt64(expected.count))
        }
        #expect(limit > 12 || most < 5_000 || table.reads.count > 100, "the test reads parts")
        try table.merge(expected.mapValues { _ in [] }, weightLimit: limit)
        #expect(table.rows.isEmpty, "seed \(seed)")
    }

    @Test("a document that changes changes the rows of its part and its word alone")
    func locality() throws {
        var table = WordRows()
        try table.merge(
            Dictionary(uniqueKeysWithValues: (1...20_000).map { (UInt32($0), [UInt32($0 % 7)]) }), weightLimit: 1000)
        #expect(table.rows.count > 60)
        table.reads.count = 0
        try table.merge([7_000: [1, 2, 3]], weightLimit: 1000)
        #expect(table.reads.count <= 3)
    }

    @Test("bytes that end in the middle end the postings, whatever they are", arguments: 0..<50 as Range<UInt64>)
    func hostile(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        var cursor = PostingCursor(bytes, from: 0)
        var steps = 0
        while cursor.next() {
            steps += 1
            _ = cursor.frequency(weighted: [1, 1, 1, 1])
        }
        #expect(steps <= bytes.count)
        _ = PostingPart.list(bytes)
        var arena = PostingArena()
        _ = arena.items(of: PostingBytes(postings: bytes, positions: bytes), from: 7)
    }

    @Test("names of documents are stored by what they have in common, and read back")
    func names() {
        for list in [[], ["INC-1"], ["", "INC-9", "INC-10", "INC-100", "INC-10", "", "é", "è"]] as [[String]] {
            #expect(DocumentNames.list(DocumentNames.bytes(list)) == list)
        }
        #expect(DocumentNames.bytes(["INC-2026-000100", "INC-2026-000101"]).count == 2 + 15 + 2 + 1)
    }
}
