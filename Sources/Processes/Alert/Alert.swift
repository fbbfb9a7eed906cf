public import EventModel

/// A condition that a monitor watches for: on an item, by its signature. Its stream is named after both.
///
/// ```
/// item ~ signature        of the item, "~" is written "%7E" and "%" "%25"
/// ```
///
/// So however often a monitor repeats itself, and however often the condition comes back, there is one alert.
public struct AlertID: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `signature` is what the monitor calls the condition: `disk-full`.
    public init(ci: CIID, signature: String) {
        let item = ci.rawValue.replacing("%", with: "%25").replacing("~", with: "%7E")
        rawValue = "\(item)~\(signature)"
    }

    public var stream: StreamID { StreamID(category: AlertProcess.category, key: rawValue) }
}

/// How bad a monitor finds what it saw.
public enum AlertSeverity: Int64, Level {
    case critical = 1
    case major, minor, warning, info
}

/// An alert as its events leave it.
public struct Alert: Sendable, Hashable {
    public let id: AlertID
    public let ci: CIID
    public let signature: String
    public var severity: AlertSeverity
    public var message: String?
    /// Of the last time that it came up.
    public var raisedAt: Instant
    /// Nil while it lasts.
    public var clearedAt: Instant?
    /// How often the monitor said so since it came up.
    public var count: Int64 = 1
    /// The alert that it follows from.
    public var parent: AlertID?
    /// The incident that was last logged for it.
    public var incident: IncidentNumber?
    /// The maintenance that it is put down to, as long as that lasts.
    public var suppression: AlertSuppressed?
    /// Nobody had registered the item.
    public var isUnregistered = false

    public var isRaised: Bool { clearedAt == nil }
}

extension Facts {
    /// The alert, for commands and policies that asked for its stream.
    func alert(_ id: AlertID) -> Alert? { state(of: id.stream, in: AlertProcess.self) ?? nil }
}
