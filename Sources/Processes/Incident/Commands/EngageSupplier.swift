public import EventModel

/// Asks a supplier to work on it. Again with another reference where the supplier opens a further case.
public struct EngageSupplier: IncidentCommand {
    public let supplier: SupplierID
    public let reference: String?

    /// `reference` is the supplier's own number for it.
    public init(supplier: SupplierID, reference: String? = nil) {
        self.supplier = supplier
        self.reference = reference
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        try supplier.checked("the supplier")
        return [.supplierEngaged(SupplierEngaged(supplier: supplier, reference: reference?.nonEmpty))]
    }
}

/// Records that the supplier answered.
public struct RecordSupplierResponse: IncidentCommand {
    public let supplier: SupplierID?
    public let reference: String?

    /// Without `supplier` it is the one engaged last.
    public init(supplier: SupplierID? = nil, reference: String? = nil) {
        self.supplier = supplier
        self.reference = reference
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        guard let supplier = supplier ?? incident.assignment.supplier else { throw .missing("the supplier") }
        guard incident.assignment.suppliers.contains(supplier) else { throw .supplierNotEngaged(supplier) }
        return [.supplierResponded(SupplierResponded(supplier: supplier, reference: reference?.nonEmpty))]
    }
}
