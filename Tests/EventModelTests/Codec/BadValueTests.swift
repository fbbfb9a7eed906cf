import EventModel
import Testing

/// Bytes of the right form whose value the type does not have.
@Suite("Bad values")
struct BadValueTests {
    @Test func `a truth value is zero or one`() {
        let error = Holding<Bool>.refusal(of: WireBytes.number(1, 2))
        #expect(error?.reason == .badValue("a truth value is 0 or 1, not 2"))
    }

    @Test func `a number of 32 bits has no more`() throws {
        #expect(try Holding<UInt32>(bytes: WireBytes.number(1, 0xFFFF_FFFF)).value == .max)
        let error = Holding<UInt32>.refusal(of: WireBytes.number(1, 0x1_0000_0000))
        #expect(error?.reason == .badValue("4294967296 needs more than 32 bits"))
    }

    @Test(arguments: [0, 3, 8, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF_FFFF_FFFF] as [UInt64])
    func `a number that an enumeration does not have stops the reader`(number: UInt64) {
        let error = Holding<Colour>.refusal(of: WireBytes.number(1, number))
        #expect(error?.reason == .unknownCase(type: "Colour", number: Int64(bitPattern: number)))
    }

    @Test(arguments: [Int64.min, Instant.earliest.micros - 1, Instant.latest.micros + 1, .max])
    func `an instant outside the years 1 to 9999 is refused`(micros: Int64) {
        let error = Holding<Instant>.refusal(of: WireBytes.number(1, UInt64(bitPattern: micros)))
        #expect(error?.description.hasPrefix("an instant lies in the years 1 to 9999; \(micros) µs") == true)
    }

    @Test(arguments: ["", "incident", "-1", "incident-", "in\u{1}-1", "incident-\u{7F}"])
    func `a stream's name has two parts and no control character`(name: String) {
        let error = Holding<StreamID>.refusal(of: WireBytes.text(1, name))
        #expect(error == DecodeError(.badValue("a stream is named category-key"), offset: 2))
    }

    @Test func `a stream's name has at most 400 bytes`() throws {
        let longest = "c-" + String(repeating: "k", count: 398)
        #expect(try Holding<StreamID>(bytes: WireBytes.text(1, longest)).value.description == longest)
        #expect(Holding<StreamID>.refusal(of: WireBytes.text(1, longest + "k")) != nil)
    }

    @Test(arguments: [0, 15, 17]) func `a command id is sixteen bytes`(count: Int) {
        let error = Holding<CommandID>.refusal(of: WireBytes.block(1, Array(repeating: 1, count: count)))
        #expect(error?.reason == .badValue("a command id is 16 bytes"))
    }

    @Test(arguments: [
        [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE2, 0x82],
        [0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0xFF], [0xFF, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61],
    ])
    func `a text that is not UTF-8 is refused, with the place where it begins`(text: [UInt8]) {
        #expect(Holding<String>.refusal(of: WireBytes.block(1, text)) == DecodeError(.invalidText, offset: 2))
        let stream = Array("a-".utf8) + text
        #expect(Holding<StreamID>.refusal(of: WireBytes.block(1, stream)) == DecodeError(.invalidText, offset: 4))
    }

    @Test func `an error in a nested message counts from the start of the whole`() {
        let bytes = WireBytes.text(1, "0123456789") + WireBytes.block(13, WireBytes.block(1, [0xFF]))
        let parts = Holding<[Part]>.refusal(
            of: WireBytes.block(1, WireBytes.text(1, "ab")) + WireBytes.block(1, WireBytes.block(1, [0xFF])))
        #expect(parts == DecodeError(.invalidText, offset: 10))
        #expect(Everything.refusal(of: bytes)?.reason == .missingField(2))
    }

    @Test func `every reason reads as a sentence with its place`() {
        let reasons: [(DecodeError.Reason, String)] = [
            (.truncated, "the bytes end inside a value (at byte 9)"),
            (.overlongInteger, "an integer is longer than 64 bits, or than it need be (at byte 9)"),
            (.invalidText, "a text is not valid UTF-8 (at byte 9)"),
            (.missingField(3), "the required field 3 is missing (at byte 9)"),
            (.fieldOutOfOrder(3), "field 3 does not stand in ascending order (at byte 9)"),
            (.wrongWireType(field: 3), "field 3 has another wire type than its schema (at byte 9)"),
            (.badTag(3), "3 is not a field's tag (at byte 9)"),
            (.unknownCase(type: "Colour", number: 3), "Colour has no case with the number 3 (at byte 9)"),
            (.unknownType("Gone"), "no event type is named Gone; a newer release may know it (at byte 9)"),
            (
                .unknownVersion(type: "Gone", version: 3),
                "version 3 of Gone is not known; a newer release may know it (at byte 9)"
            ),
            (.badValue("it is bad"), "it is bad (at byte 9)"),
        ]
        for (reason, text) in reasons { #expect(DecodeError(reason, offset: 9).description == text) }
    }
}
