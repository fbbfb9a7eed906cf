import EventModel
import Testing

/// Fields of a later release: skipped, wherever they stand and however often.
@Suite("Unknown fields")
struct UnknownFieldTests {
    private struct Sparse: DomainEvent {
        let first: Int64?
        let fifth: String?
        let ninth: [String]
        static let type = EventType(
            "Sparse", version: 1,
            Field(2, "first", \Sparse.first, "A number."),
            Field(5, "fifth", \.fifth, "A text."),
            Field(9, "ninth", \.ninth, "Texts."))
        static let summary = "Little happened."
        static let example = Sparse(first: 1, fifth: "five", ninth: ["nine", "ten"])
    }

    /// A field of each wire type that Protocol Buffers has.
    private static func unknown(_ number: UInt64) -> [[UInt8]] {
        [
            WireBytes.number(number, .max), WireBytes.tag(number, 1) + [1, 2, 3, 4, 5, 6, 7, 8],
            WireBytes.text(number, "later"), WireBytes.block(number, []),
        ]
    }

    @Test(arguments: [1, 3, 4, 6, 8, 10, 16, 2047, 536_870_911] as [UInt64])
    func `a field that is not known is skipped`(number: UInt64) throws {
        let fields: [(UInt64, [UInt8])] = [
            (2, WireBytes.number(2, 1)), (5, WireBytes.text(5, "five")),
            (9, WireBytes.text(9, "nine") + WireBytes.text(9, "ten")),
        ]
        for stranger in Self.unknown(number) {
            for repetitions in 1...3 {
                let strangers = (number, Array(repeatElement(stranger, count: repetitions).joined()))
                let bytes = (fields + [strangers]).sorted { $0.0 < $1.0 }.flatMap(\.1)
                #expect(try Sparse(bytes: bytes) == .example, "\(bytes)")
            }
        }
    }

    @Test func `several different ones are skipped`() throws {
        let bytes =
            WireBytes.number(1, 7) + WireBytes.number(2, 1) + WireBytes.text(3, "x") + WireBytes.text(3, "y")
            + WireBytes.number(4, 0) + WireBytes.text(5, "five") + WireBytes.text(9, "nine") + WireBytes.text(9, "ten")
            + WireBytes.number(10, 1) + WireBytes.text(11, "z")
        #expect(try Sparse(bytes: bytes) == .example)
    }

    @Test func `one in a nested message is skipped too`() throws {
        let bytes = WireBytes.block(1, WireBytes.text(1, "wheel") + WireBytes.number(2, 5) + WireBytes.text(3, "new"))
        #expect(try Holding<Part>(bytes: bytes).value == Part(name: "wheel", weight: 5))
    }

    @Test func `one that is cut off is an error`() {
        for stranger in Self.unknown(10) where stranger.count > 2 {
            let error = Sparse.refusal(of: Array(stranger.dropLast()))
            #expect(error?.reason == .truncated, "\(stranger)")
        }
    }

    @Test(arguments: [3, 4, 5, 6, 7] as [UInt64])
    func `groups and 32-bit values are not in use, not even in an unknown field`(wireType: UInt64) {
        let tag = WireBytes.tag(10, wireType)
        #expect(Sparse.refusal(of: tag + [0, 0, 0, 0])?.reason == .badTag(10 * 8 + wireType))
    }
}
