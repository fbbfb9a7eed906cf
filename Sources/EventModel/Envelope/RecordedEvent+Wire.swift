extension RecordedEvent: WireMessage {
    public static let schema = Schema(
        Field(1, "position", \RecordedEvent.position, "Place in the log: 1, 2, 3 … without gaps."),
        Field(2, "version", \.version, "Place in the stream: 1, 2, 3 … without gaps."),
        Field(3, "recordedAt", \.recordedAt, "When it was committed; never decreases."),
        Field(4, "stream", \.stream, "The stream, category-key."),
        Field(5, "drawn", \.drawn, "The number that the event drew from a sequence."),
        Field(6, "type", \.type, "The name of the event; the payload's message."),
        Field(7, "schemaVersion", \.schemaVersion, "The version of the event's schema."),
        Field(8, "occurredAt", \.occurredAt, "When it happened in the world."),
        Field(9, "actor", \.actor, "Who did it, and for whom."),
        Field(10, "commandId", \.commandID, "The UUID of the commit."),
        Field(11, "commitIndex", \.commitIndex, "Place in the commit, from 0."),
        Field(12, "commitCount", \.commitCount, "How many events the commit has."),
        Field(13, "causation", \.causation, "Position of the event that caused this one."),
        Field(14, "correlation", \.correlation, "Position of the event that began the chain."),
        Field(15, "reason", \.reason, "Why, in the actor's words."),
        Field(16, "claims", \.claims, "Keys that the commit claimed or released; on its first event."),
        Field(17, "payload", of: { RawBytes($0.payload) }, "The event itself, a message of its type."),
        make: {
            RecordedEvent(
                position: $0, version: $1, recordedAt: $2, stream: $3, drawn: $4, type: $5, schemaVersion: $6,
                occurredAt: $7, actor: $8, commandID: $9, commitIndex: $10, commitCount: $11, causation: $12,
                correlation: $13, reason: $14, claims: $15, payload: $16.bytes)
        })
}

extension DrawnNumber: WireMessage {
    public static let schema = Schema(
        Field(1, "sequence", \DrawnNumber.sequence, "The sequence's name."),
        Field(2, "number", \.number, "The number drawn, from 1, without gaps."))
}

extension KeyClaim: WireMessage {
    public static let schema = Schema(
        Field(1, "action", \KeyClaim.action, "Claimed or released."),
        Field(2, "namespace", \.namespace, "What kind of key."),
        Field(3, "key", \.key, "The key."))
}

extension UInt32: FieldValue {
    public static var wireType: WireType { .varint }
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> UInt32 {
        let value = try reader.varint()
        guard let narrow = UInt32(exactly: value) else {
            throw reader.error(.badValue("\(value) needs more than 32 bits"))
        }
        return narrow
    }
    public func write(_ writer: inout WireWriter) { writer.varint(UInt64(self)) }
    public static var shape: FieldShape { .scalar(.uint32) }
    public func json(_: (any Opener)?) -> JSONValue? { .integer(Int64(self)) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard let value = UInt32(exactly: try Int64(json: json)) else { throw .expected("0 … 4294967295", found: json) }
        self = value
    }
}
