// The schema's decoder written out, because every record passes here: a third of the time. The schema stays the
// declaration, and a test holds the two to the same results.

extension RecordedEvent {
    public init(decoding bytes: RawSpan) throws(DecodeError) {
        var types = TextMemory.none
        try self.init(decoding: bytes, types: &types)
    }

    /// One record of many, whose types come again.
    package init(decoding bytes: RawSpan, types: inout TextMemory) throws(DecodeError) {
        var reader = WireReader(bytes)
        self = try RecordedEvent.decode(&reader, &types)
    }

    public static func read(_ reader: inout WireReader) throws(DecodeError) -> RecordedEvent {
        var part = try reader.nested()
        var types = TextMemory.none
        return try decode(&part, &types)
    }

    private static func decode(
        _ reader: inout WireReader, _ types: inout TextMemory
    ) throws(DecodeError) -> RecordedEvent {
        let record = RecordedEvent(
            position: try Position.decodeField(1, &reader),
            version: try UInt64.decodeField(2, &reader),
            recordedAt: try Instant.decodeField(3, &reader),
            stream: try StreamID.decodeField(4, &reader),
            drawn: try DrawnNumber.decodeFieldIfPresent(5, &reader),
            type: try types.decodeField(6, &reader),
            schemaVersion: try UInt32.decodeField(7, &reader),
            occurredAt: try Instant.decodeField(8, &reader),
            actor: try Actor.decodeField(9, &reader),
            commandID: try CommandID.decodeField(10, &reader),
            commitIndex: try UInt32.decodeField(11, &reader),
            commitCount: try UInt32.decodeField(12, &reader),
            causation: try Position.decodeFieldIfPresent(13, &reader),
            correlation: try Position.decodeFieldIfPresent(14, &reader),
            reason: try String.decodeFieldIfPresent(15, &reader),
            claims: try [KeyClaim].decodeField(16, &reader),
            payload: try RawBytes.decodeField(17, &reader).bytes)
        try reader.finish()
        return record
    }
}

extension Actor {
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Actor {
        var part = try reader.nested()
        let actor = Actor(
            principal: try PersonID.decodeField(1, &part),
            kind: try ActorKind.decodeField(2, &part),
            onBehalfOf: try PersonID.decodeFieldIfPresent(3, &part))
        try part.finish()
        return actor
    }
}
