import EventModel
import Testing

/// Whatever the bytes are, reading them gives a value or an error, and never traps or reads past the end.
@Suite("Hostile bytes")
struct HostileBytesTests {
    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func `changed bytes are a value with one form, or an error`(seed: UInt64) throws {
        var random = SplitMixSource(seed: seed)
        let originals = (0..<100).map { _ in Everything.random(&random).encoded() }
        var (read, refused) = (0, 0)
        for index in 0..<5000 {
            let bytes = random.element(of: originals).mutated(&random)
            do throws(DecodeError) {
                let event = try Everything(bytes: bytes)
                let again = event.encoded()
                // Only unknown fields are left out; everything else has one form.
                let reread = try Everything(bytes: again)
                let isOneForm = again == bytes || again.count < bytes.count && reread == event
                if !isOneForm { Issue.record("seed \(seed), input \(index): \(bytes) is written as \(again)") }
                read += 1
            } catch {
                if error.offset > bytes.count { Issue.record("seed \(seed), input \(index): \(error) in \(bytes)") }
                refused += 1
            }
        }
        #expect(read > 300 && refused > 2000, "seed \(seed): both happen, or the test shows little")
    }

    @Test(arguments: [21, 22] as [UInt64])
    func `random bytes are a value or an error`(seed: UInt64) {
        var random = SplitMixSource(seed: seed)
        for _ in 0..<10_000 {
            let bytes = (0..<random.below(80)).map { _ in random.below(3) == 0 ? random.byte() : random.byte() & 0x1F }
            if let error = Everything.refusal(of: bytes), error.offset > bytes.count {
                Issue.record("seed \(seed): \(error) in \(bytes)")
            }
            if let error = Loose.refusal(of: bytes), error.offset > bytes.count {
                Issue.record("seed \(seed): \(error) in \(bytes)")
            }
        }
    }

    @Test func `every beginning of an example is an error, or all that it lacks is optional`() throws {
        let bytes = Everything.example.encoded()
        for count in 0..<bytes.count {
            let part = Array(bytes.prefix(count))
            guard let event = try? Everything(bytes: part) else { continue }
            #expect(event.encoded() == part, "the first \(count) bytes")
        }
        #expect(Everything.refusal(of: Array(bytes.prefix(20))) != nil)
    }

    @Test(arguments: [31, 32, 33] as [UInt64])
    func `changed records are read alike by the schema and by hand`(seed: UInt64) throws {
        var random = SplitMixSource(seed: seed)
        let originals = (0..<100).map { _ in RecordedEvent.random(&random).encoded }
        for index in 0..<3000 {
            let bytes = random.element(of: originals).mutated(&random)
            let byHand = Result { () throws(DecodeError) in try RecordedEvent(decoding: bytes.span.bytes) }
            let bySchema = Result { () throws(DecodeError) in
                var reader = WireReader(bytes.span.bytes)
                return try RecordedEvent.schema.decode(&reader)
            }
            if byHand != bySchema { Issue.record("seed \(seed), input \(index): \(byHand) and \(bySchema)") }
        }
    }
}

/// Nothing in it is required, so that random bytes get further.
private struct Loose: DomainEvent {
    let number: Int64?
    let texts: [String]
    let parts: [Part]
    let note: PersonalText?
    let numbers: [Int64]
    static let type = EventType(
        "Loose", version: 1,
        Field(1, "number", \Loose.number, "A number."),
        Field(2, "texts", \.texts, "Texts."),
        Field(3, "parts", \.parts, "Messages."),
        Field(4, "note", \.note, "A text about a person."),
        Field(5, "numbers", \.numbers, "Numbers."))
    static let summary = "Something happened."
    static let example = Loose(number: 1, texts: ["a"], parts: [], note: "b", numbers: [2])
}

extension [UInt8] {
    /// The bytes with one to three changes: a bit, a byte, a piece left out, doubled or cut off.
    fileprivate func mutated(_ random: inout SplitMixSource) -> [UInt8] {
        var bytes = self
        for _ in 0...random.below(3) {
            guard !bytes.isEmpty else { return bytes }
            let place = random.below(bytes.count)
            let end = Swift.min(bytes.count, place + 1 + random.below(8))
            switch random.below(7) {
            case 0: bytes[place] ^= 1 << UInt8(random.below(8))
            case 1: bytes[place] = random.byte()
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(random.byte(), at: place)
            case 4: bytes.removeSubrange(place..<end)
            case 5: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }
}
