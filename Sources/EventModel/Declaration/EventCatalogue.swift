/// One of several events: an enum with a case an event, and the list that ties them to their declarations.
public protocol EventUnion: Sendable, Hashable {
    static var catalogue: EventCatalogue<Self> { get }
    /// The event inside.
    var event: any DomainEvent { get }
}

/// Every event of a union, every released version of it, and the one point where old versions become new ones.
///
/// A class for the reason that `Schema` is one.
public final class EventCatalogue<Union: EventUnion>: Sendable {
    /// In the order of the list.
    public let declarations: [EventDeclaration]
    @usableFromInline let decoders: [EventMember<Union>.Decoder]
    @usableFromInline let directory: EventDirectory

    public init(_ list: [EventMember<Union>]) {
        declarations = list.map(\.declaration)
        decoders = list.map(\.decode)
        directory = EventDirectory(declarations)
    }

    /// Decodes a payload into events of the newest versions: one, or several where an upcaster splits it.
    @inlinable
    public func decode(type: String, version: UInt32, payload: RawSpan) throws(DecodeError) -> [Union] {
        var reader = WireReader(payload)
        return try decoders[directory.index(of: type, version)](&reader)
    }

    @inlinable
    public func decode(_ record: RecordedEvent) throws(DecodeError) -> [Union] {
        try decode(type: record.type, version: record.schemaVersion, payload: unsafe record.payload.span.bytes)
    }
}

/// Where each event's version stands in a catalogue's list.
@usableFromInline
struct EventDirectory: Sendable {
    private struct Key: Hashable {
        let name: String
        let version: UInt32
    }
    private let indexes: [Key: Int]

    /// Two declarations of one version are a bug of ours.
    init(_ declarations: [EventDeclaration]) {
        let keys = declarations.map { Key(name: $0.name, version: $0.version) }
        indexes = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
    }

    @usableFromInline
    func index(of type: String, _ version: UInt32) throws(DecodeError) -> Int {
        if let index = indexes[Key(name: type, version: version)] { return index }
        guard indexes.keys.contains(where: { $0.name == type }) else {
            throw DecodeError(.unknownType(type), offset: 0)
        }
        throw DecodeError(.unknownVersion(type: type, version: version), offset: 0)
    }
}

/// One event in a union's list.
public struct EventMember<Union: EventUnion>: Sendable {
    @usableFromInline typealias Decoder = @Sendable (inout WireReader) throws(DecodeError) -> [Union]
    let declaration: EventDeclaration
    let decode: Decoder

    /// An event as it is declared today: `.init(Union.logged)`.
    @inlinable
    public init<Event: DomainEvent>(_ wrap: @escaping @Sendable (Event) -> Union) {
        self.init(upcasting: Event.self) { [wrap($0)] }
    }

    /// A released version that today's events replace: what it meant, in their words.
    @inlinable
    public init<Event: DomainEvent>(upcasting: Event.Type, _ upcast: @escaping @Sendable (Event) -> [Union]) {
        let type = Event.type
        self.init(EventDeclaration(Event.self)) { reader throws(DecodeError) in
            upcast(try type.schema.decode(&reader))
        }
    }

    @usableFromInline
    init(_ declaration: EventDeclaration, decode: @escaping Decoder) {
        self.declaration = declaration
        self.decode = decode
    }
}

/// A declared event without its Swift type: for schemas, documentation and rendering.
public struct EventDeclaration: Sendable {
    public let name: String
    public let version: UInt32
    public let summary: String
    public let fields: [FieldOutline]
    /// The example's payload, in the clear: the golden bytes of this version.
    public let exampleBytes: [UInt8]
    public let exampleJSON: JSONValue
    /// A payload as JSON.
    public let render: @Sendable (RawSpan, (any Opener)?) throws(DecodeError) -> JSONValue
    /// JSON, as `render` gives it, as a payload.
    public let parse: @Sendable (JSONValue) throws(JSONMismatch) -> [UInt8]

    public init<Event: DomainEvent>(_: Event.Type) {
        let type = Event.type
        name = type.name
        version = type.version
        summary = Event.summary
        fields = type.schema.fields
        exampleBytes = Event.example.encoded()
        exampleJSON = Event.example.json()
        render = { payload, opener throws(DecodeError) in
            var reader = WireReader(payload)
            return type.schema.json(try type.schema.decode(&reader), opener)
        }
        parse = { json throws(JSONMismatch) in try type.schema.make(json).encoded() }
    }
}
