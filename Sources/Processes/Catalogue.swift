public import EventModel

/// The one list of what the engine knows: every kind of stream, how it folds, and the events that it may hold.
public enum Catalogue {
    public static let processes: [any Decider.Type] = [
        IncidentProcess.self,
        PriorityMatrixProcess.self,
        IncidentRulesProcess.self,
        EscalationPathProcess.self,
        SupportGroupProcess.self,
        ContactProcess.self,
        AlertProcess.self,
        NotificationProcess.self,
        OutboxProcess.self,
        ImportRunProcess.self,
        ReadModelOperationProcess.self,
        PolicyProcess.self,
        CISchemaProcess.self,
        CIProcess.self,
        RelationshipProcess.self,
        DiscoveryProcess.self,
        BaselineProcess.self,
        CMDBAuditProcess.self,
        TrendProcess.self,
        ProblemProcess.self,
        KnownErrorProcess.self,
        ChangeProcess.self,
        ChangeTemplateProcess.self,
        FreezeProcess.self,
        ChangeRulesProcess.self,
        ChangeSchemeProcess.self,
        AdvisoryBoardProcess.self,
        RiskQuestionnaireProcess.self,
        OutageProcess.self,
        ReviewProcess.self,
    ]

    private static let byCategory: [String: any Decider.Type] = {
        func category<Process: Decider>(_: Process.Type) -> String { Process.category }
        return Dictionary(uniqueKeysWithValues: processes.map { (category($0), $0) })
    }()

    /// What folds the streams of `category`; nil where no process has them.
    public static func process(of category: String) -> (any Decider.Type)? { byCategory[category] }

    /// Every event of every released version, in the order of the list.
    public static let declarations: [EventDeclaration] = processes.flatMap { declarations(of: $0) }

    private static func declarations<Process: Decider>(of _: Process.Type) -> [EventDeclaration] {
        Process.Event.catalogue.declarations
    }
}
