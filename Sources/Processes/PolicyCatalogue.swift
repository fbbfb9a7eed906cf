/// The one list of what happens by itself.
public enum PolicyCatalogue {
    public static let policies: [any Policy] = {
        var list = PolicyList()
        visit(&list)
        return list.policies
    }()

    /// Shows each to `visitor`. Inlinable, so that whoever visits is compiled for each of them.
    @inlinable
    public static func visit(_ visitor: inout some PolicyVisitor) {
        visitor.visit(AlertLogsIncident())
        visitor.visit(AlertKnowsIncident())
        visitor.visit(SuppressedAlertLogsIncident())
        visitor.visit(AlertSuppressionEnds())
        visitor.visit(EndedChangeEndsSuppressions())
        visitor.visit(ClearedAlertProposesResolution())
        visitor.visit(CallerAssets())
        visitor.visit(ImpactLinks())
        visitor.visit(SimilarIncidents())
        visitor.visit(KnownErrorsMatch())
        visitor.visit(ProblemLinksIncident())
        visitor.visit(MajorIncidentLogsProblem())
        visitor.visit(MajorIncidentNotifies())
        visitor.visit(MajorIncidentGetsReview())
        visitor.visit(MajorIncidentOpensOutage())
        visitor.visit(ResolvedIncidentEndsOutages())
        visitor.visit(WorkaroundNotifiesAssignees())
        visitor.visit(ParentResolvesChildren())
        visitor.visit(CallersWordMovesIncident())
        visitor.visit(AutoClose())
        visitor.visit(StaleItems())
        visitor.visit(TemplateFailures())
        visitor.visit(ApprovalExpiry())
        visitor.visit(TrendLogsProblem())
        visitor.visit(RootCauseDraftsKnownError())
        visitor.visit(KnownErrorRequestsChange())
        visitor.visit(PlannedChangeIsAssessed())
        visitor.visit(AssessedChangeAsksForApproval())
        visitor.visit(FailedChangeLogsIncident())
        visitor.visit(FailedChangeAsksForDecision())
        visitor.visit(SuspectedChanges())
        visitor.visit(EndedChangeGetsReview())
        visitor.visit(ChangeResolvesProblem())
        visitor.visit(ChangeFixesKnownErrors())
        visitor.visit(IncidentBringsKnownErrorBack())
        visitor.visit(QuietKnownErrorCloses())
        visitor.visit(UnauthorisedChanges())
        visitor.visit(ApprovalRegularises())
        visitor.visit(FindingNotifiesOwner())
    }
}

/// Does something with each policy, and perhaps something else with each timer.
public protocol PolicyVisitor {
    mutating func visit(_ policy: some Policy)
    mutating func visit(_ timer: some TimerPolicy)
}

private struct PolicyList: PolicyVisitor {
    var policies: [any Policy] = []

    mutating func visit(_ policy: some Policy) { policies.append(policy) }
    mutating func visit(_ timer: some TimerPolicy) { policies.append(timer) }
}
