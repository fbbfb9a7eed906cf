// How a word's postings are parted. A range of documents is 2^bits of them, and begins with a multiple of that; all of them
// are the range of 32 bits. One whose postings weigh more than a row holds is halved, and so on. So where postings stand
// follows from the documents alone, in whatever order and portions they came: an index that was built anew is, byte by
// byte, the one that was kept. And a document that changes, changes one row.
//
// The list of a word's ranges, in order and without gaps, is a byte each: bits times 2, and 1 where any document has the
// word. Empty ones at the end are left out; without halves there is no list.

/// A range of documents.
struct PostingRange: Hashable {
    let start: UInt32
    let bits: UInt8

    static let all = PostingRange(start: 0, bits: 32)

    /// The first number behind it.
    var end: UInt64 { UInt64(start) + 1 << bits }
    var halves: (PostingRange, PostingRange)? {
        guard bits > 0 else { return nil }
        let half = bits - 1
        return (PostingRange(start: start, bits: half), PostingRange(start: start | 1 << half, bits: half))
    }
}

/// A range that is not halved.
struct PostingPart: Hashable {
    let range: PostingRange
    var isEmpty: Bool

    /// Those of a word's list, and the empty ones behind them; none where there is no list.
    static func list(_ bytes: [UInt8]) -> [PostingPart] {
        var (parts, start): ([PostingPart], UInt64) = ([], 0)
        parts.reserveCapacity(bytes.count)
        for byte in bytes {
            let range = PostingRange(start: UInt32(truncatingIfNeeded: start), bits: min(byte >> 1, 32))
            parts.append(PostingPart(range: range, isEmpty: byte & 1 == 0))
            start = range.end
        }
        // Behind the last range with postings each is the other half of one that has it.
        while start > 0, start < PostingRange.all.end {
            let range = PostingRange(start: UInt32(start), bits: UInt8(start.trailingZeroBitCount))
            parts.append(PostingPart(range: range, isEmpty: true))
            start = range.end
        }
        return parts
    }

    static func bytes(_ parts: [PostingPart]) -> [UInt8] {
        let last = parts.lastIndex { !$0.isEmpty } ?? 0
        return parts.prefix(last + 1).map { $0.range.bits << 1 | ($0.isEmpty ? 0 : 1) }
    }
}
