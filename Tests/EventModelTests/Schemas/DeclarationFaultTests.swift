import Testing

@testable import EventModel

/// What may not be declared, because two values would have the same bytes or nobody would have sealed them.
@Suite("Faults of declarations")
struct DeclarationFaultTests {
    private struct Nested: WireMessage {
        let text: PersonalText
        static let schema = Schema(
            Field(1, "text", \Nested.text, "A text.", personal: .subject { _ in nil }))
    }

    @Test func `what is declared in the tests is sound`() {
        for field in Everything.type.schema.fields { #expect(field.shape.fault == nil, "\(field.name)") }
    }

    @Test(arguments: [
        String??.shape, [String]?.shape, [Int64]?.shape, [String?].shape, [[Int64]].shape, Nested.shape, Nested?.shape,
        [Nested].shape, FieldShape.enumeration(name: "Zero", cases: [EnumCase(name: "none", number: 0)]),
    ])
    func `it has a fault`(shape: FieldShape) {
        #expect(shape.fault != nil)
    }

    @Test func `a list of optional texts cannot be declared`() async {
        await #expect(processExitsWith: .failure) {
            _ = Schema(Field(1, "texts", of: { (_: Int) in ["a", nil] }, "Texts."), make: { _ in 0 })
        }
    }

    private struct Computing: Sendable {
        let stored: Int64
        var computed: Int64 { stored }
    }

    @Test func `a computed property cannot be declared as if it were stored`() async {
        await #expect(processExitsWith: .failure) { _ = Field(1, "computed", \Computing.computed, "Computed.") }
    }

    private struct Partial: Sendable {
        let first: Int64
        let second: Int32
    }

    @Test func `a type with a property that is no field cannot be read field by field`() async {
        await #expect(processExitsWith: .failure) { _ = Schema(Field(1, "first", \Partial.first, "First.")) }
    }

    @Test func `a type with a field that is made cannot be read field by field`() async {
        await #expect(processExitsWith: .failure) {
            _ = Schema(Field(1, "stored", of: { (value: Computing) in value.stored }, "Made."))
        }
    }

    @Test func `numbers that do not ascend cannot be declared`() async {
        await #expect(processExitsWith: .failure) {
            _ = Schema(
                Field(2, "a", of: { (value: Int64) in value }, "A."),
                Field(2, "b", of: { (value: Int64) in value }, "B."),
                make: { first, _ in first })
        }
    }
}
