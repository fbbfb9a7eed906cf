import EventModel
import Testing

/// The bytes of a record are hashed and never written again, so there is one way to write a value. Every other is an error.
@Suite("Canonical form")
struct CanonicalFormTests {
    @Test func `fields out of order are refused`() {
        let bytes = WireBytes.number(2, 5) + WireBytes.text(1, "wheel")
        #expect(Holding<Part>.refusal(of: WireBytes.block(1, bytes))?.reason == .missingField(1))
        let unknown = WireBytes.text(1, "wheel") + WireBytes.number(4, 1) + WireBytes.number(3, 1)
        #expect(Holding<Part>.refusal(of: WireBytes.block(1, unknown))?.reason == .fieldOutOfOrder(3))
    }

    @Test func `a singular field that comes twice is refused`() {
        let twice = WireBytes.number(1, 5) + WireBytes.number(1, 5)
        #expect(Holding<Int64>.refusal(of: twice)?.reason == .fieldOutOfOrder(1))
        #expect(Holding<Int64?>.refusal(of: twice)?.reason == .fieldOutOfOrder(1))
    }

    @Test func `a packed list in two pieces is refused`() {
        let twice = WireBytes.block(1, [1, 2]) + WireBytes.block(1, [3])
        #expect(Holding<[Int64]>.refusal(of: twice)?.reason == .fieldOutOfOrder(1))
    }

    @Test func `an empty packed list is refused`() {
        let error = Holding<[Int64]>.refusal(of: WireBytes.block(1, []))
        #expect(error?.reason == .badValue("an empty list of integers is not written at all"))
    }

    @Test func `a list of integers that is not packed is refused`() {
        let single = WireBytes.number(1, 5)
        #expect(Holding<[Int64]>.refusal(of: single)?.reason == .wrongWireType(field: 1))
    }

    @Test func `another wire type than the schema's is refused`() {
        #expect(Holding<Int64>.refusal(of: WireBytes.text(1, "5"))?.reason == .wrongWireType(field: 1))
        #expect(Holding<String>.refusal(of: WireBytes.number(1, 5))?.reason == .wrongWireType(field: 1))
        #expect(Holding<Int64?>.refusal(of: WireBytes.text(1, "5"))?.reason == .wrongWireType(field: 1))
        let mixed = WireBytes.text(1, "a") + WireBytes.number(1, 5)
        #expect(Holding<[String]>.refusal(of: mixed)?.reason == .wrongWireType(field: 1))
        let fixed = WireBytes.tag(1, 1) + [0, 0, 0, 0, 0, 0, 0, 0]
        #expect(Holding<Int64>.refusal(of: fixed)?.reason == .wrongWireType(field: 1))
    }

    @Test(arguments: [
        [0x80, 0x00], [0xFF, 0x00], [0x80, 0x80, 0x00], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x81, 0x00],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
    ])
    func `a number written longer than need be, or past 64 bits, is refused`(varint: [UInt8]) {
        let error = Holding<UInt64>.refusal(of: [0x08] + varint)
        #expect(error == DecodeError(.overlongInteger, offset: 1))
        #expect(Holding<String>.refusal(of: [0x0A] + varint)?.reason == .overlongInteger, "as a length")
        #expect(Holding<Int64?>.refusal(of: varint)?.reason == .overlongInteger, "as a tag")
    }

    @Test func `the largest number is read`() throws {
        let bytes: [UInt8] = [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]
        #expect(try Holding<UInt64>(bytes: bytes).value == .max)
    }

    @Test func `a field number of zero or past the largest is refused`() {
        #expect(Holding<Int64?>.refusal(of: [0x00, 0x05])?.reason == .badTag(0))
        let tag = (1 << 29) << 3 as UInt64
        #expect(Holding<Int64?>.refusal(of: WireBytes.varint(tag) + [5])?.reason == .badTag(tag))
    }

    @Test func `a length past the end is refused, however large`() {
        for length in [4, 127, UInt64(Int64.max), UInt64(Int64.max) + 1, .max] {
            let error = Holding<String>.refusal(of: WireBytes.tag(1, 2) + WireBytes.varint(length) + [1, 2, 3])
            #expect(error?.reason == .truncated, "\(length)")
        }
    }

    @Test func `a nested message cannot reach past its end`() {
        // The inner text says four bytes, the message holds two of them; two more follow behind it.
        let inner = WireBytes.tag(1, 2) + [4, 0x61, 0x62]
        let bytes = WireBytes.block(1, inner) + [0x63, 0x64]
        #expect(Holding<Part>.refusal(of: bytes) == DecodeError(.truncated, offset: 4))
    }
}
