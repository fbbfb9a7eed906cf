public import EventModel

/// Logs a new incident, with its priority from the matrix in force.
public struct LogIncident: Command {
    public typealias Process = IncidentProcess
    public let title: String
    public let impact: Impact
    public let urgency: Urgency
    public let source: IncidentSource
    public let detectedAt: Instant?
    public let caller: PersonID?
    public let customer: CustomerID?
    public let service: ServiceID?
    public let ci: CIID?
    public let category: String?
    public let contact: ContactID?
    public let previous: IncidentNumber?
    public let description: PersonalText?
    public let alert: AlertID?
    public let change: ReferenceCode?

    /// `change` is what caused it, where that is known from the start; `detectedAt` is when it was first noticed; the time of the report where that is not known.
    public init(
        title: String, impact: Impact = .medium, urgency: Urgency = .medium, source: IncidentSource = .portal,
        detectedAt: Instant? = nil, caller: PersonID? = nil, customer: CustomerID? = nil, service: ServiceID? = nil,
        ci: CIID? = nil, category: String? = nil, contact: ContactID? = nil, previous: IncidentNumber? = nil,
        description: PersonalText? = nil, alert: AlertID? = nil, change: ReferenceCode? = nil
    ) {
        self.title = title
        self.impact = impact
        self.urgency = urgency
        self.source = source
        self.detectedAt = detectedAt
        self.caller = caller
        self.customer = customer
        self.service = service
        self.ci = ci
        self.category = category
        self.contact = contact
        self.previous = previous
        self.description = description
        self.alert = alert
        self.change = change
    }

    public func needs(_: Incident?, _: Facts) -> [StreamID] {
        [PriorityMatrix.stream] + [previous?.stream].compactMap { $0 }
    }

    public func decide(_ state: Incident?, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        if let state { throw .alreadyLogged(state.number) }
        let title = try title.required("the title")
        try checkCodes()
        let detectedAt = detectedAt ?? context.occurredAt
        guard detectedAt <= context.occurredAt else {
            throw .beforeDetection(occurredAt: context.occurredAt, detectedAt: detectedAt)
        }
        if let previous, context.facts.incident(previous) == nil { throw .notLogged(previous) }
        let logged = IncidentLogged(
            title: title, source: source, detectedAt: detectedAt, impact: impact, urgency: urgency, caller: caller,
            customer: customer, service: service, ci: ci, contact: contact, previous: previous,
            description: description,
            alert: alert)
        let matrix = context.facts.priorityMatrix
        let prioritised = IncidentPrioritised(
            impact: impact, urgency: urgency, priority: matrix.priority(impact, urgency), matrixVersion: matrix.version)
        var events: [IncidentEvent] = [.logged(logged)]
        if let category = category?.nonEmpty { events.append(.categorised(IncidentCategorised(category: category))) }
        events.append(.prioritised(prioritised))
        if let change { events.append(.changeCauseConfirmed(ChangeCauseConfirmed(change: change))) }
        return IncidentDecision(events)
    }

    private func checkCodes() throws(IncidentRejection) {
        try caller?.checked("the caller")
        try customer?.checked("the customer")
        try service?.checked("the service")
        try ci?.checked("the configuration item")
        try contact?.checked("the contact")
        try change?.checked("the change")
    }
}
