import EventModel
import TestSupport
import Testing

@testable import EventLog

/// The two decoders of the envelope: the schema's, and the one by hand that every read of the log takes.
@Suite struct RecordTests {
    private func randomEvent(_ generator: inout SplitMix) -> RecordedEvent {
        func text(_ generator: inout SplitMix) -> String {
            String((0..<Int(generator.next() % 30) + 1).map { _ in "aäß€-𝄞z".randomElement(using: &generator) ?? "a" })
        }
        func maybe<Value>(_ value: Value, _ generator: inout SplitMix) -> Value? {
            generator.next() % 2 == 0 ? value : nil
        }
        return RecordedEvent(
            position: Position(generator.next() % 1000 + 1), version: generator.next() >> (generator.next() % 64),
            recordedAt: Instant(micros: Int64(bitPattern: generator.next())),
            stream: StreamID(category: "incident", key: text(&generator)),
            drawn: maybe(DrawnNumber(sequence: text(&generator), number: generator.next()), &generator),
            type: text(&generator), schemaVersion: UInt32(truncatingIfNeeded: generator.next()),
            occurredAt: Instant(micros: Int64(bitPattern: generator.next())),
            actor: Actor(
                principal: PersonID(text(&generator)),
                kind: ActorKind.allCases.randomElement(using: &generator) ?? .person,
                onBehalfOf: maybe(PersonID(text(&generator)), &generator)),
            commandID: CommandID(high: generator.next(), low: generator.next()), commitIndex: 0, commitCount: 1,
            causation: maybe(Position(generator.next()), &generator), correlation: maybe(Position(1), &generator),
            reason: maybe(text(&generator), &generator),
            claims: (0..<generator.next() % 3).map { _ in
                KeyClaim(.release, namespace: text(&generator), key: text(&generator))
            },
            payload: (0..<generator.next() % 300).map { UInt8(truncatingIfNeeded: $0) })
    }

    private func decode(_ bytes: [UInt8]) -> (Result<RecordedEvent, DecodeError>, Result<RecordedEvent, DecodeError>) {
        (
            Result { () throws(DecodeError) in try RecordedEvent(record: bytes.span.bytes) },
            Result { () throws(DecodeError) in try RecordedEvent(decoding: bytes.span.bytes) }
        )
    }

    @Test func `both decoders give the same event, and the same error for hostile bytes`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMix(seed: seed)
        for _ in 0..<300 {
            let event = randomEvent(&generator)
            var bytes = event.encoded
            let (byHand, bySchema) = decode(bytes)
            #expect(byHand == .success(event) && bySchema == .success(event), "seed \(seed)")
            for _ in 0..<10 {
                let index = Int(generator.next() % UInt64(bytes.count))
                bytes[index] ^= 1 << UInt8(generator.next() % 8)
                let (byHand, bySchema) = decode(bytes)
                #expect(byHand == bySchema, "seed \(seed)")
            }
            let (cutByHand, cutBySchema) = decode(Array(bytes.prefix(Int(generator.next() % UInt64(bytes.count)))))
            #expect(cutByHand == cutBySchema, "seed \(seed)")
        }
    }

    @Test func `a stored row is the checksum, little-endian, and the exact record`() {
        let row = RecordRow.encode(Array("record".utf8), at: 1)
        #expect(row.count == 14)
        #expect(Array(row.suffix(6)) == Array("record".utf8))
        #expect(RecordRow.encode(Array("record".utf8), at: 2).prefix(8) != row.prefix(8))
    }
}
