// Postings of one word: which documents have it, how often in which field, and where.
//
//     postings    a document each, ascending:
//                 varint    the document's number less that of the one before, times 2, and 1 where more follows
//                           0: the word stands once, and in the title: nothing follows
//                 byte      which fields have it, bit by bit
//                 varint …  how often, of each of these fields
//
//     positions   of each document and each of its fields, in the same order, that many varints:
//                 the place among the field's words less the place before, the first less 0
//
// The first document of a block is counted from 0. Two byte strings, so that ranking reads no positions.

/// A document in which a word stands.
struct Posting: Hashable {
    var document: UInt32
    /// The places of the word, by field, ascending.
    var places: [[UInt32]]

    var fieldMask: UInt8 {
        places.indices.reduce(0) { places[$1].isEmpty ? $0 : $0 | 1 << UInt8($1) }
    }
}

/// Changes postings where they stand, without taking the others apart.
struct PostingBytes: Hashable {
    var postings: [UInt8] = []
    var positions: [UInt8] = []

    var byteCount: Int { postings.count + positions.count }

    /// Puts `posting` in its place, instead of what is there of its document. True where there was none.
    mutating func put(_ posting: Posting) -> Bool {
        let place = find(posting.document)
        let isNew = !remove(at: place)
        insert(posting, at: place)
        return isNew
    }

    /// Takes the document out. False where it is not there.
    mutating func remove(_ document: UInt32) -> Bool { remove(at: find(document)) }

    /// Puts a document behind all others, of which `last` is the last; nil where there is none.
    mutating func append(_ posting: Posting, after last: UInt32?) {
        append(posting, after: last ?? 0, to: &postings)
        PostingBytes.appendPositions(of: posting, to: &positions)
    }

    /// Every posting, taken apart.
    func all() -> [Posting] {
        var cursor = PostingCursor(postings)
        var reader = VarintReader(positions)
        var found: [Posting] = []
        while cursor.next() {
            var places: [[UInt32]] = Array(repeating: [], count: SearchField.count)
            for field in 0..<SearchField.count where cursor.frequencies[field] > 0 {
                var last: UInt32 = 0
                for _ in 0..<cursor.frequencies[field] {
                    last &+= reader.next()
                    places[field].append(last)
                }
            }
            found.append(Posting(document: cursor.document, places: places))
        }
        return found
    }

    /// Where a document's posting stands, or would.
    private struct Place {
        var document: UInt32
        /// The document before it, 0 where there is none.
        var before: UInt32
        /// Where the posting begins, and where what follows it does.
        var posting: Range<Int>
        var position: Range<Int>
        var isThere: Bool
    }

    private func find(_ document: UInt32) -> Place {
        var cursor = PostingCursor(postings)
        var reader = VarintReader(positions)
        var before: UInt32 = 0
        while true {
            let (start, positionStart) = (cursor.offset, reader.offset)
            let isEnd = !cursor.next()
            if isEnd || cursor.document > document {
                return Place(
                    document: document, before: before, posting: start..<start,
                    position: positionStart..<positionStart, isThere: false)
            }
            reader.skip(cursor.occurrences)
            if cursor.document == document {
                return Place(
                    document: document, before: before, posting: start..<cursor.offset,
                    position: positionStart..<reader.offset, isThere: true)
            }
            before = cursor.document
        }
    }

    private mutating func remove(at place: Place) -> Bool {
        guard place.isThere else { return false }
        rewriteNext(at: place.posting.upperBound, from: place.document, to: place.before)
        postings.removeSubrange(place.posting)
        positions.removeSubrange(place.position)
        return true
    }

    private mutating func insert(_ posting: Posting, at place: Place) {
        rewriteNext(at: place.posting.lowerBound, from: place.before, to: posting.document)
        var bytes: [UInt8] = []
        append(posting, after: place.before, to: &bytes)
        postings.insert(contentsOf: bytes, at: place.posting.lowerBound)
        bytes.removeAll(keepingCapacity: true)
        PostingBytes.appendPositions(of: posting, to: &bytes)
        positions.insert(contentsOf: bytes, at: place.position.lowerBound)
    }

    /// The document that begins at `offset` is counted from another one from now on.
    private mutating func rewriteNext(at offset: Int, from: UInt32, to: UInt32) {
        guard offset < postings.count else { return }
        var reader = VarintReader(postings, at: offset)
        let head = reader.next64()
        let document = UInt64(from) &+ head >> 1
        var bytes: [UInt8] = []
        bytes.append(varint: (document &- UInt64(to)) << 1 | head & 1)
        postings.replaceSubrange(offset..<reader.offset, with: bytes)
    }

    private func append(_ posting: Posting, after last: UInt32, to bytes: inout [UInt8]) {
        let difference = UInt64(posting.document &- last) << 1
        let mask = posting.fieldMask
        if mask == 1, posting.places[0].count == 1 { return bytes.append(varint: difference) }
        bytes.append(varint: difference | 1)
        bytes.append(mask)
        for places in posting.places where !places.isEmpty { bytes.append(varint: UInt64(places.count)) }
    }

    private static func appendPositions(of posting: Posting, to bytes: inout [UInt8]) {
        for places in posting.places {
            var last: UInt32 = 0
            for place in places {
                bytes.append(varint: UInt64(place &- last))
                last = place
            }
        }
    }
}

/// Goes through postings. Bytes that end in the middle end it: rows bear a checksum, so they are ours.
struct PostingCursor {
    private var reader: VarintReader
    private(set) var document: UInt32 = 0
    private(set) var frequencies: InlineArray<4, UInt32> = .init(repeating: 0)

    init(_ postings: [UInt8]) { reader = VarintReader(postings) }

    var offset: Int { reader.offset }
    var occurrences: Int { (0..<SearchField.count).reduce(0) { $0 + Int(frequencies[$1]) } }

    mutating func next() -> Bool {
        guard !reader.isAtEnd else { return false }
        let head = reader.next64()
        document = UInt32(truncatingIfNeeded: UInt64(document) &+ head >> 1)
        frequencies = .init(repeating: 0)
        guard head & 1 == 1 else {
            frequencies[0] = 1
            return true
        }
        let mask = reader.byte()
        for field in 0..<SearchField.count where mask & 1 << UInt8(field) != 0 { frequencies[field] = reader.next() }
        return true
    }
}

/// Reads numbers of 7 bits a byte, the lowest first.
struct VarintReader {
    private let bytes: [UInt8]
    private(set) var offset: Int

    init(_ bytes: [UInt8], at offset: Int = 0) { (self.bytes, self.offset) = (bytes, offset) }

    var isAtEnd: Bool { offset >= bytes.count }

    mutating func byte() -> UInt8 {
        guard offset < bytes.count else { return 0 }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func next() -> UInt32 { UInt32(truncatingIfNeeded: next64()) }

    mutating func next64() -> UInt64 {
        let first = byte()
        if first < 0x80 { return UInt64(first) }
        var (value, shift) = (UInt64(first & 0x7F), UInt64(7))
        while shift < 64, offset < bytes.count {
            let next = byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { break }
            shift += 7
        }
        return value
    }

    mutating func skip(_ count: Int) {
        for _ in 0..<count { while byte() >= 0x80 {} }
    }
}

extension [UInt8] {
    mutating func append(varint value: UInt64) {
        var left = value
        while left >= 0x80 {
            append(UInt8(truncatingIfNeeded: left) | 0x80)
            left >>= 7
        }
        append(UInt8(left))
    }
}
