import EventModel
import Processes
import ReadModels
import ServiceEngine

/// What a change is shown by.
enum ChangeFields {
    /// The keys of its JSON, in their order: the columns of CSV.
    static let names = [
        "number", "title", "type", "state", "category", "priority", "requester", "recordedBy", "implementer", "service",
        "template", "problem", "cis", "attributes", "windowFrom", "windowTo", "requestedAt", "affected", "services",
        "agreements", "consumers", "assessedAtPosition", "risk", "riskScore", "conflicts", "quorum", "approvers",
        "board", "approvals", "approvalDueAt", "authorisedAt", "approvalsVoided", "startedAt", "endedAt",
        "outOfWindow", "overran", "failedStep", "recovery", "backedOut", "reviewer", "reviewDueAt", "outcome",
        "reviewedAt", "closedAt", "changedAt", "lastPosition",
    ]

    static func writer(_ format: OutputFormat, _ reporting: Reporting) -> RowWriter {
        let columns = [
            Column("number", "NUMBER", width: 15), Column("state", "STATE", width: 10),
            Column("type", "TYPE", width: 9), Column("risk", "RISK", width: 6),
            Column("windowFrom", "WINDOW FROM", width: 16, text: reporting.minute),
            Column("windowTo", "TO", width: 16, text: reporting.minute),
            Column("implementer", "IMPLEMENTER", width: 12), Column("title", "TITLE", width: 0),
        ]
        return RowWriter(StandardOutput(), format, columns: columns, keys: names)
    }

    static func json(_ change: Change, _ shown: ShownNames) -> JSONObject {
        guard case .object(let object) = change.json else { return [:] }
        var row = shown.json(object, naming: "cis", "services", "agreements", "consumers")
        row["conflicts"] = shown.json(conflicts: change.assessment.conflicts)
        return row
    }
}

extension ShownNames {
    func json(_ conflict: ChangeConflict) -> JSONObject {
        [
            "kind": .string(conflict.kind.name), "other": .string(conflict.other.rawValue),
            "ci": conflict.ci.map(json) ?? .null,
        ]
    }

    func json(conflicts: [ChangeConflict]) -> JSONValue { .array(conflicts.map { .object(json($0)) }) }
}

extension CausedIncident {
    /// Keys are stable.
    var json: JSONObject {
        [
            "change": .string(change.rawValue), "incident": .string(incident.rawValue), "title": .string(title),
            "state": .string(state.name), "detectedAt": .string(detectedAt.description),
            "confirmed": .bool(isConfirmed), "authorised": isAuthorised.map(JSONValue.bool) ?? .null,
        ]
    }
}
