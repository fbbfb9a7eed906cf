/// Encodes the records of one commit. The schema's encoder written out, because every record passes here; what the records of a
/// commit share is encoded once. A test holds it to the schema's results.
package struct RecordEncoder: Sendable {
    /// Fields 9 and 10.
    private let actorAndCommand: [UInt8]
    /// Fields 12 to 15.
    private let circumstances: [UInt8]
    /// Field 16, which stands on the commit's first event.
    private let claims: [UInt8]

    package init(
        actor: Actor, commandID: CommandID, commitCount: UInt32, causation: Position?, correlation: Position?,
        reason: String?, claims: [KeyClaim]
    ) {
        actorAndCommand = Self.encoded { writer in
            actor.encodeField(9, &writer)
            commandID.encodeField(10, &writer)
        }
        circumstances = Self.encoded { writer in
            commitCount.encodeField(12, &writer)
            causation.encodeField(13, &writer)
            correlation.encodeField(14, &writer)
            reason.encodeField(15, &writer)
        }
        self.claims = Self.encoded { claims.encodeField(16, &$0) }
    }

    private static func encoded(_ body: (inout WireWriter) -> Void) -> [UInt8] {
        var writer = WireWriter(reserving: 128)
        body(&writer)
        return writer.bytes
    }

    /// What is an event's own.
    package struct Event {
        let position: Position
        let version: UInt64
        let recordedAt: Instant
        let stream: StreamID
        let drawn: DrawnNumber?
        let type: String
        let schemaVersion: UInt32
        let occurredAt: Instant
        let commitIndex: UInt32
        let payload: [UInt8]

        package init(
            position: Position, version: UInt64, recordedAt: Instant, stream: StreamID, drawn: DrawnNumber?,
            type: String, schemaVersion: UInt32, occurredAt: Instant, commitIndex: UInt32, payload: [UInt8]
        ) {
            self.position = position
            self.version = version
            self.recordedAt = recordedAt
            self.stream = stream
            self.drawn = drawn
            self.type = type
            self.schemaVersion = schemaVersion
            self.occurredAt = occurredAt
            self.commitIndex = commitIndex
            self.payload = payload
        }
    }

    /// The event's record, behind `headroom` bytes of zero for whatever is to stand before it.
    package func encode(_ event: borrowing Event, headroom: Int = 0) -> [UInt8] {
        // The fields of fixed size and all tags take less than 96 bytes.
        let sharedCount = actorAndCommand.count + circumstances.count + claims.count
        let ownCount = event.stream.category.utf8.count + event.stream.key.utf8.count + event.type.utf8.count
        var writer = WireWriter(reserving: headroom + event.payload.count + sharedCount + ownCount + 96)
        writer.bytes.append(contentsOf: repeatElement(0, count: headroom))
        event.position.encodeField(1, &writer)
        event.version.encodeField(2, &writer)
        event.recordedAt.encodeField(3, &writer)
        event.stream.encodeField(4, &writer)
        event.drawn.encodeField(5, &writer)
        event.type.encodeField(6, &writer)
        event.schemaVersion.encodeField(7, &writer)
        event.occurredAt.encodeField(8, &writer)
        writer.bytes += actorAndCommand
        event.commitIndex.encodeField(11, &writer)
        writer.bytes += circumstances
        if event.commitIndex == 0 { writer.bytes += claims }
        writer.tag(17, .lengthDelimited)
        writer.byteArray(event.payload)
        return writer.bytes
    }
}
