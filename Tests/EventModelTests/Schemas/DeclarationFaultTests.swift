import Testing

@testable import EventModel

/// What may not be declared, because two values would have the same bytes or nobody would have sealed them.
@Suite("Faults of declarations")
struct DeclarationFaultTests {
    private struct Nested: WireMessage {
        let text: PersonalText
        static let schema = Schema(
            Field(1, "text", \Nested.text, "A text.", personal: .subject { _ in nil }), make: Nested.init)
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
            _ = Schema(Field(1, "texts", { (_: Int) in ["a", nil] }, "Texts."), make: { _ in 0 })
        }
    }

    @Test func `numbers that do not ascend cannot be declared`() async {
        await #expect(processExitsWith: .failure) {
            _ = Schema(
                Field(2, "a", { (value: Int64) in value }, "A."), Field(2, "b", { (value: Int64) in value }, "B."),
                make: { first, _ in first })
        }
    }
}
