/// The fields of a type, declared once: gives the codec, the JSON, and what the emitted schemas say.
public struct Schema<Root: Sendable>: Sendable {
    public let encode: @Sendable (Root, inout WireWriter) -> Void
    public let decode: @Sendable (inout WireReader) throws(DecodeError) -> Root
    /// Reads the object that `json` gives.
    public let make: @Sendable (JSONValue?) throws(JSONMismatch) -> Root
    /// Everybody with personal data in the value, in the order of the fields.
    public let subjects: @Sendable (Root) -> [PersonID]
    public let fields: [FieldOutline]
    private let jsonWriters: [@Sendable (Root, (any Opener)?) -> JSONValue?]

    public init<each Value: FieldValue>(
        _ field: repeat Field<Root, each Value>,
        make: @escaping @Sendable (repeat each Value) -> Root
    ) {
        var encoders: [@Sendable (Root, inout WireWriter) -> Void] = []
        var jsonWriters: [@Sendable (Root, (any Opener)?) -> JSONValue?] = []
        var subjects: [@Sendable (Root) -> PersonID?] = []
        var fields: [FieldOutline] = []
        // `Field` is generic: used here, once, and not per event.
        repeat encoders.append((each field).encoder())
        repeat jsonWriters.append((each field).jsonWriter())
        repeat fields.append((each field).outline)
        repeat subjects.append(contentsOf: [(each field).subject].compactMap { $0 })
        // A declaration that is out of order is a bug of ours, not input.
        precondition(zip(fields, fields.dropFirst()).allSatisfy { $0.number < $1.number }, "field numbers ascend")

        let (numbers, names, finalEncoders, finalSubjects) = (
            fields.map(\.number), fields.map(\.name), encoders, subjects
        )
        self.fields = fields
        self.jsonWriters = jsonWriters
        self.subjects = { root in finalSubjects.compactMap { $0(root) } }
        encode = { root, writer in for encodeField in finalEncoders { encodeField(root, &writer) } }
        decode = { reader throws(DecodeError) in
            var index = 0
            let root = make(repeat try decodeNext((each Value).self, numbers, &index, &reader))
            try reader.finish()
            return root
        }
        self.make = { json throws(JSONMismatch) in
            guard case .object(let members) = json else { throw .expected("an object", found: json) }
            var index = 0
            return make(repeat try makeNext((each Value).self, names, &index, members))
        }
    }

    /// The value as an object with its keys in the order of the declaration.
    public func json(_ root: Root, _ opener: (any Opener)?) -> JSONValue {
        var object = JSONObject()
        for (field, write) in zip(fields, jsonWriters) {
            if let value = write(root, opener) { object[field.name] = value }
        }
        return .object(object)
    }
}

@inline(__always)
private func decodeNext<Value: FieldValue>(
    _: Value.Type, _ numbers: [UInt64], _ index: inout Int, _ reader: inout WireReader
) throws(DecodeError) -> Value {
    defer { index += 1 }
    return try Value.decodeField(numbers[index], &reader)
}

private func makeNext<Value: FieldValue>(
    _: Value.Type, _ names: [String], _ index: inout Int, _ object: JSONObject
) throws(JSONMismatch) -> Value {
    let name = names[index]
    index += 1
    do { return try Value(json: object[name]) } catch { throw error.inside(name) }
}
