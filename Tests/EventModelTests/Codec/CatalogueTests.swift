import EventModel
import Testing

/// A parcel was sent. Once without saying how heavy it was, once for several at a time; today one by one, with a weight.
private enum ParcelEvent: EventUnion {
    case sent(ParcelSent)
    case lost(ParcelLost)

    static let catalogue = EventCatalogue<ParcelEvent>([
        EventMember(upcasting: ParcelSent1.self) { old in
            [.sent(ParcelSent(address: old.address, weightGrams: nil))]
        },
        EventMember(upcasting: ParcelSent2.self) { old in
            old.addresses.map { .sent(ParcelSent(address: $0, weightGrams: nil)) }
        },
        EventMember(ParcelEvent.sent),
        EventMember(ParcelEvent.lost),
    ])
    var event: any DomainEvent {
        switch self {
        case .sent(let event): event
        case .lost(let event): event
        }
    }
}

private struct ParcelSent1: DomainEvent {
    let address: String
    static let type = EventType(
        "ParcelSent", version: 1, Field(1, "address", \ParcelSent1.address, "Where to."))
    static let summary = "A parcel was sent."
    static let example = ParcelSent1(address: "here")
}

private struct ParcelSent2: DomainEvent {
    let addresses: [String]
    static let type = EventType(
        "ParcelSent", version: 2, Field(1, "addresses", \ParcelSent2.addresses, "Where to."))
    static let summary = "Parcels were sent."
    static let example = ParcelSent2(addresses: ["here", "there"])
}

private struct ParcelSent: DomainEvent {
    let address: String
    let weightGrams: Int64?
    static let type = EventType(
        "ParcelSent", version: 3,
        Field(1, "address", \ParcelSent.address, "Where to."),
        Field(2, "weightGrams", \.weightGrams, "How heavy it was."))
    static let summary = "A parcel was sent."
    static let example = ParcelSent(address: "here", weightGrams: 500)
}

private struct ParcelLost: DomainEvent {
    let address: String
    static let type = EventType(
        "ParcelLost", version: 1, Field(1, "address", \ParcelLost.address, "Where to."))
    static let summary = "A parcel was lost."
    static let example = ParcelLost(address: "nowhere")
}

@Suite("The catalogue")
struct CatalogueTests {
    private func decode(_ type: String, _ version: UInt32, _ bytes: [UInt8]) throws(DecodeError) -> [ParcelEvent] {
        try ParcelEvent.catalogue.decode(type: type, version: version, payload: bytes.span.bytes)
    }

    @Test func `today's event is decoded as it stands`() throws {
        #expect(try decode("ParcelSent", 3, ParcelSent.example.encoded()) == [.sent(.example)])
        #expect(try decode("ParcelLost", 1, ParcelLost.example.encoded()) == [.lost(.example)])
    }

    @Test func `an older version becomes one event of the newest`() throws {
        let events = try decode("ParcelSent", 1, ParcelSent1.example.encoded())
        #expect(events == [.sent(ParcelSent(address: "here", weightGrams: nil))])
    }

    @Test func `an older version becomes several events of the newest, or none`() throws {
        let events = try decode("ParcelSent", 2, ParcelSent2.example.encoded())
        #expect(events == ["here", "there"].map { .sent(ParcelSent(address: $0, weightGrams: nil)) })
        #expect(try decode("ParcelSent", 2, ParcelSent2(addresses: []).encoded()) == [])
    }

    @Test func `a record is decoded by its type and version`() throws {
        let example = RecordedEvent.example
        let record = RecordedEvent(
            position: example.position, version: 1, recordedAt: example.recordedAt, stream: example.stream, drawn: nil,
            type: "ParcelSent", schemaVersion: 1, occurredAt: example.occurredAt, actor: example.actor,
            commandID: example.commandID, commitIndex: 0, commitCount: 1, causation: nil, correlation: nil, reason: nil,
            claims: [], payload: ParcelSent1.example.encoded())
        #expect(try ParcelEvent.catalogue.decode(record) == [.sent(ParcelSent(address: "here", weightGrams: nil))])
    }

    @Test(arguments: ["Sent", "", "ParcelLosT", "arcelLost", "XParcelLost", "PParcelLost", "Lost", "ÄparcelLost"])
    func `a name that is only like one is unknown`(name: String) {
        #expect(throws: DecodeError(.unknownType(name), offset: 0)) { try decode(name, 1, []) }
    }

    @Test func `an unknown type stops the reader`() {
        #expect(throws: DecodeError(.unknownType("ParcelEaten"), offset: 0)) { try decode("ParcelEaten", 1, []) }
    }

    @Test(arguments: [0, 4] as [UInt32]) func `an unknown version stops the reader`(version: UInt32) {
        #expect(throws: DecodeError(.unknownVersion(type: "ParcelSent", version: version), offset: 0)) {
            try decode("ParcelSent", version, ParcelSent.example.encoded())
        }
    }

    @Test func `bad bytes of a known type stop the reader`() {
        #expect(throws: DecodeError(.missingField(1), offset: 0)) { try decode("ParcelSent", 3, []) }
    }

    @Test func `the declarations stand in the order of the list, and render and parse without a Swift type`() throws {
        let declarations = ParcelEvent.catalogue.declarations
        #expect(declarations.map(\.name) == ["ParcelSent", "ParcelSent", "ParcelSent", "ParcelLost"])
        #expect(declarations.map(\.version) == [1, 2, 3, 1])
        let newest = declarations[2]
        #expect(newest.exampleBytes == ParcelSent.example.encoded())
        #expect(newest.exampleJSON.text == #"{"address":"here","weightGrams":500}"#)
        #expect(try newest.render(newest.exampleBytes.span.bytes, nil) == newest.exampleJSON)
        #expect(try newest.parse(newest.exampleJSON) == newest.exampleBytes)
    }
}
