import TestSupport
import Testing

@testable import ReadModels

@Suite struct PostingTests {
    private func random(_ document: UInt32, _ random: inout SplitMix) -> Posting {
        var places: [[UInt32]] = Array(repeating: [], count: 4)
        if Bool.random(using: &random) {
            places[0] = [UInt32.random(in: 0..<9, using: &random)]
        } else {
            for field in 0..<4 where field == 2 || Bool.random(using: &random) {
                var (place, list): (UInt32, [UInt32]) = (UInt32.random(in: 0..<300, using: &random), [])
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    list.append(place)
                    place += UInt32.random(in: 1..<200, using: &random)
                }
                places[field] = list
            }
        }
        return Posting(document: document, places: places)
    }

    @Test(
        "postings put, changed and removed in any order are those of a plain dictionary",
        arguments: 0..<30 as Range<UInt64>)
    func bytes(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var (bytes, expected) = (PostingBytes(), [UInt32: Posting]())
        for _ in 0..<400 {
            let document = UInt32.random(in: 1...(seed.isMultiple(of: 2) ? 60 : 4_000_000_000), using: &random)
            if Int.random(in: 0..<4, using: &random) == 0 {
                #expect(bytes.remove(document) == (expected.removeValue(forKey: document) != nil), "seed \(seed)")
            } else {
                let posting = self.random(document, &random)
                #expect(bytes.put(posting) == (expected.updateValue(posting, forKey: document) == nil), "seed \(seed)")
            }
        }
        #expect(bytes.all() == expected.values.sorted { $0.document < $1.document }, "seed \(seed)")
        var cursor = PostingCursor(bytes.postings)
        var count = 0
        while cursor.next() {
            let places = expected[cursor.document]?.places.map { UInt32($0.count) }
            #expect((0..<4).map { cursor.frequencies[$0] } == places, "seed \(seed)")
            count += 1
        }
        #expect(count == expected.count)
        for document in expected.keys { _ = bytes.remove(document) }
        #expect(bytes == PostingBytes())
    }

    @Test("bytes that end in the middle end the postings, whatever they are", arguments: 0..<50 as Range<UInt64>)
    func hostile(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        var cursor = PostingCursor(bytes)
        var steps = 0
        while cursor.next() { steps += 1 }
        #expect(steps <= bytes.count)
    }
}
