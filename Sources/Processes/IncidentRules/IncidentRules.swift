public import EventModel

/// The figures that incident management works by. Versioned: closings and reopenings name the version they went by.
public struct IncidentRules: Sendable, Hashable {
    /// 0 for those in force before any were published.
    public let version: UInt64
    /// How long after its resolution an incident may be reopened, in days of 24 hours.
    public let reopenWindowDays: Int64
    /// How many business days of silence close a resolved incident.
    public let autoCloseBusinessDays: Int64
    /// Alerts of this severity, and worse ones, become incidents.
    public let alertSeverity: AlertSeverity

    public init(
        version: UInt64, reopenWindowDays: Int64, autoCloseBusinessDays: Int64, alertSeverity: AlertSeverity = .major
    ) {
        self.version = version
        self.reopenWindowDays = reopenWindowDays
        self.autoCloseBusinessDays = autoCloseBusinessDays
        self.alertSeverity = alertSeverity
    }

    public static let standard = IncidentRules(version: 0, reopenWindowDays: 14, autoCloseBusinessDays: 5)
    public static let stream = StreamID(category: IncidentRulesProcess.category, key: "incident")
    /// What either figure may be.
    public static let daysAllowed: ClosedRange<Int64> = 1...366
}

extension Facts {
    /// The rules in force, for commands that need `IncidentRules.stream`.
    var incidentRules: IncidentRules {
        state(of: IncidentRules.stream, in: IncidentRulesProcess.self) ?? .standard
    }
}
