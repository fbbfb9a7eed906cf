import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

extension QueryOptions {
    /// Asks the graph as of the moment that the options say, and closes the log. `near`: where the question begins, if anywhere.
    func graph<Result: Sendable>(
        near seeds: [CIID] = [], _ body: @escaping @Sendable (GraphView) throws -> Result
    ) async throws -> Result {
        let engine = try await log.openForReading()
        do {
            let result = try await engine.configuration(
                moment.moment(in: engine.zone), near: seeds, seeing: sight, body)
            await engine.close()
            return result
        } catch let error as EngineError {
            throw Failure(error)
        }
    }

    /// The rows with what people call their items, where people read them; programs get what they are promised.
    func named(_ rows: [JSONObject]) async throws -> [JSONObject] {
        guard format.format == .table else { return rows }
        let engine = try await log.openForReading()
        do {
            let items = rows.map { CIID($0["ci"]?.cell ?? "") }
            let names = try await engine.names(of: items, moment.moment(in: engine.zone))
            await engine.close()
            return zip(rows, items).map { row, item in
                var row = row
                row["name"] = names[item].map(JSONValue.string)
                return row
            }
        } catch let error as EngineError {
            throw Failure(error)
        }
    }

    /// Writes objects as a list.
    func write(_ rows: [JSONObject], columns: [Column], keys: [String]) throws(Failure) {
        var writer = RowWriter(StandardOutput(), format.format, columns: columns, keys: keys)
        for row in rows { try writer.write(row) }
        try writer.finish()
    }
}

extension GraphView {
    /// The item; an error that says what to do where there is none at the moment.
    func mustFind(_ id: CIID) throws(Failure) -> Int32 {
        guard let item = item(id) else {
            throw Failure(
                .notFound,
                "there is no configuration item \(id) as of \(asOf); check the id, or look for the name with "
                    + "'logbook ci list --with name=\(id)'")
        }
        return item
    }

    func name(_ item: Int32) -> JSONValue { .string(shown(item)?.rawValue ?? restrictedName) }
    func names(_ items: [Int32]) -> JSONValue { .array(items.map(name)) }

    /// An item and its class, which begin every row of an answer.
    func row(_ item: Int32, _ more: JSONObject = [:]) -> JSONObject {
        var row: JSONObject = ["ci": name(item), "class": .string(ciClass(item))]
        for member in more.members { row[member.key] = member.value }
        return row
    }

    /// What was asked, and as of when.
    func head(_ item: Int32) -> JSONObject {
        ["ci": name(item), "asOf": .string(asOf.description), "position": .integer(Int64(knownAt.rawValue))]
    }
}

extension Column {
    static let ci = Column("ci", "CI", width: 24)
    static let ciClass = Column("class", "CLASS", width: 18)
    static let name = Column("name", "NAME", width: 24)
    static let state = Column("state", "STATE", width: 9)
    static let distance = Column("distance", "DISTANCE", width: 8, isRight: true)
    static let path = Column("path", "PATH", width: 0) { value in
        guard case .array(let steps) = value else { return "" }
        return steps.map(\.cell).joined(separator: " → ")
    }
}
