public import EventModel

/// A time in which a service or an item did not do what it is for, or not all of it.
///
/// Outages of one service overlap as they like: what counts against it is their union.
public struct Outage: Sendable, Hashable {
    public var number: OutageNumber
    /// What is out: one of these.
    public var service: ServiceID?
    public var ci: CIID?
    public var severity: OutageSeverity
    public var cause: String?
    /// The incident that it belongs to.
    public var incident: IncidentNumber?
    public var startedAt: Instant
    /// Nil while it lasts.
    public var endedAt: Instant?
    /// Why it never was, where it was recorded wrongly.
    public var voidedBecause: String?
    /// How often what was said of it was put right.
    public var corrections: Int64 = 0

    public var state: OutageState {
        if voidedBecause != nil { return .voided }
        return endedAt == nil ? .open : .ended
    }

    func isOf(_ subject: OutageSubject) -> Bool { service == subject.service && ci == subject.item }
}

/// What is out: a service as customers know it, or one item.
public enum OutageSubject: Sendable, Hashable {
    case service(ServiceID)
    case item(CIID)

    public var service: ServiceID? {
        if case .service(let service) = self { service } else { nil }
    }
    public var item: CIID? {
        if case .item(let item) = self { item } else { nil }
    }
}

/// How much of it is out.
public enum OutageSeverity: Int32, WireEnum {
    /// Nobody can use it.
    case complete = 1
    /// Some cannot, or some of what it does cannot be used.
    case partial = 2
    /// It can be used, but is slow or faulty.
    case degraded = 3
}

/// Where an outage stands.
public enum OutageState: Int32, LifecycleState {
    case open = 1
    case ended = 2
    /// It never was.
    case voided = 3
}

/// An outage's number, `OUT-2026-000007`.
public struct OutageNumber: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public var stream: StreamID { StreamID(category: OutageProcess.category, key: rawValue) }
}

/// A stream an outage. Nil is what did not start.
public enum OutageProcess: Decider {
    public static let category = "outage"
    public static let numberPrefix: String? = "OUT"
    public static func initial(_: StreamID) -> Outage? { nil }

    public static func evolve(_ state: inout Outage?, _ event: OutageEvent, _ record: RecordedEvent) {
        switch event {
        case .started(let event):
            state = Outage(
                number: OutageNumber(record.stream.key), service: event.service, ci: event.ci, severity: event.severity,
                cause: event.cause, incident: event.incident, startedAt: record.occurredAt)
        case .ended:
            state?.endedAt = record.occurredAt
        case .corrected(let event):
            state?.correct(event)
        case .voided(let event):
            state?.voidedBecause = event.reason
        }
    }
}

extension Outage {
    fileprivate mutating func correct(_ event: OutageCorrected) {
        if let startedAt = event.startedAt { self.startedAt = startedAt }
        if let endedAt = event.endedAt { self.endedAt = endedAt }
        if event.isOngoing { endedAt = nil }
        if let severity = event.severity { self.severity = severity }
        corrections += 1
    }
}

extension Facts {
    func outage(_ number: OutageNumber) -> Outage? { state(of: number.stream, in: OutageProcess.self) ?? nil }
}
