import EventModel

/// How recorded events are listed.
enum EventList {
    /// The envelope's keys as the help promises them: each always there.
    static let keys = [
        "position", "stream", "version", "type", "schemaVersion", "occurredAt", "recordedAt", "actor", "commandId",
        "commitIndex", "commitCount", "causation", "correlation", "reason", "drawn", "claims", "payload",
    ]

    static func writer(
        _ output: StandardOutput, _ format: OutputFormat, _ reporting: Reporting, withStream: Bool
    ) -> RowWriter {
        let stream = Column("stream", "STREAM", width: 24)
        let columns = [
            Column("position", "POSITION", width: 9, isRight: true),
            Column("occurredAt", "OCCURRED", width: 16, text: reporting.minute),
            Column("type", "EVENT", width: 22),
            Column("actor", "ACTOR", width: 16, text: actor),
            Column("payload", "WHAT", width: 0, text: reporting.outline),
        ]
        return RowWriter(
            output, format, columns: withStream ? [columns[0], stream] + columns[1...] : columns, keys: keys)
    }

    /// The rendered event with every key, in the order above.
    static func row(_ rendered: JSONValue) -> JSONObject {
        guard case .object(let object) = rendered else { return [:] }
        var row = JSONObject()
        for key in keys { row[key] = object[key] ?? .null }
        return row
    }

    /// `person-4`, `person-4 for person-17`, `servicenow (import)`.
    private static func actor(_ value: JSONValue) -> String {
        guard case .object(let actor) = value else { return "" }
        let kind = actor["kind"]?.cell ?? ""
        let other = actor["onBehalfOf"]?.cell ?? ""
        let name = actor["principal"]?.cell ?? ""
        return name + (kind == "person" ? "" : " (\(kind))") + (other.isEmpty ? "" : " for \(other)")
    }
}
