public import EventModel

/// Other figures for incident management came into force.
public struct IncidentRulesPublished: DomainEvent {
    public let version: UInt64
    public let reopenWindowDays: Int64
    public let autoCloseBusinessDays: Int64
    public let alertSeverity: AlertSeverity?

    public init(
        version: UInt64, reopenWindowDays: Int64, autoCloseBusinessDays: Int64, alertSeverity: AlertSeverity? = nil
    ) {
        self.version = version
        self.reopenWindowDays = reopenWindowDays
        self.autoCloseBusinessDays = autoCloseBusinessDays
        self.alertSeverity = alertSeverity
    }

    public static let type = EventType(
        "IncidentRulesPublished", version: 1,
        Field(1, "version", \IncidentRulesPublished.version, "The rules' version, from 1."),
        Field(2, "reopenWindowDays", \.reopenWindowDays, "How long after its resolution one may be reopened, days."),
        Field(3, "autoCloseBusinessDays", \.autoCloseBusinessDays, "Business days of silence that close one."),
        Field(
            4, "alertSeverity", \.alertSeverity,
            "Alerts of this severity, and worse ones, become incidents, 1 (worst) to 5; 2 where absent."))
    public static let summary = "Other figures for incident management came into force."
    public static let example = IncidentRulesPublished(
        version: 4, reopenWindowDays: 10, autoCloseBusinessDays: 3, alertSeverity: .critical)
}

public enum IncidentRulesEvent: EventUnion {
    case published(IncidentRulesPublished)

    public static let catalogue = EventCatalogue<IncidentRulesEvent>([EventMember(IncidentRulesEvent.published)])
    public var event: any DomainEvent {
        switch self {
        case .published(let event): event
        }
    }
}

/// The one stream of rules: the last published are in force.
public enum IncidentRulesProcess: Decider {
    public static let category = "process"
    public static func initial(_: StreamID) -> IncidentRules { .standard }

    public static func evolve(_ state: inout IncidentRules, _ event: IncidentRulesEvent, _: RecordedEvent) {
        switch event {
        case .published(let event):
            state = IncidentRules(
                version: event.version, reopenWindowDays: event.reopenWindowDays,
                autoCloseBusinessDays: event.autoCloseBusinessDays,
                alertSeverity: event.alertSeverity ?? IncidentRules.standard.alertSeverity)
        }
    }
}

/// Publishes rules; they hold from then on. What is not given stays as it is.
public struct PublishIncidentRules: Command {
    public typealias Process = IncidentRulesProcess
    public let reopenWindowDays: Int64?
    public let autoCloseBusinessDays: Int64?
    public let alertSeverity: AlertSeverity?

    public init(
        reopenWindowDays: Int64? = nil, autoCloseBusinessDays: Int64? = nil, alertSeverity: AlertSeverity? = nil
    ) {
        self.reopenWindowDays = reopenWindowDays
        self.autoCloseBusinessDays = autoCloseBusinessDays
        self.alertSeverity = alertSeverity
    }

    public func decide(
        _ state: IncidentRules, _: DecisionContext
    ) throws(IncidentRulesRejection) -> Decision<IncidentRulesEvent> {
        let event = IncidentRulesPublished(
            version: state.version + 1, reopenWindowDays: reopenWindowDays ?? state.reopenWindowDays,
            autoCloseBusinessDays: autoCloseBusinessDays ?? state.autoCloseBusinessDays,
            alertSeverity: alertSeverity ?? state.alertSeverity)
        for days in [event.reopenWindowDays, event.autoCloseBusinessDays] {
            guard IncidentRules.daysAllowed.contains(days) else { throw .daysOutOfRange(days) }
        }
        let isSame =
            (event.reopenWindowDays, event.autoCloseBusinessDays, event.alertSeverity)
            == (state.reopenWindowDays, state.autoCloseBusinessDays, state.alertSeverity)
        guard !isSame else { throw .unchanged(version: state.version) }
        return [.published(event)]
    }
}

/// Why rules were not published.
public enum IncidentRulesRejection: CommandRejection {
    case daysOutOfRange(Int64)
    case unchanged(version: UInt64)

    public var description: String {
        switch self {
        case .daysOutOfRange(let found): "days are 1 to \(IncidentRules.daysAllowed.upperBound), not \(found)"
        case .unchanged(let version): "version \(version), which is in force, says the same"
        }
    }
}
