import EventModel
import TestSupport

/// Values of every kind from a seed, the awkward ones more often than chance would have them.
struct SplitMixSource {
    var generator: SplitMix

    init(seed: UInt64) { generator = SplitMix(seed: seed) }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
    mutating func flag() -> Bool { below(2) == 0 }
    mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: generator.next()) }

    mutating func unsigned() -> UInt64 {
        // Any number of bits, so that every length of a varint comes up.
        let bits = below(65)
        return bits == 0 ? 0 : generator.next() >> UInt64(64 - bits)
    }
    mutating func number() -> Int64 {
        let value = Int64(truncatingIfNeeded: unsigned())
        return flag() ? value : ~value
    }

    mutating func instant() -> Instant {
        Instant(micros: .random(in: Instant.earliest.micros...Instant.latest.micros, using: &generator))
    }

    mutating func text() -> String {
        let pieces = ["a", "INC", "ü", "€", "😀", "\u{301}", "\u{0}", "-", " ", "\"", "\\", "\u{7F}", "ﬁ", "\n"]
        let count = [0, 1, 7, 15, 16, 40, 300][below(7)]
        return (0..<count).map { _ in pieces[below(below(3) == 0 ? pieces.count : 2)] }.joined()
    }

    mutating func stream() -> StreamID {
        let keys = ["1", "-", "INC-2026-000123", "\u{301}x", "ü", "a b"]
        return StreamID(category: ["incident", "matrix", "ä"][below(3)], key: element(of: keys))
    }

    mutating func bytes() -> RawBytes { RawBytes((0..<below(40)).map { _ in byte() }) }
    mutating func colour() -> Colour { element(of: Colour.allCases) }
    mutating func part() -> Part { Part(name: text(), weight: maybe { $0.number() }) }

    mutating func element<Value>(of values: [Value]) -> Value { values[below(values.count)] }
    mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? { flag() ? make(&self) : nil }
    mutating func list<Value>(_ make: (inout Self) -> Value) -> [Value] {
        (0..<[0, 1, 2, 9][below(4)]).map { _ in make(&self) }
    }
}
