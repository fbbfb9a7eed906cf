import EventModel
import ReadModels
import ServiceEngine

extension QueryOptions {
    /// Lists what `rows` takes from a read model as of the moment asked for. CSV has the keys of the first row.
    func list<Content: RowModel>(
        _ model: Content.Type, columns: (Reporting) -> [Column],
        rows: @escaping @Sendable (any TableReader<Content>) throws -> [JSONObject]
    ) async throws {
        try await list(model, columns: columns) { reader, _ in try rows(reader) }
    }

    /// The same where the rows depend on the instant that was asked for.
    func list<Content: RowModel>(
        _ model: Content.Type, columns: (Reporting) -> [Column],
        rowsThen: @escaping @Sendable (any TableReader<Content>, Instant) throws -> [JSONObject]
    ) async throws {
        let engine = try await log.openForReading()
        let reporting = engine.reporting
        let found: [JSONObject]
        do {
            let moment = moment.moment(in: reporting.zone)
            let instant = try await engine.resolve(moment).instant
            found = try await engine.read(model, moment) { try rowsThen($0, instant) }
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
        let columns = columns(reporting)
        let keys = found.first?.members.map(\.key) ?? columns.map(\.key)
        var writer = RowWriter(StandardOutput(), format.format, columns: columns, keys: keys)
        for row in found { try writer.write(row) }
        try writer.finish()
    }

    /// Writes the events of a stream as of the moment asked for; a failure where there were none.
    func writeHistory(of stream: StreamID, _ what: String, _ number: String) async throws {
        let engine = try await log.openForReading()
        let reporting = engine.reporting
        let moment = moment.moment(in: reporting.zone)
        let records: [RecordedEvent]
        do { records = try await engine.history(of: stream, moment) } catch { throw Failure(error, about: stream) }
        if records.isEmpty {
            let then = moment.isNow ? "" : " at that moment"
            throw Failure(.notFound, "there is no \(what) \(number)\(then)")
        }
        var writer = EventList.writer(StandardOutput(), format.format, reporting, withStream: false)
        for record in records { try writer.write(EventList.row(try engine.rendered(record))) }
        try writer.finish()
        await engine.close()
    }
}
