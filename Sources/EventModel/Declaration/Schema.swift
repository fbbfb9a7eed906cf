/// The fields of a type, declared once: gives the codec, the JSON, and what the emitted schemas say.
///
/// A class that never changes: it is fetched for every value read or written, and a struct of so many closures would cost
/// a retain for each of them.
public final class Schema<Root: Sendable>: Sendable {
    public let fields: [FieldOutline]
    @usableFromInline let encoders: [@Sendable (Root, inout WireWriter) -> Void]
    @usableFromInline let decoder: @Sendable (inout WireReader) throws(DecodeError) -> Root
    private let maker: @Sendable (JSONObject) throws(JSONMismatch) -> Root
    private let jsonWriters: [@Sendable (Root, (any Opener)?) -> JSONValue?]
    private let subjectFinders: [@Sendable (Root) -> PersonID?]

    @inlinable
    public convenience init<each Value: FieldValue>(
        _ field: repeat Field<Root, each Value>,
        make: @escaping @Sendable (repeat each Value) -> Root
    ) {
        // `Field` is generic: used here, once, and not per value.
        var parts: [FieldParts<Root>] = []
        repeat parts.append((each field).parts)
        let (numbers, names) = numbersAndNames(parts)
        self.init(
            parts,
            decoder: { reader throws(DecodeError) in
                var index = 0
                let root = make(repeat try decodeNext((each Value).self, numbers, &index, &reader))
                try reader.finish()
                return root
            },
            maker: { members throws(JSONMismatch) in
                var index = 0
                return make(repeat try makeNext((each Value).self, names, &index, members))
            })
    }

    @usableFromInline
    init(
        _ parts: [FieldParts<Root>],
        decoder: @escaping @Sendable (inout WireReader) throws(DecodeError) -> Root,
        maker: @escaping @Sendable (JSONObject) throws(JSONMismatch) -> Root
    ) {
        fields = parts.map(\.outline)
        // A wrong declaration is a bug of ours, not input.
        precondition(zip(fields, fields.dropFirst()).allSatisfy { $0.number < $1.number }, "field numbers ascend")
        precondition(fields.allSatisfy { $0.number > 0 && $0.number < 1 << 29 }, "field numbers are 1 to 2^29 - 1")
        for field in fields {
            precondition(field.shape.fault == nil, "\(Root.self).\(field.name): \(field.shape.fault ?? "")")
        }
        encoders = parts.map(\.encode)
        jsonWriters = parts.map(\.json)
        subjectFinders = parts.compactMap(\.subject)
        self.decoder = decoder
        self.maker = maker
    }

    @inlinable
    public func encode(_ root: Root, _ writer: inout WireWriter) {
        for encodeField in encoders { encodeField(root, &writer) }
    }

    @inlinable
    public func decode(_ reader: inout WireReader) throws(DecodeError) -> Root { try decoder(&reader) }

    /// The value as an object with its keys in the order of the declaration.
    public func json(_ root: Root, _ opener: (any Opener)?) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        members.reserveCapacity(fields.count)
        for index in fields.indices {
            if let value = jsonWriters[index](root, opener) { members.append((fields[index].name, value)) }
        }
        return .object(JSONObject(distinct: members))
    }

    /// Reads the object that `json` gives.
    public func make(_ json: JSONValue?) throws(JSONMismatch) -> Root {
        guard case .object(let members) = json else { throw .expected("an object", found: json) }
        return try maker(members)
    }

    /// Everybody with personal data in the value, in the order of the fields.
    public func subjects(_ root: Root) -> [PersonID] { subjectFinders.compactMap { $0(root) } }
}

/// On its own because a key path inside a function with a parameter pack crashes (Swift 6.3.1).
@usableFromInline
func numbersAndNames<Root>(_ parts: [FieldParts<Root>]) -> ([UInt64], [String]) {
    (parts.map(\.outline.number), parts.map(\.outline.name))
}

@inlinable @inline(__always)
func decodeNext<Value: FieldValue>(
    _: Value.Type, _ numbers: [UInt64], _ index: inout Int, _ reader: inout WireReader
) throws(DecodeError) -> Value {
    defer { index += 1 }
    return try Value.decodeField(numbers[index], &reader)
}

@inlinable
func makeNext<Value: FieldValue>(
    _: Value.Type, _ names: [String], _ index: inout Int, _ object: JSONObject
) throws(JSONMismatch) -> Value {
    let name = names[index]
    index += 1
    do { return try Value(json: object[name]) } catch { throw error.inside(name) }
}
