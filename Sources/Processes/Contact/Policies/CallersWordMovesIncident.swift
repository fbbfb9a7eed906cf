public import EventModel

/// What a caller's contact does to the incident that it is about: one that waits for the caller goes on; one that the caller says
/// is not solved is reopened, and comes back as a new one where that is no longer possible.
///
/// Only the caller's own word counts, and only an explicit one undoes a solution: thanks are no complaint.
public struct CallersWordMovesIncident: ReactivePolicy {
    public typealias Process = ContactProcess

    public let name = "callers-word-moves-incident"
    public let number = "P14"
    public let version: UInt64 = 1
    public let summary =
        "When a caller gets in touch about an incident that waits for them, it goes on; not solved, it is reopened."
    public let isOnByDefault = true
    public let triggers = [ContactLinked.type.name]

    public init() {}

    public func needs(_ cause: PolicyCause<ContactProcess>) -> [StreamID] {
        guard case .linked(let event) = cause.event else { return [] }
        return [event.incident.stream, IncidentRules.stream]
    }

    public func reactions(to cause: PolicyCause<ContactProcess>) -> [Reaction] {
        guard case .linked(let event) = cause.event, let contact = cause.state, let caller = contact.caller,
            let incident = cause.facts.incident(event.incident), incident.classification.caller == caller
        else { return [] }
        let at = cause.record.occurredAt
        let words = "The caller got in touch (\(contact.id))."
        switch incident.state {
        case .pending where incident.waiting.reason == .customer:
            return [Reaction(ResumeIncident(cause: words), on: incident.number.stream, occurredAt: at)]
        case .resolved where event.isSolved == false:
            let rules = cause.facts.incidentRules
            guard let resolvedAt = incident.times.resolvedAt,
                at.micros(since: resolvedAt) <= rules.reopenWindowDays * Instant.microsPerDay
            else { return [comesBack(incident, contact, at)] }
            let command = ReopenIncident(reason: "The caller says that it is not solved (\(contact.id)).")
            return [Reaction(command, on: incident.number.stream, occurredAt: at)]
        case .closed where event.isSolved == false: return [comesBack(incident, contact, at)]
        case .new, .assigned, .inProgress, .pending, .resolved, .closed, .cancelled, .merged: return []
        }
    }

    private func comesBack(_ incident: Incident, _ contact: Contact, _ at: Instant) -> Reaction {
        let what = incident.classification
        let command = LogIncident(
            title: incident.title, impact: what.impact ?? .medium, urgency: what.urgency ?? .medium,
            source: contact.channel?.source ?? .phone, detectedAt: contact.receivedAt, caller: what.caller,
            customer: what.customer, service: what.service,
            ci: incident.relations.cis.first { $0.how == .manual && $0.role == .affected }?.ci, category: what.category,
            contact: contact.id, previous: incident.number)
        return Reaction(command, on: nil, occurredAt: at)
    }
}

extension ContactChannel {
    /// Where an incident was noticed that came with such a contact.
    fileprivate var source: IncidentSource {
        switch self {
        case .phone: .phone
        case .mail: .mail
        case .chat: .chat
        case .portal: .portal
        case .walkIn: .walkIn
        }
    }
}
