extension HelpdeskFormat {
    /// What the import looks at; other columns may stand beside.
    enum Column: Int, SourceColumn {
        case ticket, activity, resource, completedAt, customer, product, seriousness, serviceType, workgroup

        var name: String {
            switch self {
            case .ticket: "Case ID"
            case .activity: "Activity"
            case .resource: "Resource"
            case .completedAt: "Complete Timestamp"
            case .customer: "customer"
            case .product: "product"
            case .seriousness: "seriousness_2"
            case .serviceType: "service_type"
            case .workgroup: "workgroup"
            }
        }
    }
}
