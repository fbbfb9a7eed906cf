/// One audit row: the record as it is after the first update, and what is different about it.
struct AuditRow {
    private var values: [String: String]

    private static let columns = [
        "number", "incident_state", "active", "reassignment_count", "reopen_count", "sys_mod_count", "made_sla",
        "caller_id", "opened_by", "opened_at", "sys_created_by", "sys_created_at", "sys_updated_by", "sys_updated_at",
        "contact_type", "location", "category", "subcategory", "u_symptom", "cmdb_ci", "impact", "urgency", "priority",
        "assignment_group", "assigned_to", "knowledge", "u_priority_confirmation", "notify", "problem_id", "rfc",
        "vendor", "caused_by", "closed_code", "resolved_by", "resolved_at", "closed_at",
    ]
    private static let usual = [
        "number": "INC1", "incident_state": "New", "active": "true", "reassignment_count": "0", "reopen_count": "0",
        "sys_mod_count": "0", "made_sla": "true", "caller_id": "Caller 7", "opened_at": "29/2/2016 07:08",
        "sys_updated_by": "Updated by 3", "sys_updated_at": "29/2/2016 07:17", "contact_type": "Phone",
        "category": "Category 20", "subcategory": "Subcategory 125", "u_symptom": "Symptom 471",
        "impact": "2 - Medium", "urgency": "2 - Medium", "priority": "3 - Moderate", "knowledge": "false",
        "u_priority_confirmation": "false", "notify": "Do Not Notify", "closed_code": "code 7",
        "resolved_by": "Resolved by 62", "resolved_at": "3/3/2016 16:01", "closed_at": "5/3/2016 17:00",
    ]

    init(_ differences: [String: String] = [:]) {
        values = Self.usual.merging(differences) { $1 }
    }

    /// The next row of the same incident: `minutes` past 8 o'clock, one modification on.
    func then(_ minutes: Int, _ differences: [String: String] = [:]) -> AuditRow {
        var row = self
        row.values["sys_mod_count"] = String((Int(values["sys_mod_count"] ?? "") ?? 0) + 1)
        row.values["sys_updated_at"] = Self.time(minutes)
        row.values.merge(differences) { $1 }
        return row
    }

    /// How the export writes it.
    static func time(_ minutes: Int) -> String {
        "29/2/2016 \(8 + minutes / 60 < 10 ? "0" : "")\(8 + minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    }

    static func csv(_ rows: [AuditRow], columns: [String] = columns) -> String {
        ([columns] + rows.map { row in columns.map { row.values[$0] ?? "?" } })
            .map { $0.joined(separator: ",") + "\n" }.joined()
    }

    static func csv(_ rows: AuditRow...) -> String { csv(rows) }
    static var reversedColumns: [String] { columns.reversed() }
}
