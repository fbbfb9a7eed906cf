extension ServiceNowFormat {
    /// What the import looks at; other columns may stand beside.
    enum Column: Int, SourceColumn {
        case number, incidentState, reopenCount, modificationCount, caller, openedAt, updatedBy, updatedAt,
            contactType, category, subcategory, symptom, ci, impact, urgency, priority, group, person,
            problem, change, vendor, causedBy, resolvedAt, closedAt

        var name: String {
            switch self {
            case .number: "number"
            case .incidentState: "incident_state"
            case .reopenCount: "reopen_count"
            case .modificationCount: "sys_mod_count"
            case .caller: "caller_id"
            case .openedAt: "opened_at"
            case .updatedBy: "sys_updated_by"
            case .updatedAt: "sys_updated_at"
            case .contactType: "contact_type"
            case .category: "category"
            case .subcategory: "subcategory"
            case .symptom: "u_symptom"
            case .ci: "cmdb_ci"
            case .impact: "impact"
            case .urgency: "urgency"
            case .priority: "priority"
            case .group: "assignment_group"
            case .person: "assigned_to"
            case .problem: "problem_id"
            case .change: "rfc"
            case .vendor: "vendor"
            case .causedBy: "caused_by"
            case .resolvedAt: "resolved_at"
            case .closedAt: "closed_at"
            }
        }
    }
}
