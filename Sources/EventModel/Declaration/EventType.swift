/// The declaration of an event: its name, its version and its fields. Codec, schema, documentation and JSON follow.
///
/// A class for the reason that `Schema` is one.
public final class EventType<Event: Sendable>: Sendable {
    /// The same in Swift, in the log, in the schemas and on the command line.
    public let name: String
    /// Raised when fields change in any way but by new optional ones; the old version then gets an upcaster.
    public let version: UInt32
    public let schema: Schema<Event>

    /// Of an event that consists of these fields and of nothing else.
    @inlinable
    public init<each Value: FieldValue>(
        _ name: String, version: UInt32, _ field: repeat Field<Event, each Value>
    ) {
        self.name = name
        self.version = version
        schema = Schema(repeat each field)
    }

    /// Of an event that is made of what was read.
    @inlinable
    public init<each Value: FieldValue>(
        _ name: String, version: UInt32,
        _ field: repeat Field<Event, each Value>,
        make: @escaping @Sendable (repeat each Value) -> Event
    ) {
        self.name = name
        self.version = version
        schema = Schema(repeat each field, make: make)
    }
}

/// A fact, in the past tense, that happened in the business.
public protocol DomainEvent: Sendable, Hashable {
    static var type: EventType<Self> { get }
    /// One sentence for the emitted schemas: what happened.
    static var summary: String { get }
    /// An event with a distinct value in every field, for documentation, round trips and golden bytes.
    static var example: Self { get }
}

extension DomainEvent {
    /// The payload; personal fields are sealed where `sealer` is given and their subject is known.
    public func encoded(sealer: (any Sealer)? = nil) -> [UInt8] {
        var writer = WireWriter(sealer: sealer)
        Self.type.schema.encode(self, &writer)
        return writer.bytes
    }
    @inlinable
    public init(decoding bytes: RawSpan) throws(DecodeError) {
        var reader = WireReader(bytes)
        self = try Self.type.schema.decode(&reader)
    }
    public func json(_ opener: (any Opener)? = nil) -> JSONValue { Self.type.schema.json(self, opener) }
    /// Everybody with personal data in the event.
    public var subjects: [PersonID] { Self.type.schema.subjects(self) }
    public var eventName: String { Self.type.name }
    public var eventVersion: UInt32 { Self.type.version }
}
