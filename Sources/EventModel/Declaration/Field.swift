/// One field of an event or message: its number for ever, its name, where it is found and what it means.
public struct Field<Root: Sendable, Value: FieldValue>: Sendable {
    let number: UInt64
    let name: String
    let meaning: String
    let get: @Sendable (Root) -> Value
    /// Whose personal data the field holds; nil where it is not personal.
    let subject: (@Sendable (Root) -> PersonID?)?

    /// `number` is 1 to 536,870,911, ascending within the declaration, and never used again for another meaning.
    public init(_ number: UInt64, _ name: String, _ get: @escaping @Sendable (Root) -> Value, _ meaning: String) {
        self.init(number: number, name: name, get: get, meaning: meaning, subject: nil)
    }

    private init(
        number: UInt64, name: String, get: @escaping @Sendable (Root) -> Value, meaning: String,
        subject: (@Sendable (Root) -> PersonID?)?
    ) {
        self.number = number
        self.name = name
        self.get = get
        self.meaning = meaning
        self.subject = subject
    }

    func encoder() -> @Sendable (Root, inout WireWriter) -> Void {
        let (number, get) = (number, get)
        guard let subject else { return { root, writer in get(root).encodeField(number, &writer) } }
        return { root, writer in
            (writer.subject, writer.personalField) = (subject(root), number)
            get(root).encodeField(number, &writer)
            (writer.subject, writer.personalField) = (nil, 0)
        }
    }

    func jsonWriter() -> @Sendable (Root, (any Opener)?) -> JSONValue? {
        let (number, get) = (number, get)
        guard subject != nil else { return { root, opener in get(root).json(opener) } }
        return { root, opener in get(root).json(opener?.opening(field: number)) }
    }

    var outline: FieldOutline {
        FieldOutline(number: number, name: name, meaning: meaning, shape: Value.shape, isPersonal: subject != nil)
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
        self.init(number: number, name: name, get: get, meaning: meaning, subject: subject.find)
    }
}
