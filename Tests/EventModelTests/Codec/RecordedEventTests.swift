import EventModel
import Testing

@Suite("The envelope")
struct RecordedEventTests {
    @Test func `the example survives its bytes and its JSON`() throws {
        let record = RecordedEvent.example
        #expect(try RecordedEvent(decoding: record.encoded.span.bytes) == record)
        #expect(try RecordedEvent(json: record.json(nil)) == record)
    }

    @Test(arguments: [41, 42] as [UInt64]) func `random records survive their bytes`(seed: UInt64) throws {
        var random = SplitMixSource(seed: seed)
        for index in 0..<1000 {
            let record = RecordedEvent.random(&random)
            #expect(try RecordedEvent(decoding: record.encoded.span.bytes) == record, "seed \(seed), record \(index)")
        }
    }

    @Test func `a record is read as a field of another message too`() throws {
        let bytes = Holding(value: RecordedEvent.example).encoded()
        #expect(try Holding<RecordedEvent>(bytes: bytes).value == .example)
    }

    @Test func `a number drawn from a sequence has six digits, or more where it needs them`() {
        #expect(DrawnNumber(sequence: "INC-2026", number: 0).text == "INC-2026-000000")
        #expect(DrawnNumber(sequence: "INC-2026", number: 123).text == "INC-2026-000123")
        #expect(DrawnNumber(sequence: "INC-2026", number: 999_999).text == "INC-2026-999999")
        #expect(DrawnNumber(sequence: "INC-2026", number: 1_000_000).text == "INC-2026-1000000")
    }
}
