import EventModel
import Synchronization
import Testing

/// Turns a text round and writes down what it was asked: what a sealer is told matters, not how it encrypts.
private final class FakeSealer: Sealer {
    struct Request: Hashable {
        let text: String
        let subject: PersonID
        let field: UInt64
    }
    private let log = Mutex<[Request]>([])
    var requests: [Request] { log.withLock { $0 } }

    func seal(_ text: [UInt8], subject: PersonID, field: UInt64) -> [UInt8] {
        let request = Request(text: String(decoding: text, as: UTF8.self), subject: subject, field: field)
        log.withLock { $0.append(request) }
        return [UInt8(field)] + text.reversed()
    }
}

private struct FakeOpener: Opener {
    var hasKey = true
    var field: UInt64 = 0
    func opening(field: UInt64) -> any Opener { FakeOpener(hasKey: hasKey, field: field) }
    func open(_ sealed: [UInt8]) -> String? {
        guard hasKey, sealed.first == UInt8(field) else { return nil }
        return String(decoding: sealed.dropFirst().reversed(), as: UTF8.self)
    }
}

private struct CallTaken: DomainEvent {
    let caller: PersonID?
    let words: PersonalText
    let agent: PersonID?
    let remark: PersonalText?
    let topic: String
    static let type = EventType(
        "CallTaken", version: 1,
        Field(1, "caller", \CallTaken.caller, "Who called."),
        Field(2, "words", \.words, "What they said.", personal: .subject(\.caller)),
        Field(3, "agent", \.agent, "Who answered."),
        Field(4, "remark", \.remark, "About the agent.", personal: .subject(\.agent)),
        Field(5, "topic", \.topic, "What it was about."))
    static let summary = "Somebody called."
    static let example = CallTaken(caller: "p1", words: "abc", agent: "p2", remark: "xy", topic: "mail")
}

@Suite("Personal texts")
struct PersonalTextTests {
    @Test func `without a sealer they are in the clear`() throws {
        let bytes = CallTaken.example.encoded()
        let read = try CallTaken(bytes: bytes)
        #expect(read == .example)
        #expect(read.words.text(nil) == "abc")
        #expect(Array(bytes[4..<11]) == WireBytes.block(2, WireBytes.text(1, "abc")))
    }

    @Test func `with a sealer they are sealed for their subject, each under its field's number`() throws {
        let sealer = FakeSealer()
        let read = try CallTaken(bytes: CallTaken.example.encoded(sealer: sealer))
        #expect(
            sealer.requests == [
                FakeSealer.Request(text: "abc", subject: "p1", field: 2),
                FakeSealer.Request(text: "xy", subject: "p2", field: 4),
            ])
        #expect(read.topic == "mail" && read.caller == "p1", "other fields stay as they are")
        #expect(read != .example)
        #expect(read.encoded() == CallTaken.example.encoded(sealer: sealer), "sealed once, written as it is")
    }

    @Test func `without a subject they stay in the clear`() throws {
        let sealer = FakeSealer()
        let event = CallTaken(caller: nil, words: "abc", agent: "p2", remark: "xy", topic: "mail")
        let read = try CallTaken(bytes: event.encoded(sealer: sealer))
        #expect(read.words.text(nil) == "abc")
        #expect(sealer.requests.map(\.subject) == ["p2"])
    }

    @Test func `a sealed text is not sealed again`() throws {
        let sealed = try CallTaken(bytes: CallTaken.example.encoded(sealer: FakeSealer()))
        let sealer = FakeSealer()
        #expect(sealed.encoded(sealer: sealer) == sealed.encoded())
        #expect(sealer.requests.isEmpty)
    }

    @Test func `one who has the keys reads the texts, and nobody else`() throws {
        let read = try CallTaken(bytes: CallTaken.example.encoded(sealer: FakeSealer()))
        let words =
            { (opener: (any Opener)?) in
                guard case .object(let object) = read.json(opener) else { return [] }
                return ["words", "remark", "topic"].map { object[$0] }
            } as ((any Opener)?) -> [JSONValue?]
        #expect(words(FakeOpener()) == ["abc", "xy", "mail"])
        #expect(words(FakeOpener(hasKey: false)) == ["[erased]", "[erased]", "mail"])
        #expect(words(nil) == ["[sealed]", "[sealed]", "mail"])
    }

    @Test func `whether a text is empty is seen without reading it`() {
        #expect(PersonalText("").isEmpty)
        #expect(!PersonalText("x").isEmpty)
    }

    @Test func `everybody with personal data in an event is named`() {
        #expect(CallTaken.example.subjects == ["p1", "p2"])
        let event = CallTaken(caller: nil, words: "abc", agent: "p2", remark: nil, topic: "mail")
        #expect(event.subjects == ["p2"])
    }

    @Test func `a text in the clear and sealed at once is refused, and so is neither`() {
        let both = WireBytes.text(1, "abc") + WireBytes.block(2, [1, 2])
        let why = "a personal text is in the clear or sealed, not both"
        #expect(Holding<PersonalText>.refusal(of: WireBytes.block(1, both))?.reason == .badValue(why))
        #expect(Holding<PersonalText>.refusal(of: WireBytes.block(1, []))?.reason == .missingField(2))
        #expect(Holding<PersonalText>.refusal(of: WireBytes.block(1, WireBytes.number(1, 1))) != nil)
    }

    @Test func `a later release may add to a personal text`() throws {
        let clear = WireBytes.text(1, "abc") + WireBytes.number(3, 1)
        #expect(try Holding<PersonalText>(bytes: WireBytes.block(1, clear)).value == "abc")
        let sealed = WireBytes.block(2, [7, 0x61]) + WireBytes.number(3, 1)
        let read = try Holding<PersonalText>(bytes: WireBytes.block(1, sealed)).value
        #expect(read.text(FakeOpener(field: 7)) == "a")
    }
}
