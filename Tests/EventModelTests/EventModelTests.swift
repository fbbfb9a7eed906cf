import EventModel
import Testing

private struct Sample: DomainEvent {
    let title: String
    let count: Int64?
    let tags: [String]
    let numbers: [Int64]
    let note: PersonalText?
    let caller: PersonID?
    static let type = EventType(
        "Sample", version: 1,
        Field(1, "title", \Sample.title, "A title."),
        Field(2, "count", \.count, "A count."),
        Field(4, "tags", \.tags, "Texts."),
        Field(5, "numbers", \.numbers, "Numbers."),
        Field(6, "note", \.note, "About the caller.", personal: .subject(\.caller)),
        Field(7, "caller", \.caller, "Who."),
        make: Sample.init)
    static let summary = "A sample."
    static let example = Sample(
        title: "Träger", count: -3, tags: ["a", ""], numbers: [1, 300, -1], note: "secret", caller: "p1")
}

@Test func `an event survives a round trip through bytes`() throws {
    let bytes = Sample.example.encoded()
    #expect(try Sample(decoding: bytes.span.bytes) == Sample.example)
}

@Test func `an event survives a round trip through JSON`() throws {
    #expect(try Sample.type.schema.make(Sample.example.json()) == Sample.example)
}

@Test func `instants are read and written as RFC 3339`() {
    #expect(Instant(parsing: "2026-03-27T16:00:00Z")?.description == "2026-03-27T16:00:00Z")
    #expect(Instant(parsing: "2026-03-27T16:00:00.000001+02:00")?.description == "2026-03-27T14:00:00.000001Z")
    #expect(Instant(parsing: "2026-02-30") == nil)
    #expect(Instant.earliest.description == "0001-01-01T00:00:00Z")
    #expect(Instant.latest.description == "9999-12-31T23:59:59.999999Z")
}
