// Postings of one word in one range of documents: which of them have it, how often in which field, and where.
//
//     postings    a document each, ascending:
//                 varint    the document's number less that of the one before, times 8, and a code
//                           0…3: the word stands once, in the field of this number; nothing follows
//                           4: more follows
//                 byte      which fields have it, bit by bit
//                 varint …  how often, of each of these fields
//
//     positions   of each document and each of its fields, in the same order, that many varints:
//                 the place among the field's words less the place before, the first less 0
//
// The first document is counted from the range's. Two byte strings, so that ranking reads no positions.

struct PostingBytes: Hashable {
    var postings: [UInt8] = []
    var positions: [UInt8] = []

    var isEmpty: Bool { postings.isEmpty }
}

/// What the code of a posting says.
enum PostingCode {
    static let bits: UInt64 = 3
    static let mask: UInt64 = 7
    /// More than one occurrence; less is the field of the only one.
    static let several: UInt8 = 4
}

/// Goes through postings. Bytes that end in the middle end it: rows bear a checksum, so they are ours.
struct PostingCursor {
    private var reader: VarintReader
    private(set) var document: UInt32
    private(set) var code: UInt8 = 0
    /// How often the word stands in each field; only where the code says that more follows.
    private(set) var frequencies: InlineArray<4, UInt32> = .init(repeating: 0)
    /// Where what follows the code stands.
    private(set) var shape: Range<Int> = 0..<0

    init(_ postings: [UInt8], from start: UInt32) {
        reader = VarintReader(postings)
        document = start
    }

    var isAtEnd: Bool { reader.isAtEnd }

    var occurrences: Int {
        if code < PostingCode.several { return 1 }
        var sum = 0
        for field in 0..<SearchField.count { sum &+= Int(frequencies[field]) }
        return sum
    }

    mutating func next() -> Bool {
        guard !reader.isAtEnd else { return false }
        let head = reader.next64()
        document = UInt32(truncatingIfNeeded: UInt64(document) &+ head >> PostingCode.bits)
        code = UInt8(truncatingIfNeeded: head & PostingCode.mask)
        let start = reader.offset
        if code >= PostingCode.several {
            frequencies = .init(repeating: 0)
            let mask = reader.byte()
            for field in 0..<SearchField.count where mask & 1 << UInt8(field) != 0 {
                frequencies[field] = reader.next()
            }
        }
        shape = start..<reader.offset
        return true
    }

    func frequency(_ field: Int) -> UInt32 {
        code < PostingCode.several ? (Int(code) == field ? 1 : 0) : frequencies[field]
    }

    /// The frequencies, each times the field's weight.
    func frequency(weighted weights: [Double]) -> Double {
        if code < PostingCode.several { return weights[Int(code)] }
        var sum = 0.0
        for field in 0..<SearchField.count where frequencies[field] > 0 {
            sum += weights[field] * Double(frequencies[field])
        }
        return sum
    }
}

/// Where a word stands in a document, as numbers in the order of fields and places.
enum Occurrence {
    static let placeBits: UInt32 = 29
    /// Words behind this one are not indexed: more than any event holds.
    static let lastPlace: UInt32 = 1 << placeBits - 1

    static func number(_ field: Int, _ place: UInt32) -> UInt32 { UInt32(field) << placeBits | place }
    static func field(_ number: UInt32) -> Int { Int(number >> placeBits) & 3 }
    static func place(_ number: UInt32) -> UInt32 { number & lastPlace }
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
        for _ in 0..<count {
            if isAtEnd { return }
            while byte() >= 0x80 {}
        }
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
