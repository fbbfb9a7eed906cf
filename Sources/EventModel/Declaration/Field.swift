/// One field of an event or message: its number for ever, its name, where it is found and what it means.
public struct Field<Root: Sendable, Value: FieldValue>: Sendable {
    @usableFromInline let parts: FieldParts<Root>

    /// A property that is stored, not computed: it is written from where it stands, and read into there.
    ///
    /// `number` is 1 to 536,870,911, ascending within the declaration, and never used again for another meaning.
    @inlinable
    public init(_ number: UInt64, _ name: String, _ path: KeyPath<Root, Value>, _ meaning: String) {
        let offset = storedOffset(of: path, name)
        parts = unsafe FieldParts(
            outline: FieldOutline(number, name, meaning, Value.shape, isPersonal: false), offset: offset,
            encode: FieldAccess.encode(Value.self), access: FieldAccess(Value.self),
            json: { root, opener in value(of: root, at: offset, as: Value.self).json(opener) }, subject: nil)
    }

    /// A value that is made of what is stored.
    @inlinable
    public init(_ number: UInt64, _ name: String, of get: @escaping @Sendable (Root) -> Value, _ meaning: String) {
        parts = unsafe FieldParts(
            outline: FieldOutline(number, name, meaning, Value.shape, isPersonal: false), offset: nil,
            encode: { root, number, writer in
                unsafe get(root.assumingMemoryBound(to: Root.self).pointee).encodeField(number, &writer)
            }, access: FieldAccess(Value.self), json: { root, opener in get(root).json(opener) }, subject: nil)
    }
}

/// A field without the type of its value. Made where the type is known, so that the compiler makes straight code of it.
@safe @usableFromInline
struct FieldParts<Root: Sendable>: Sendable {
    @usableFromInline let outline: FieldOutline
    /// Where the value stands in the root; nil where it is made for writing.
    let offset: Int?
    /// Writes what stands at `offset`, or is made of the root.
    let encode: FieldAccess.Encoder
    let access: FieldAccess
    let json: @Sendable (Root, (any Opener)?) -> JSONValue?
    /// Whose personal data the field holds; nil where it is not personal.
    let subject: (@Sendable (Root) -> PersonID?)?

    @usableFromInline
    init(
        outline: FieldOutline, offset: Int?, encode: @escaping FieldAccess.Encoder, access: FieldAccess,
        json: @escaping @Sendable (Root, (any Opener)?) -> JSONValue?, subject: (@Sendable (Root) -> PersonID?)?
    ) {
        self.outline = outline
        self.offset = offset
        unsafe self.encode = encode
        self.access = access
        self.json = json
        self.subject = subject
    }
}

/// Who a personal field is about.
public struct PersonalSubject<Root>: Sendable {
    @usableFromInline let find: @Sendable (Root) -> PersonID?
    public static func subject(_ find: @escaping @Sendable (Root) -> PersonID?) -> Self { Self(find: find) }
}

/// A value that can be sealed.
public protocol PersonalValue: FieldValue {}
extension PersonalText: PersonalValue {}
extension Optional: PersonalValue where Wrapped: PersonalValue {}

extension Field where Value: PersonalValue {
    /// A field that is sealed with its subject's key before it is recorded; without a subject it stays in the clear.
    @inlinable
    public init(
        _ number: UInt64, _ name: String, _ path: KeyPath<Root, Value>, _ meaning: String,
        personal subject: PersonalSubject<Root>
    ) {
        let (offset, findSubject) = (storedOffset(of: path, name), subject.find)
        parts = unsafe FieldParts(
            outline: FieldOutline(number, name, meaning, Value.shape, isPersonal: true), offset: offset,
            encode: { place, number, writer in
                let root = unsafe (place - offset).assumingMemoryBound(to: Root.self)
                (writer.subject, writer.personalField) = (unsafe findSubject(root.pointee), number)
                unsafe Value.encodeField(number, at: place.assumingMemoryBound(to: Value.self), &writer)
                (writer.subject, writer.personalField) = (nil, 0)
            }, access: FieldAccess(Value.self),
            json: { root, opener in
                value(of: root, at: offset, as: Value.self).json(opener?.opening(field: number))
            }, subject: findSubject)
    }
}

/// A computed property has no place. Where one is declared as if it had is a bug of ours, not input.
@usableFromInline
func storedOffset<Root, Value>(of path: KeyPath<Root, Value>, _ name: String) -> Int {
    guard let offset = MemoryLayout<Root>.offset(of: path) else {
        preconditionFailure("\(Root.self).\(name) is not stored: declare it by a closure")
    }
    return offset
}

@inlinable
func value<Root, Value>(of root: Root, at offset: Int, as type: Value.Type) -> Value {
    unsafe withUnsafePointer(to: root) { root in
        unsafe (UnsafeRawPointer(root) + offset).assumingMemoryBound(to: type).pointee
    }
}
