import EventLog
import EventModel
import ServiceEngine

/// Walks over recorded events, slice by slice, and writes those that are asked for.
struct EventListing {
    let engine: ServiceEngine
    let filter: EventFilter
    /// How many may still be written.
    var left: Int

    /// Writes what was known at `moment` of the events from `from` through `through`.
    mutating func write(
        from: Position, through: Position, _ moment: Moment, to writer: inout RowWriter
    ) async throws {
        do {
            if let name = filter.stream, let stream = StreamID(parsing: name) {
                let records = try engine.store.readStream(stream, fromVersion: 1, through: through)
                _ = try write(records.filter { $0.position >= from }, moment, to: &writer)
                return
            }
            var slices = engine.store.slices(from: max(from, .first), through: through)
            while let slice = try slices.next() {
                guard try write(slice, moment, to: &writer) else { return }
            }
        } catch let error as LogError {
            throw Failure(error)
        }
    }

    /// False when nothing that follows is asked for.
    mutating func write(_ records: [RecordedEvent], _ moment: Moment, to writer: inout RowWriter) throws -> Bool {
        for record in records {
            guard left > 0, moment.knew(record) else { return false }
            guard filter.matches(record), record.occurredAt <= moment.asOf ?? .latest else { continue }
            try writer.write(EventList.row(try engine.rendered(record)))
            left -= 1
        }
        return left > 0
    }
}

extension Moment {
    /// Whether the log had the event by then; a position inside a commit means the commit's end.
    func knew(_ record: RecordedEvent) -> Bool {
        switch asKnownAt {
        case nil: true
        case .position(let position): record.position.rawValue - UInt64(record.commitIndex) <= position.rawValue
        case .instant(let instant): record.recordedAt <= instant
        }
    }
}

extension ServiceEngine {
    /// The event as JSON, or a failure that says why this release cannot read it.
    func rendered(_ record: RecordedEvent) throws(Failure) -> JSONValue {
        do { return try render(record) } catch { throw Failure(error, about: record.stream) }
    }
}
