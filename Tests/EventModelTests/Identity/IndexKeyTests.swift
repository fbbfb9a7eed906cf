import EventModel
import Testing

/// The order of the bytes is the order of the values: LMDB knows no other.
@Suite("Index keys")
struct IndexKeyTests {
    @Test func `integers sort by value`() {
        let values: [Int64] = [.min, .min + 1, -256, -255, -1, 0, 1, 255, 256, .max - 1, .max]
        for (left, right) in zip(values, values.dropFirst()) { #expect(IndexKey(left) < IndexKey(right)) }
        #expect(IndexKey(Int64(5)).bytes.count == 8)
    }

    @Test(arguments: [91, 92] as [UInt64]) func `random values sort as they do`(seed: UInt64) {
        var random = SplitMixSource(seed: seed)
        for _ in 0..<2000 {
            let numbers = (random.number(), random.number())
            #expect((IndexKey(numbers.0) < IndexKey(numbers.1)) == (numbers.0 < numbers.1), "seed \(seed): \(numbers)")
            let instants = (random.instant(), random.instant())
            #expect(
                (IndexKey(instants.0) < IndexKey(instants.1)) == (instants.0 < instants.1), "seed \(seed): \(instants)")
            let texts = (random.text(), random.text())
            guard texts.0.utf8.count <= IndexKey.longestText, texts.1.utf8.count <= IndexKey.longestText else {
                continue
            }
            let inOrder = texts.0.utf8.lexicographicallyPrecedes(texts.1.utf8)
            #expect((IndexKey(texts.0) < IndexKey(texts.1)) == inOrder, "seed \(seed): \(texts)")
        }
    }

    @Test func `a text sorts before its continuations`() {
        #expect(IndexKey("INC-1") < IndexKey("INC-10"))
        #expect(IndexKey("") < IndexKey("\u{1}"))
    }

    @Test func `texts longer than 200 bytes share the key of what they begin with`() {
        let long = String(repeating: "x", count: 200)
        #expect(IndexKey(long + "a") == IndexKey(long + "b"))
        #expect(IndexKey(String(repeating: "x", count: 199)) != IndexKey(long))
    }

    @Test(arguments: ["", "I", "INC", "INC-2026-0001", "ü"]) func `a range holds every text that begins with one`(
        start: String
    ) {
        let range = KeyRange.beginning(with: start)
        for end in ["", "0", "\u{1}", "ü", "😀", "\u{10FFFF}"] { #expect(range.contains(IndexKey(start + end))) }
        for other in ["H", "IMD", "v", "\u{1}"] where !other.hasPrefix(start) {
            #expect(!range.contains(IndexKey(other)), "\(other)")
        }
    }

    @Test func `a range of one key holds no other`() {
        let range = KeyRange.exactly(IndexKey("INC-1"))
        #expect(range.contains(IndexKey("INC-1")))
        for other in ["INC-", "INC-10", "INC-1\u{1}", "INC-2"] { #expect(!range.contains(IndexKey(other)), "\(other)") }
        #expect(KeyRange.all.contains(IndexKey("")) && KeyRange.all.contains(IndexKey(Int64.max)))
    }
}
