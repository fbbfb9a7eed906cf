import EventModel
import Testing

@Suite("Presence")
struct PresenceTests {
    @Test func `a zero is written`() throws {
        #expect(Holding<Int64>(value: 0).encoded() == [0x08, 0])
        #expect(Holding<Bool>(value: false).encoded() == [0x08, 0])
        #expect(Holding<String>(value: "").encoded() == [0x0A, 0])
        #expect(Holding<RawBytes>(value: RawBytes([])).encoded() == [0x0A, 0])
        #expect(Holding<Part>(value: Part(name: "", weight: 0)).encoded() == [0x0A, 4, 0x0A, 0, 0x10, 0])
    }

    @Test func `an optional zero is written, and nothing is not`() throws {
        #expect(Holding<Int64?>(value: 0).encoded() == [0x08, 0])
        #expect(Holding<Int64?>(value: nil).encoded() == [])
        #expect(try Holding<Int64?>(bytes: [0x08, 0]).value == .some(0))
        #expect(try Holding<Int64?>(bytes: []).value == nil)
        #expect(try Holding<String?>(bytes: [0x0A, 0]).value == .some(""))
    }

    @Test func `an empty list is not written, and a list that is not there is empty`() throws {
        #expect(Holding<[String]>(value: []).encoded() == [])
        #expect(Holding<[Int64]>(value: []).encoded() == [])
        #expect(try Holding<[String]>(bytes: []).value == [])
        #expect(try Holding<[Int64]>(bytes: []).value == [])
    }

    @Test func `a required field that is missing is an error that names it`() {
        #expect(Holding<String>.refusal(of: [])?.reason == .missingField(1))
        #expect(Holding<Int64>.refusal(of: WireBytes.number(2, 5))?.reason == .missingField(1))
        #expect(Holding<Part>.refusal(of: WireBytes.block(1, WireBytes.number(2, 5)))?.reason == .missingField(1))
    }
}
