import EventModel
import Testing

@Suite("Round trips")
struct RoundTripTests {
    @Test func `an example of every kind of field survives its bytes`() throws {
        #expect(try Everything(bytes: Everything.example.encoded()) == .example)
    }

    @Test func `an example of every kind of field survives its JSON`() throws {
        #expect(try Everything.type.schema.make(Everything.example.json()) == .example)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `random values survive their bytes and their JSON`(seed: UInt64) throws
    {
        var random = SplitMixSource(seed: seed)
        for index in 0..<500 {
            let event = Everything.random(&random)
            let bytes = event.encoded()
            #expect(try Everything(bytes: bytes) == event, "seed \(seed), event \(index)")
            let read = try Everything.type.schema.make(event.json())
            #expect(read == event, "seed \(seed), event \(index), through JSON")
        }
    }

    /// The schema writes from where values stand; its fields, asked one by one, say what it must write.
    @Test(arguments: [4, 5, 6] as [UInt64]) func `what is written is the fields, one after the other`(seed: UInt64) {
        var random = SplitMixSource(seed: seed)
        for index in 0..<500 {
            let event = Everything.random(&random)
            #expect(event.encoded() == event.encodedFields, "seed \(seed), event \(index)")
        }
        #expect(Everything.example.encoded() == Everything.example.encodedFields)
    }

    /// Read into its place, or made of what was read: both are the same value, and end at the same fault.
    @Test(arguments: [7, 8, 9] as [UInt64]) func `read in place is as good as made of what was read`(seed: UInt64) {
        var random = SplitMixSource(seed: seed)
        let made = Everything.madeSchema
        for index in 0..<500 {
            var bytes = Everything.random(&random).encoded()
            // Cut off or changed somewhere, every second time: what was read before the fault is let go.
            if index % 4 == 1 { bytes.removeLast(random.below(bytes.count)) }
            if index % 4 == 3 { bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8)) }
            let (inPlace, whole) = (Everything.type.schema.reading(bytes), made.reading(bytes))
            #expect(inPlace == whole, "seed \(seed), event \(index)")
        }
    }

    @Test(arguments: [Int64.min, -1, 0, 1, 127, 128, 16_383, 16_384, .max])
    func `a number survives at the edges of the lengths of a varint`(value: Int64) throws {
        let bytes = Holding(value: value).encoded()
        #expect(bytes == WireBytes.number(1, UInt64(bitPattern: value)))
        #expect(try Holding<Int64>(bytes: bytes).value == value)
    }

    @Test(arguments: [0, 126, 127, 128, 129, 16_383, 16_384, 70_000])
    func `a nested message survives at the edges of the lengths of its prefix`(count: Int) throws {
        let part = Part(name: String(repeating: "x", count: count), weight: nil)
        let bytes = Holding(value: part).encoded()
        #expect(bytes == WireBytes.block(1, WireBytes.text(1, part.name)))
        #expect(try Holding<Part>(bytes: bytes).value == part)
    }

    @Test(arguments: [0, 1, 7, 8, 9, 15, 16, 17, 100])
    func `a text survives in every length, ASCII and other`(count: Int) throws {
        for character in ["x", "ü", "\u{7F}"] {
            for place in 0...count {
                let ascii = String(repeating: "a", count: count)
                let text = ascii.prefix(place) + character + ascii.suffix(count - place)
                #expect(try Holding<String>(bytes: Holding(value: String(text)).encoded()).value == text)
            }
        }
    }

    @Test func `the bytes are those of the Protocol Buffers encoding`() {
        let expected: [[UInt8]] = [
            WireBytes.text(1, "Träger 📦"), WireBytes.number(2, UInt64(bitPattern: -3)), WireBytes.number(3, .max),
            WireBytes.number(4, 7), WireBytes.number(5, 1), WireBytes.number(6, 42),
            WireBytes.text(7, "incident-INC-2026-000123"), WireBytes.number(8, 1_774_627_200_000_001),
            WireBytes.block(9, [1, 2, 3, 4, 5, 6, 0x77, 8, 0x89, 10, 11, 12, 13, 14, 15, 16]),
            WireBytes.block(10, [0, 255, 16]), WireBytes.number(11, 2), WireBytes.text(12, "desk"),
            WireBytes.block(13, WireBytes.text(1, "wheel") + WireBytes.number(2, UInt64(bitPattern: -1))),
            WireBytes.block(15, WireBytes.text(1, "It hurts.")), WireBytes.text(16, "person-1"),
            WireBytes.text(17, "there"), WireBytes.number(18, 300), WireBytes.number(19, 0), WireBytes.number(20, 7),
            WireBytes.block(21, WireBytes.text(1, "axle")),
            WireBytes.text(30, "a"), WireBytes.text(30, ""), WireBytes.text(30, "ü"),
            WireBytes.block(31, [1, -1, 300, .min, .max].flatMap { WireBytes.varint(UInt64(bitPattern: $0)) }),
            WireBytes.block(32, [1, 7]), WireBytes.block(33, [1, 0]),
            WireBytes.block(34, WireBytes.text(1, "") + WireBytes.number(2, 0)),
            WireBytes.block(3000, []), WireBytes.block(3000, [1, 2]),
        ]
        #expect(Everything.example.encoded() == expected.flatMap { $0 })
    }
}
