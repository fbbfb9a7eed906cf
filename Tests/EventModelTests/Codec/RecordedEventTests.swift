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

    @Test(arguments: [45, 46] as [UInt64]) func `types come out right whatever was read before`(seed: UInt64) throws {
        var random = SplitMixSource(seed: seed)
        // Some end in the same bytes, and so take the same place.
        let names = [
            "IncidentPrioritised", "ProblemPrioritised", "ServiceRequestPrioritised", "ÄnderungPrioritised",
            "Prioritised",
            "fifteen letters", "sixteen  letters", "seventeen letters",
        ]
        var memory = RecordMemory()
        for index in 0..<1000 {
            let type = random.element(of: names)
            let record = RecordedEvent(.random(&random), type: type, commitIndex: 0)
            let found = try RecordedEvent(decoding: record.encoded.span.bytes, memory: &memory)
            #expect(found == record, "seed \(seed), record \(index)")
        }
    }

    @Test(arguments: [47, 48] as [UInt64])
    func `a payload's room is used again, and whoever keeps a record keeps its payload`(seed: UInt64) throws {
        var random = SplitMixSource(seed: seed)
        var memory = RecordMemory()
        var kept: [(found: RecordedEvent, expected: RecordedEvent)] = []
        for index in 0..<500 {
            let record = RecordedEvent.random(&random)
            let stream = index % 2 == 0 ? record.stream : nil
            let found = try RecordedEvent.decode(record.encoded.span.bytes, stream: stream, memory: &memory)
            #expect(found == record, "seed \(seed), record \(index)")
            if index % 3 == 0 { kept.append((found, record)) }
            memory.reuse(found)
        }
        for (found, expected) in kept { #expect(found == expected, "seed \(seed)") }
    }

    @Test func `a stream that is known is not read, and must be there all the same`() throws {
        let other = StreamID(category: "matrix", key: "priority")
        var memory = RecordMemory()
        let bytes = RecordedEvent.example.encoded
        #expect(try RecordedEvent.decode(bytes.span.bytes, stream: other, memory: &memory).stream == other)
        let without = WireBytes.number(1, 1) + WireBytes.number(2, 1) + WireBytes.number(3, 1) + WireBytes.text(6, "A")
        #expect(throws: DecodeError.self) {
            try RecordedEvent.decode(without.span.bytes, stream: other, memory: &memory)
        }
    }

    /// The encoder that the log uses is written out; the schema declares what it must give.
    @Test(arguments: [43, 44] as [UInt64]) func `the log's encoder writes what the schema says`(seed: UInt64) {
        var random = SplitMixSource(seed: seed)
        for index in 0..<1000 {
            let any = RecordedEvent.random(&random)
            let record = RecordedEvent(any, commitIndex: UInt32(index % 3))
            let encoder = RecordEncoder(
                actor: any.actor, commandID: any.commandID, commitCount: any.commitCount, causation: any.causation,
                correlation: any.correlation, reason: any.reason, claims: any.claims)
            let event = RecordEncoder.Event(
                position: any.position, version: any.version, recordedAt: any.recordedAt, stream: any.stream,
                drawn: any.drawn, type: any.type, schemaVersion: any.schemaVersion, occurredAt: any.occurredAt,
                commitIndex: record.commitIndex, payload: any.payload)
            #expect(encoder.encode(event) == record.encoded, "seed \(seed), record \(index)")
            #expect(encoder.encode(event, headroom: 3) == [0, 0, 0] + record.encoded)
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

extension RecordedEvent {
    /// Claims stand on a commit's first event.
    fileprivate init(_ event: RecordedEvent, type: String? = nil, commitIndex: UInt32) {
        self.init(
            position: event.position, version: event.version, recordedAt: event.recordedAt, stream: event.stream,
            drawn: event.drawn, type: type ?? event.type, schemaVersion: event.schemaVersion,
            occurredAt: event.occurredAt,
            actor: event.actor, commandID: event.commandID, commitIndex: commitIndex,
            commitCount: event.commitCount, causation: event.causation, correlation: event.correlation,
            reason: event.reason, claims: commitIndex == 0 ? event.claims : [], payload: event.payload)
    }
}
