/// Postings of one word while they change: in one array of bytes, whatever row or text they come from.
struct PostingArena {
    /// A document that has the word, or has it no more.
    struct Item {
        let document: UInt32
        let code: UInt8
        /// What follows the code, and the positions.
        let shape: Range<Int>
        let positions: Range<Int>
        /// True for a document that does not have the word any more.
        var isGone = false

        /// What the posting takes of a row, more or less: the same wherever it stands.
        var weight: Int { 2 + shape.count + positions.count }
    }
    private var bytes: [UInt8] = []

    /// The postings of a stored range of documents that begins with `start`.
    mutating func items(of stored: PostingBytes, from start: UInt32) -> [Item] {
        let postingsStart = bytes.count
        bytes += stored.postings
        let positionsStart = bytes.count
        bytes += stored.positions
        var cursor = PostingCursor(stored.postings, from: start)
        var reader = VarintReader(stored.positions)
        var items: [Item] = []
        while cursor.next() {
            let before = reader.offset
            reader.skip(cursor.occurrences)
            items.append(
                Item(
                    document: cursor.document, code: cursor.code,
                    shape: postingsStart + cursor.shape.lowerBound..<postingsStart + cursor.shape.upperBound,
                    positions: positionsStart + before..<positionsStart + reader.offset))
        }
        return items
    }

    /// The posting of a document in which the word stands at `occurrences`, ascending and at least one.
    mutating func item(_ document: UInt32, _ occurrences: some Collection<UInt32>) -> Item {
        let shapeStart = bytes.count
        var code = PostingCode.several
        if occurrences.count == 1, let only = occurrences.first {
            code = UInt8(Occurrence.field(only))
        } else {
            var counts: InlineArray<4, UInt64> = .init(repeating: 0)
            for occurrence in occurrences { counts[Occurrence.field(occurrence)] += 1 }
            bytes.append((0..<4).reduce(UInt8(0)) { counts[$1] == 0 ? $0 : $0 | 1 << UInt8($1) })
            for field in 0..<4 where counts[field] > 0 { bytes.append(varint: counts[field]) }
        }
        let positionsStart = bytes.count
        var last: (field: Int, place: UInt32) = (0, 0)
        for occurrence in occurrences {
            let (field, place) = (Occurrence.field(occurrence), Occurrence.place(occurrence))
            bytes.append(varint: UInt64(field == last.field ? place - last.place : place))
            last = (field, place)
        }
        return Item(
            document: document, code: code, shape: shapeStart..<positionsStart, positions: positionsStart..<bytes.count)
    }

    /// Of a document that does not have the word any more.
    func goneItem(_ document: UInt32) -> Item {
        Item(document: document, code: 0, shape: 0..<0, positions: 0..<0, isGone: true)
    }

    /// The postings as they are stored of a range of documents that begins with `start`.
    func stored(_ items: some Collection<Item>, from start: UInt32) -> PostingBytes {
        var stored = PostingBytes()
        var last = start
        for item in items {
            stored.postings.append(varint: UInt64(item.document &- last) << PostingCode.bits | UInt64(item.code))
            stored.postings += bytes[item.shape]
            stored.positions += bytes[item.positions]
            last = item.document
        }
        return stored
    }
}
