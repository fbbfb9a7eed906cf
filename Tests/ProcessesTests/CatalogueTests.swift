import EventModel
import Processes
import Testing

private let names = Catalogue.declarations.map(\.name)
private func declaration(_ name: String) throws -> EventDeclaration {
    try #require(Catalogue.declarations.first { $0.name == name })
}

@Test(arguments: names)
func `an event's example survives bytes and JSON`(name: String) throws {
    let declaration = try declaration(name)
    let bytes = declaration.exampleBytes
    let json = try declaration.render(bytes.span.bytes, nil)
    #expect(json == declaration.exampleJSON)
    #expect(try declaration.parse(json) == bytes)
}

@Test(arguments: names)
func `an event's example gives every field a value of its own`(name: String) throws {
    let declaration = try declaration(name)
    guard case .object(let object) = declaration.exampleJSON else {
        Issue.record("not an object")
        return
    }
    #expect(object.members.map(\.key) == declaration.fields.map(\.name), "no field is left out")
    for (index, member) in object.members.enumerated() {
        #expect(!object.members[..<index].contains { $0.value == member.value }, "\(member.key) has another's value")
        #expect(member.value != .integer(0), "\(member.key)")
        #expect(member.value != .string(""), "\(member.key)")
        #expect(member.value != .array([]), "\(member.key)")
    }
}

@Test func `events and categories have one name each`() {
    let names = Catalogue.declarations.map { "\($0.name) \($0.version)" }
    #expect(Set(names).count == names.count)
    let categories = Catalogue.processes.map { $0.category }
    #expect(Set(categories).count == categories.count)
    let prefixes = Catalogue.processes.compactMap { $0.numberPrefix }
    #expect(Set(prefixes).count == prefixes.count)
}

@Test func `categories are what a stream's name can begin with`() {
    for process in Catalogue.processes {
        let stream = StreamID(category: process.category, key: "INC-2026-000001")
        #expect(StreamID(parsing: stream.description) == stream)
    }
}

@Test func `every declaration says in words what happened`() {
    for declaration in Catalogue.declarations {
        #expect(declaration.summary.hasSuffix("."), "\(declaration.name)")
        for field in declaration.fields { #expect(!field.meaning.isEmpty, "\(declaration.name).\(field.name)") }
    }
}
