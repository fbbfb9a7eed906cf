/// The fields of a type, declared once: gives the codec, the JSON, and what the emitted schemas say.
///
/// A class that never changes: it is fetched for every value read or written, and a struct of so many closures would cost
/// a retain for each of them.
@safe public final class Schema<Root: Sendable>: Sendable {
    public let fields: [FieldOutline]
    private let encoders: [EncodingStep]
    /// Of a type that consists of its fields.
    @usableFromInline let layout: StructLayout?
    /// Of any other.
    private let maker: RootMaker<Root>?
    private let jsonWriters: [@Sendable (Root, (any Opener)?) -> JSONValue?]
    private let subjectFinders: [@Sendable (Root) -> PersonID?]

    /// Of a type that consists of these fields and of nothing else: each is read into its place.
    @inlinable
    public convenience init<each Value: FieldValue>(_ field: repeat Field<Root, each Value>) {
        // `Field` is generic: used here, once, and not per value.
        var parts: [FieldParts<Root>] = []
        repeat parts.append((each field).parts)
        self.init(parts, nil)
    }

    /// Of a type whose values are made of what was read.
    @inlinable
    public convenience init<each Value: FieldValue>(
        _ field: repeat Field<Root, each Value>,
        make: @escaping @Sendable (repeat each Value) -> Root
    ) {
        var parts: [FieldParts<Root>] = []
        repeat parts.append((each field).parts)
        let (numbers, names) = numbersAndNames(parts)
        self.init(
            parts,
            RootMaker(
                decode: { reader throws(DecodeError) in
                    var index = 0
                    let root = make(repeat try decodeNext((each Value).self, numbers, &index, &reader))
                    try reader.finish()
                    return root
                },
                make: { members throws(JSONMismatch) in
                    var index = 0
                    return make(repeat try makeNext((each Value).self, names, &index, members))
                }))
    }

    @usableFromInline
    init(_ parts: [FieldParts<Root>], _ maker: RootMaker<Root>?) {
        fields = parts.map(\.outline)
        // A wrong declaration is a bug of ours, not input.
        precondition(zip(fields, fields.dropFirst()).allSatisfy { $0.number < $1.number }, "field numbers ascend")
        precondition(fields.allSatisfy { $0.number > 0 && $0.number < 1 << 29 }, "field numbers are 1 to 2^29 - 1")
        for field in fields {
            precondition(field.shape.fault == nil, "\(Root.self).\(field.name): \(field.shape.fault ?? "")")
        }
        encoders = parts.map(EncodingStep.init)
        layout = maker == nil ? StructLayout(parts) : nil
        self.maker = maker
        jsonWriters = parts.map(\.json)
        subjectFinders = parts.compactMap(\.subject)
    }

    public func encode(_ root: Root, _ writer: inout WireWriter) {
        unsafe withUnsafePointer(to: root) { root in unsafe encode(at: root, &writer) }
    }

    /// Writes a value from where it stands: of a row of many parts nothing is copied on the way.
    public func encode(at root: UnsafePointer<Root>, _ writer: inout WireWriter) {
        for index in encoders.indices {
            let (number, offset) = (encoders[index].number, encoders[index].offset)
            unsafe encoders[index].encode(UnsafeRawPointer(root) + offset, number, &writer)
        }
    }

    @inlinable
    public func decode(_ reader: inout WireReader) throws(DecodeError) -> Root {
        guard let layout else { return try decodeAndMake(&reader) }
        return unsafe try withUnsafeTemporaryAllocation(of: Root.self, capacity: 1) { room throws(DecodeError) in
            guard let place = room.baseAddress else { preconditionFailure("there is room for one") }
            unsafe try layout.decode(&reader, into: place)
            return unsafe place.move()
        }
    }

    /// Reads a value into its place, which holds nothing yet.
    @inlinable
    public func decode(_ reader: inout WireReader, into place: UnsafeMutablePointer<Root>) throws(DecodeError) {
        guard let layout else {
            unsafe place.initialize(to: try decodeAndMake(&reader))
            return
        }
        unsafe try layout.decode(&reader, into: place)
    }

    @usableFromInline
    func decodeAndMake(_ reader: inout WireReader) throws(DecodeError) -> Root {
        guard let maker else { preconditionFailure("there is a maker where there is no layout") }
        return try maker.decode(&reader)
    }

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
        if let maker { return try maker.make(members) }
        return unsafe try withUnsafeTemporaryAllocation(of: Root.self, capacity: 1) { room throws(JSONMismatch) in
            guard let layout, let place = room.baseAddress else { preconditionFailure("there is room for one") }
            unsafe try layout.parse(members, fields, into: place)
            return unsafe place.move()
        }
    }

    /// Everybody with personal data in the value, in the order of the fields.
    public func subjects(_ root: Root) -> [PersonID] {
        // Most types have none.
        subjectFinders.isEmpty ? [] : subjectFinders.compactMap { $0(root) }
    }
}

/// How one field is written.
@safe private struct EncodingStep: Sendable {
    let number: UInt64
    /// From where the root begins; of a value that is made: zero.
    let offset: Int
    let encode: FieldAccess.Encoder

    init<Root>(_ field: FieldParts<Root>) {
        number = field.outline.number
        offset = field.offset ?? 0
        unsafe encode = unsafe field.encode
    }
}

/// Makes a value of all of its fields.
@usableFromInline
struct RootMaker<Root: Sendable>: Sendable {
    let decode: @Sendable (inout WireReader) throws(DecodeError) -> Root
    let make: @Sendable (JSONObject) throws(JSONMismatch) -> Root

    @usableFromInline
    init(
        decode: @escaping @Sendable (inout WireReader) throws(DecodeError) -> Root,
        make: @escaping @Sendable (JSONObject) throws(JSONMismatch) -> Root
    ) {
        self.decode = decode
        self.make = make
    }
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
