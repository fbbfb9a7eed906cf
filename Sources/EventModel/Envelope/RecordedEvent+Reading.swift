// The schema's decoder written out, because every record passes here: a third of the time. The schema stays the
// declaration, and a test holds the two to the same results.

extension RecordedEvent {
    public init(decoding bytes: RawSpan) throws(DecodeError) {
        var memory = RecordMemory.none
        try self.init(decoding: bytes, memory: &memory)
    }

    /// One record of many.
    package init(decoding bytes: RawSpan, memory: inout RecordMemory) throws(DecodeError) {
        self = try RecordedEvent.decode(bytes, stream: nil, memory: &memory)
    }

    /// One record of many. `stream` is whose it is, where that is known: its name is not read then. No initialiser, which would
    /// copy the many fields once more.
    package static func decode(
        _ bytes: RawSpan, stream: StreamID?, memory: inout RecordMemory
    ) throws(DecodeError) -> RecordedEvent {
        var reader = WireReader(bytes)
        return try decode(&reader, stream, &memory)
    }

    public static func read(_ reader: inout WireReader) throws(DecodeError) -> RecordedEvent {
        var part = try reader.nested()
        var memory = RecordMemory.none
        return try decode(&part, nil, &memory)
    }

    private static func decode(
        _ reader: inout WireReader, _ stream: StreamID?, _ memory: inout RecordMemory
    ) throws(DecodeError) -> RecordedEvent {
        let record = RecordedEvent(
            position: try Position.decodeField(1, &reader),
            version: try UInt64.decodeField(2, &reader),
            recordedAt: try Instant.decodeField(3, &reader),
            stream: try decodeStream(stream, &reader),
            drawn: try DrawnNumber.decodeFieldIfPresent(5, &reader),
            type: try memory.types.decodeField(6, &reader),
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
            payload: try memory.decodePayload(17, &reader))
        try reader.finish()
        return record
    }

    private static func decodeStream(
        _ known: StreamID?, _ reader: inout WireReader
    ) throws(DecodeError) -> StreamID {
        guard let known else { return try StreamID.decodeField(4, &reader) }
        try reader.skip(4, .lengthDelimited)
        return known
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
