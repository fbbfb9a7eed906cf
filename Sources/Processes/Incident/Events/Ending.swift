public import EventModel

/// The service is usable again for the caller.
public struct IncidentResolved: DomainEvent {
    public let code: String?
    public let solution: String?
    public let service: ServiceID?
    public let causeCI: CIID?
    public let restoredAt: Instant?

    public init(code: String?, solution: String?, service: ServiceID?, causeCI: CIID?, restoredAt: Instant?) {
        self.code = code
        self.solution = solution
        self.service = service
        self.causeCI = causeCI
        self.restoredAt = restoredAt
    }

    public static let type = EventType(
        "IncidentResolved", version: 1,
        Field(1, "code", \IncidentResolved.code, "The closure code: what kind of solution it was."),
        Field(2, "solution", \.solution, "What was done; names no person."),
        Field(3, "service", \.service, "The service that was hit."),
        Field(4, "causeCI", \.causeCI, "The item at fault."),
        Field(5, "restoredAt", \.restoredAt, "When the service ran again, where that was another moment."))
    public static let summary = "The service is usable again for the caller."
    public static let example = IncidentResolved(
        code: "fixed", solution: "Emptied the queue.", service: "mail", causeCI: "mx-1",
        restoredAt: Instant(micros: 1_774_634_400_000_000))
}

/// Something says that the incident may be over; whether it is, a person says.
public struct ResolutionProposed: DomainEvent {
    public let why: String
    public init(why: String) { self.why = why }

    public static let type = EventType(
        "ResolutionProposed", version: 1,
        Field(1, "why", \ResolutionProposed.why, "Why it may be over."))
    public static let summary = "Something says that the incident may be over."
    public static let example = ResolutionProposed(why: "The alert mx-1~queue-length was cleared.")
}

/// What said that the incident may be over says so no more.
public struct ResolutionProposalWithdrawn: DomainEvent {
    public let why: String
    public init(why: String) { self.why = why }

    public static let type = EventType(
        "ResolutionProposalWithdrawn", version: 1,
        Field(1, "why", \ResolutionProposalWithdrawn.why, "Why it is not over."))
    public static let summary = "What said that the incident may be over says so no more."
    public static let example = ResolutionProposalWithdrawn(why: "The alert mx-1~queue-length is back.")
}

/// The children of a resolved incident were resolved with it.
public struct ChildIncidentsResolved: DomainEvent {
    public let children: [IncidentNumber]
    public init(children: [IncidentNumber]) { self.children = children }

    public static let type = EventType(
        "ChildIncidentsResolved", version: 1,
        Field(1, "children", \ChildIncidentsResolved.children, "Which ones."))
    public static let summary = "The children of a resolved incident were resolved with it."
    public static let example = ChildIncidentsResolved(children: ["INC-2026-000002", "INC-2026-000003"])
}

/// Who closed an incident.
public enum ClosureMode: Int32, WireEnum {
    /// The caller agreed.
    case customer = 1
    /// Nobody said anything for long enough.
    case auto = 2
    /// The desk closed it without either.
    case desk = 3
}

/// The incident is done; nothing more happens to it.
public struct IncidentClosed: DomainEvent {
    public let mode: ClosureMode
    public let rulesVersion: UInt64?

    public init(mode: ClosureMode, rulesVersion: UInt64? = nil) {
        self.mode = mode
        self.rulesVersion = rulesVersion
    }

    public static let type = EventType(
        "IncidentClosed", version: 1,
        Field(1, "mode", \IncidentClosed.mode, "Who closed it."),
        Field(2, "rulesVersion", \.rulesVersion, "The version of the rules that said when, where nobody did."))
    public static let summary = "The incident is done."
    public static let example = IncidentClosed(mode: .auto, rulesVersion: 3)
}

/// The solution did not hold.
public struct IncidentReopened: DomainEvent {
    public let reason: String?
    public let rulesVersion: UInt64?

    public init(reason: String?, rulesVersion: UInt64? = nil) {
        self.reason = reason
        self.rulesVersion = rulesVersion
    }

    public static let type = EventType(
        "IncidentReopened", version: 1,
        Field(1, "reason", \IncidentReopened.reason, "What is still wrong."),
        Field(2, "rulesVersion", \.rulesVersion, "The version of the rules that set the window."))
    public static let summary = "The solution did not hold."
    public static let example = IncidentReopened(reason: "The mail stopped again.", rulesVersion: 3)
}

/// It was no incident.
public struct IncidentCancelled: DomainEvent {
    public let reason: String?
    public init(reason: String?) { self.reason = reason }

    public static let type = EventType(
        "IncidentCancelled", version: 1,
        Field(1, "reason", \IncidentCancelled.reason, "Why it was none."))
    public static let summary = "It was no incident."
    public static let example = IncidentCancelled(reason: "The caller had looked in the wrong folder.")
}

/// Another tool's record said a state that no event of ours leads to from here. Kept as it was found.
public struct SourceStateRecorded: DomainEvent {
    public let source: String
    public let code: String
    public let state: IncidentState?

    public init(source: String, code: String, state: IncidentState?) {
        self.source = source
        self.code = code
        self.state = state
    }

    public static let type = EventType(
        "SourceStateRecorded", version: 1,
        Field(1, "source", \SourceStateRecorded.source, "The tool that the record came from."),
        Field(2, "code", \.code, "The state as the tool wrote it."),
        Field(3, "state", \.state, "What it means here; absent where nobody knows."))
    public static let summary = "Another tool's record said a state that no event of ours leads to from here."
    public static let example = SourceStateRecorded(source: "servicenow", code: "-100", state: .new)
}
