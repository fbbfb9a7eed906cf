import EventModel
import Processes
import ServiceEngine

/// What changed in an incident from one moment to another, and by which events.
struct IncidentDiff {
    let number: IncidentNumber
    let from: Moment
    let to: Moment
    let names: ShownNames

    /// - Throws: `notFound` where there was no incident at either moment.
    func write(_ engine: ServiceEngine, _ format: OutputFormat) async throws {
        let (found, begin, end) = try await find(engine)
        guard found.before != nil || found.after != nil else {
            throw Failure(.notFound, "there is no incident \(number) at either moment")
        }
        let answer: JSONObject = [
            "number": .string(number.rawValue), "from": json(from, begin), "to": json(to, end),
            "changes": changes(found),
        ]
        switch format {
        case .json, .ndjson: try writeObject(answer, format) { _ in }
        case .table, .csv: try writeRows(found, format, engine.reporting)
        }
    }

    private func find(
        _ engine: ServiceEngine
    ) async throws(Failure) -> (ItemChanges, ResolvedMoment, ResolvedMoment) {
        do {
            return (
                try await engine.changes(of: number, from: from, to: to), try await engine.resolve(from),
                try await engine.resolve(to)
            )
        } catch {
            throw Failure(error, about: number.stream)
        }
    }

    /// The changes, with the names of items as they are shown.
    private func changes(_ found: ItemChanges) -> JSONValue {
        guard case .array(let changes) = found.json else { return found.json }
        return .array(
            changes.map { change in
                guard case .object(let object) = change, ["ci", "cis"].contains(object["field"]?.cell) else {
                    return change
                }
                return .object(names.json(object, naming: "before", "after"))
            })
    }

    private func json(_ moment: Moment, _ resolved: ResolvedMoment) -> JSONValue {
        .object([
            "position": .integer(Int64(clamping: resolved.position.rawValue)),
            "asOf": resolved.asOf.map { .string($0.description) } ?? .null,
        ])
    }

    private func writeRows(_ found: ItemChanges, _ format: OutputFormat, _ reporting: Reporting) throws {
        let columns = [
            Column("field", "FIELD", width: 18),
            Column("before", "BEFORE", width: 24, text: reporting.cell),
            Column("after", "AFTER", width: 24, text: reporting.cell),
            Column("events", "CHANGED BY", width: 0, text: changedBy),
        ]
        var writer = RowWriter(
            StandardOutput(), format, columns: columns, keys: ["field", "before", "after", "events"])
        guard case .array(let changes) = changes(found) else { return }
        for case .object(let change) in changes { try writer.write(change) }
        try writer.finish()
    }

    /// `1027 IncidentPrioritised by person-4, 1031 …`
    private func changedBy(_ value: JSONValue) -> String {
        guard case .array(let events) = value else { return "" }
        return events.map { event in
            guard case .object(let event) = event, case .object(let actor)? = event["actor"] else { return "" }
            let (position, type) = (event["position"]?.cell ?? "", event["type"]?.cell ?? "")
            return "\(position) \(type) by \(actor["principal"]?.cell ?? "")"
        }
        .joined(separator: ", ")
    }
}
