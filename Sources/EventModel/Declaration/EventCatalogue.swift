/// One of several events: an enum with a case an event, and the list that ties them to their declarations.
public protocol EventUnion: Sendable, Hashable {
    static var catalogue: EventCatalogue<Self> { get }
    /// The event inside.
    var event: any DomainEvent { get }
}

/// Every event of a union, every released version of it, and the one point where old versions become new ones.
///
/// A class for the reason that `Schema` is one.
@safe public final class EventCatalogue<Union: EventUnion>: Sendable {
    /// In the order of the list.
    public let declarations: [EventDeclaration]
    @usableFromInline let decoders: [EventMember<Union>.Decoder]
    @usableFromInline let directory: EventDirectory

    public init(_ list: [EventMember<Union>]) {
        declarations = list.map(\.declaration)
        unsafe decoders = unsafe list.map { unsafe $0.decode }
        directory = EventDirectory(declarations)
    }

    /// Decodes a payload into events of the newest versions: one, or several where an upcaster splits it.
    @inlinable
    public func decode(type: String, version: UInt32, payload: RawSpan) throws(DecodeError) -> [Union] {
        var events: [Union] = []
        try decode(type: type, version: version, payload: payload) { events.append($0) }
        return events
    }

    @inlinable
    public func decode(_ record: RecordedEvent) throws(DecodeError) -> [Union] {
        var events: [Union] = []
        try decode(record) { events.append($0) }
        return events
    }

    /// Gives `body` each event, when all of the payload has been decoded: a fold needs no list of them.
    @inlinable
    public func decode(_ record: RecordedEvent, _ body: (Union) -> Void) throws(DecodeError) {
        try decode(
            type: record.type, version: record.schemaVersion, payload: unsafe record.payload.span.bytes, body)
    }

    @inlinable
    func decode(
        type: String, version: UInt32, payload: RawSpan, _ body: (Union) -> Void
    ) throws(DecodeError) {
        var reader = WireReader(payload)
        let index = try directory.index(of: type, version)
        unsafe try decoders[index](&reader) { place in
            unsafe body(place.assumingMemoryBound(to: Union.self).pointee)
        }
    }
}

/// One event in a union's list.
@safe public struct EventMember<Union: EventUnion>: Sendable {
    /// Gives the events, where they stand, when all of the payload has been decoded. Of no generic type: such a function is
    /// wrapped in an object of its own whenever it is called.
    @usableFromInline typealias Decoder =
        @Sendable (inout WireReader, (UnsafeRawPointer) -> Void) throws(DecodeError) -> Void
    let declaration: EventDeclaration
    let decode: Decoder

    /// An event as it is declared today: `.init(Union.logged)`.
    @inlinable
    public init<Event: DomainEvent>(_ wrap: @escaping @Sendable (Event) -> Union) {
        let type = Event.type
        unsafe self.init(EventDeclaration(Event.self)) { reader, body throws(DecodeError) in
            let event = wrap(try type.schema.decode(&reader))
            unsafe withUnsafePointer(to: event) { unsafe body($0) }
        }
    }

    /// A released version that today's events replace: what it meant, in their words.
    @inlinable
    public init<Event: DomainEvent>(upcasting: Event.Type, _ upcast: @escaping @Sendable (Event) -> [Union]) {
        let type = Event.type
        unsafe self.init(EventDeclaration(Event.self)) { reader, body throws(DecodeError) in
            for event in upcast(try type.schema.decode(&reader)) {
                unsafe withUnsafePointer(to: event) { unsafe body($0) }
            }
        }
    }

    @usableFromInline
    init(_ declaration: EventDeclaration, decode: @escaping Decoder) {
        self.declaration = declaration
        unsafe self.decode = decode
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
