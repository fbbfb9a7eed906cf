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
        NotificationProcess.self,
    ]

    /// Every event of every released version, in the order of the list.
    public static let declarations: [EventDeclaration] = processes.flatMap { declarations(of: $0) }

    private static func declarations<Process: Decider>(of _: Process.Type) -> [EventDeclaration] {
        Process.Event.catalogue.declarations
    }
}
