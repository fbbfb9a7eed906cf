/// One field of an event or message: its number for ever, its name, where it is found and what it means.
public struct Field<Root: Sendable, Value: FieldValue>: Sendable {
    @usableFromInline let parts: FieldParts<Root>

    /// `number` is 1 to 536,870,911, ascending within the declaration, and never used again for another meaning.
    @inlinable
    public init(_ number: UInt64, _ name: String, _ get: @escaping @Sendable (Root) -> Value, _ meaning: String) {
        parts = FieldParts(
            outline: FieldOutline(number, name, meaning, Value.shape, isPersonal: false),
            encode: { root, writer in get(root).encodeField(number, &writer) },
            json: { root, opener in get(root).json(opener) },
            subject: nil)
    }
}

/// A field without the type of its value. Made where the type is known, so that the compiler makes straight code of it.
@usableFromInline
struct FieldParts<Root: Sendable>: Sendable {
    @usableFromInline let outline: FieldOutline
    let encode: @Sendable (Root, inout WireWriter) -> Void
    let json: @Sendable (Root, (any Opener)?) -> JSONValue?
    /// Whose personal data the field holds; nil where it is not personal.
    let subject: (@Sendable (Root) -> PersonID?)?

    @usableFromInline
    init(
        outline: FieldOutline, encode: @escaping @Sendable (Root, inout WireWriter) -> Void,
        json: @escaping @Sendable (Root, (any Opener)?) -> JSONValue?, subject: (@Sendable (Root) -> PersonID?)?
    ) {
        self.outline = outline
        self.encode = encode
        self.json = json
        self.subject = subject
    }
}

/// Who a personal field is about.
public struct PersonalSubject<Root>: Sendable {
    let find: @Sendable (Root) -> PersonID?
    public static func subject(_ find: @escaping @Sendable (Root) -> PersonID?) -> Self { Self(find: find) }
}

/// A value that can be sealed.
public protocol PersonalValue: FieldValue {}
extension PersonalText: PersonalValue {}
extension Optional: PersonalValue where Wrapped: PersonalValue {}

extension Field where Value: PersonalValue {
    /// A field that is sealed with its subject's key before it is recorded; without a subject it stays in the clear.
    public init(
        _ number: UInt64, _ name: String, _ get: @escaping @Sendable (Root) -> Value, _ meaning: String,
        personal subject: PersonalSubject<Root>
    ) {
        let findSubject = subject.find
        parts = FieldParts(
            outline: FieldOutline(number, name, meaning, Value.shape, isPersonal: true),
            encode: { root, writer in
                (writer.subject, writer.personalField) = (findSubject(root), number)
                get(root).encodeField(number, &writer)
                (writer.subject, writer.personalField) = (nil, 0)
            },
            json: { root, opener in get(root).json(opener?.opening(field: number)) },
            subject: findSubject)
    }
}
