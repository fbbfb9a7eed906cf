import EventModel
import Testing

/// A version as it was released, and as it might be changed under the same number.
@Suite("Golden files")
struct GoldenFileTests {
    private struct Released: DomainEvent {
        let title: String
        let place: String
        static let type = EventType(
            "Moved", version: 1,
            Field(1, "title", \Released.title, "A title."), Field(2, "place", \.place, "A place."))
        static let summary = "Something moved."
        static let example = Released(title: "desk", place: "hall")
    }
    /// An optional field and a list under new numbers.
    private struct Extended: DomainEvent {
        let title: String
        let place: String
        let weight: Int64?
        let owners: [String]
        static let type = EventType(
            "Moved", version: 1,
            Field(1, "title", \Extended.title, "A title."), Field(2, "place", \.place, "A place."),
            Field(3, "weight", \.weight, "A weight."), Field(4, "owners", \.owners, "Owners."))
        static let summary = "Something moved."
        static let example = Extended(title: "desk", place: "hall", weight: 5, owners: ["a"])
    }
    private struct WithRequired: DomainEvent {
        let title: String
        let place: String
        let weight: Int64
        static let type = EventType(
            "Moved", version: 1,
            Field(1, "title", \WithRequired.title, "A title."), Field(2, "place", \.place, "A place."),
            Field(3, "weight", \.weight, "A weight."))
        static let summary = "Something moved."
        static let example = WithRequired(title: "desk", place: "hall", weight: 5)
    }
    private struct Swapped: DomainEvent {
        let place: String
        let title: String
        static let type = EventType(
            "Moved", version: 1,
            Field(1, "place", \Swapped.place, "A place."), Field(2, "title", \.title, "A title."))
        static let summary = "Something moved."
        static let example = Swapped(place: "desk", title: "hall")
    }
    private struct WithoutPlace: DomainEvent {
        let title: String
        static let type = EventType(
            "Moved", version: 1, Field(1, "title", \WithoutPlace.title, "A title."))
        static let summary = "Something moved."
        static let example = WithoutPlace(title: "desk")
    }
    private struct OtherType: DomainEvent {
        let title: Int64
        static let type = EventType(
            "Moved", version: 1, Field(1, "title", \OtherType.title, "A title."))
        static let summary = "Something moved."
        static let example = OtherType(title: 1)
    }

    private static let released = SchemaFile(
        name: "Moved.v1.golden", text: "0a046465736b120468616c6c {\"title\":\"desk\",\"place\":\"hall\"}\n")

    private func golden<Event: DomainEvent>(_: Event.Type, _ old: SchemaFile...) throws(SchemaConflict) -> String? {
        try SchemaFile.all(of: [EventDeclaration(Event.self)], golden: old).first { $0.name == "Moved.v1.golden" }?.text
    }

    private func conflict<Event: DomainEvent>(_ type: Event.Type, _ old: SchemaFile...) -> String? {
        do {
            _ = try SchemaFile.all(of: [EventDeclaration(type)], golden: old)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `what is unchanged stays as it is`() throws {
        #expect(try golden(Released.self) == Self.released.text)
        #expect(try golden(Released.self, Self.released) == Self.released.text)
    }

    @Test func `a new optional field or list adds a line and leaves the old one`() throws {
        let today =
            #"0a046465736b120468616c6c180522"# + #"0161 {"title":"desk","place":"hall","weight":5,"owners":["a"]}"#
        #expect(try golden(Extended.self, Self.released) == Self.released.text + today + "\n")
    }

    @Test func `a new required field is refused`() {
        let text = conflict(WithRequired.self, Self.released)
        #expect(text?.contains("Moved.v1.golden, line 1: its bytes cannot be read any more") == true)
        #expect(text?.contains("the required field 3 is missing") == true)
        #expect(text?.contains("the next version with an upcaster") == true)
    }

    @Test func `fields that change places are refused`() {
        let why = #"its bytes meant {"title":"desk","place":"hall"}, and today mean {"place":"desk","title":"hall"}"#
        #expect(conflict(Swapped.self, Self.released)?.contains(why) == true)
    }

    @Test func `a field that is taken away is refused`() {
        #expect(conflict(WithoutPlace.self, Self.released)?.contains(#"today mean {"title":"desk"}"#) == true)
    }

    @Test func `a field of another type is refused`() {
        #expect(conflict(OtherType.self, Self.released)?.contains("another wire type") == true)
    }

    @Test func `a version that is declared no more is refused`() {
        let lost = SchemaFile(name: "Gone.v3.golden", text: "00 {}\n")
        #expect(
            conflict(Released.self, lost)?.hasPrefix("Gone.v3.golden, line 1: there is no declaration of it any more.")
                == true)
    }

    @Test(arguments: ["nonsense", "0a0 {}", "zz {}", "0a046465736b120468616c6c"])
    func `a line that is none is refused`(line: String) {
        let file = SchemaFile(name: "Moved.v1.golden", text: Self.released.text + line + "\n")
        #expect(conflict(Released.self, file)?.hasPrefix("Moved.v1.golden, line 2: it is not bytes") == true)
    }
}
