public import EventModel

/// Says that the incident is one that is already understood.
public struct MatchKnownError: IncidentCommand {
    public let knownError: ReferenceCode
    public init(_ knownError: ReferenceCode) { self.knownError = knownError }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        try knownError.checked("the known error")
        guard !incident.relations.knownErrors.contains(knownError) else {
            throw .alreadyLinked("the known error \(knownError)")
        }
        return [.knownErrorMatched(KnownErrorMatched(knownError: knownError))]
    }
}

/// Records that the service was made usable again without removing the cause.
public struct ApplyWorkaround: IncidentCommand {
    public let workaround: String
    public let knownError: ReferenceCode?

    /// `knownError` is the one that the workaround belongs to.
    public init(_ workaround: String, knownError: ReferenceCode? = nil) {
        self.workaround = workaround
        self.knownError = knownError
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        try knownError?.checked("the known error")
        let workaround = try workaround.required("the workaround")
        return [.workaroundApplied(WorkaroundApplied(workaround: workaround, knownError: knownError))]
    }
}
