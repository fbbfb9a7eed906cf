public import EventModel

/// Says what kind of incident it is. Also of a resolved one: the cause is often clear only then.
public struct CategoriseIncident: IncidentCommand {
    public let category: String
    public let subcategory: String?
    public let symptom: String?
    public let service: ServiceID?

    /// A category is needed; without `service` the incident keeps the one that it has.
    public init(category: String, subcategory: String? = nil, symptom: String? = nil, service: ServiceID? = nil) {
        self.category = category
        self.subcategory = subcategory
        self.symptom = symptom
        self.service = service
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        try service?.checked("the service")
        let event = IncidentCategorised(
            category: try category.required("the category"), subcategory: subcategory?.nonEmpty,
            symptom: symptom?.nonEmpty, service: service)
        return [.categorised(event)]
    }
}
