import EventModel
import Testing

@Suite("Streams")
struct StreamIDTests {
    @Test func `a name is split at its first hyphen`() {
        let stream = StreamID(parsing: "incident-INC-2026-000123")
        #expect(stream?.category == "incident")
        #expect(stream?.key == "INC-2026-000123")
        #expect(stream?.description == "incident-INC-2026-000123")
    }

    @Test(arguments: ["a--", "a-ü", "ä-1", "a- ", "a-\u{301}x", "a-😀"]) func `a key may be any text`(name: String) {
        #expect(StreamID(parsing: name)?.description == name)
    }

    @Test(arguments: ["", "incident", "-", "-1", "incident-", "a-\n", "a-\u{0}", "\u{7F}-a"])
    func `a part that is missing or a control character makes no name`(name: String) {
        #expect(StreamID(parsing: name) == nil)
    }

    @Test func `the longest name has 400 bytes`() {
        let longest = "incident-" + String(repeating: "ü", count: 195)
        #expect(StreamID(parsing: longest + "x") != nil)
        #expect(StreamID(parsing: longest + "xy") == nil)
    }

    @Test func `streams sort by category, then by key`() {
        let names = ["a-2", "a-10", "b-1", "a-1"].compactMap { StreamID(parsing: $0) }
        #expect(names.sorted().map(\.description) == ["a-1", "a-10", "a-2", "b-1"])
    }

    @Test func `names that Unicode takes for equal are two where their bytes differ`() throws {
        let composed = StreamID(category: "ci", key: "caf\u{E9}")
        let decomposed = StreamID(category: "ci", key: "cafe\u{301}")
        #expect(composed.key == decomposed.key)
        #expect(composed != decomposed && Set([composed, decomposed]).count == 2)
        // 0x65 stands before 0xC3.
        #expect(decomposed < composed && !(composed < decomposed))
        let (left, right) = (PersonID("caf\u{E9}"), PersonID("cafe\u{301}"))
        #expect(left != right && Set([left, right]).count == 2 && right < left && !(left < right))
    }

    @Test(arguments: [83, 84] as [UInt64]) func `parts can be stored where the name they make is read as them`(
        seed: UInt64
    ) {
        var random = SplitMixSource(seed: seed)
        let long = String(repeating: "ü", count: 150)
        var counts = (storable: 0, others: 0)
        for _ in 0..<2000 {
            var parts = [random.text(), random.text()]
            if random.below(4) == 0 { parts[random.below(2)] += long }
            if random.below(4) == 0 {
                parts[random.below(2)] += ["-", "\u{7F}", "\n", ""][random.below(4)]
            }
            let stream = StreamID(category: parts[0], key: parts[1])
            let isRead = StreamID(parsing: stream.description) == stream
            #expect(stream.isStorable == isRead, "seed \(seed): \(parts)")
            if isRead { counts.storable += 1 } else { counts.others += 1 }
        }
        #expect(counts.storable > 100 && counts.others > 100)
        // The two lengths around the limit, which chance seldom meets.
        for (count, isStorable) in [(198, true), (199, false)] {
            let stream = StreamID(category: "abc", key: String(repeating: "ü", count: count))
            #expect(stream.isStorable == isStorable && (StreamID(parsing: stream.description) == stream) == isStorable)
        }
    }

    @Test(arguments: 0...40) func `texts differ wherever one byte does`(count: Int) {
        let text = String(repeating: "x", count: count)
        #expect(text.hasSameBytes(as: String(repeating: "x", count: count)))
        #expect(!text.hasSameBytes(as: text + "x") && !(text + "x").hasSameBytes(as: text))
        for index in 0..<count {
            let other = String(repeating: "x", count: index) + "y" + String(repeating: "x", count: count - index - 1)
            #expect(!text.hasSameBytes(as: other) && !other.hasSameBytes(as: text), "byte \(index)")
        }
        // Marks in another order: equal as texts, and of the same length.
        #expect(!(text + "a\u{323}\u{307}").hasSameBytes(as: text + "a\u{307}\u{323}"))
    }

    @Test(arguments: [81, 82] as [UInt64]) func `text and bytes agree on what a name is`(seed: UInt64) {
        var random = SplitMixSource(seed: seed)
        for _ in 0..<1000 {
            let name = random.text()
            let byBytes = try? Holding<StreamID>(bytes: WireBytes.text(1, name)).value
            #expect(StreamID(parsing: name) == byBytes, "seed \(seed): \(name.debugDescription)")
        }
    }
}

@Suite("Identifiers")
struct TextIdentifierTests {
    @Test func `an identifier has 1 to 200 bytes and no control character`() {
        #expect(PersonID("person-1").problem == nil)
        #expect(PersonID("").problem == "it is empty")
        #expect(PersonID(String(repeating: "x", count: 200)).problem == nil)
        let long = PersonID(String(repeating: "ü", count: 101))
        #expect(long.problem == "it is 202 bytes long, at most 200 are allowed")
        for character in ["\n", "\u{0}", "\u{7F}"] {
            #expect(PersonID("a\(character)b").problem == "it holds a control character")
        }
    }

    @Test func `positions count from one, and none comes after the last`() {
        #expect(Position.zero.next == .first)
        #expect(Position(41).next == Position(42))
        #expect(Position(.max).next == Position(.max))
        #expect(Position(9) < Position(10))
    }

    @Test("texts stand in the order of their bytes, whatever their lengths and signs")
    func order() {
        var random = SplitMixSource(seed: 9)
        for _ in 0..<4_000 {
            // A common beginning, so that eight bytes and more are the same.
            let begin = String(repeating: "x", count: random.below(20))
            let (left, right) = (begin + random.text(), begin + random.text())
            let expected = Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8))
            #expect(left.precedesByBytes(right) == expected, "\(left.debugDescription), \(right.debugDescription)")
        }
    }
}
