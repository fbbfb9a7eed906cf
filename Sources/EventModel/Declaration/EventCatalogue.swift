/// One of several events: an enum with a case an event, and the list that ties them to their declarations.
public protocol EventUnion: Sendable, Hashable {
    static var catalogue: EventCatalogue<Self> { get }
    /// The event inside.
    var event: any DomainEvent { get }
}

/// Every event of a union, every released version of it, and the one point where old versions become new ones.
public struct EventCatalogue<Union: EventUnion>: Sendable {
    private struct Key: Hashable {
        let name: String
        let version: UInt32
    }
    private let members: [Key: EventMember<Union>]
    private let names: Set<String>
    /// In the order of the list.
    public let declarations: [EventDeclaration]

    public init(_ list: [EventMember<Union>]) {
        members = Dictionary(
            uniqueKeysWithValues: list.map { (Key(name: $0.declaration.name, version: $0.declaration.version), $0) })
        names = Set(list.map(\.declaration.name))
        declarations = list.map(\.declaration)
    }

    /// Decodes a payload into events of the newest versions: one, or several where an upcaster splits it.
    public func decode(type: String, version: UInt32, payload: RawSpan) throws(DecodeError) -> [Union] {
        guard let member = members[Key(name: type, version: version)] else {
            guard names.contains(type) else { throw DecodeError(.unknownType(type), offset: 0) }
            throw DecodeError(.unknownVersion(type: type, version: version), offset: 0)
        }
        var reader = WireReader(payload)
        return try member.decode(&reader)
    }

    public func decode(_ record: RecordedEvent) throws(DecodeError) -> [Union] {
        try decode(type: record.type, version: record.schemaVersion, payload: unsafe record.payload.span.bytes)
    }
}

/// One event in a union's list.
public struct EventMember<Union: EventUnion>: Sendable {
    let declaration: EventDeclaration
    let decode: @Sendable (inout WireReader) throws(DecodeError) -> [Union]

    /// An event as it is declared today: `.init(Union.logged)`.
    public init<Event: DomainEvent>(_ wrap: @escaping @Sendable (Event) -> Union) {
        self.init(upcasting: Event.self) { [wrap($0)] }
    }

    /// A released version that today's events replace: what it meant, in their words.
    public init<Event: DomainEvent>(upcasting: Event.Type, _ upcast: @escaping @Sendable (Event) -> [Union]) {
        let type = Event.type
        declaration = EventDeclaration(Event.self)
        decode = { reader throws(DecodeError) in upcast(try type.schema.decode(&reader)) }
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
