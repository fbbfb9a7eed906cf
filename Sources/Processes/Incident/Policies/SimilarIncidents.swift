public import EventModel

/// Says that several open incidents on one item or service, of one category, were logged within the hour: the first of them is
/// proposed as the parent of the others, and as a major incident once there are many. What is proposed a person does.
public struct SimilarIncidents: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "similar-incidents"
    public let number = "P7"
    public let version: UInt64 = 1
    public let summary =
        "When three open incidents on one item or service come within an hour, a parent is proposed; with six, a major one."
    public let isOnByDefault = true
    public let triggers = [IncidentLogged.type.name]

    /// Incidents, the new one included, from which on something is proposed.
    static let parentFrom = 3
    static let majorFrom = 6
    static let windowMicros = 60 * Instant.microsPerMinute

    public init() {}

    public func mayReact(to event: IncidentEvent, in _: RecordedEvent) -> Bool {
        if case .logged(let event) = event { event.ci != nil || event.service != nil } else { false }
    }

    public func searches(_ cause: PolicyCause<IncidentProcess>) -> [RecordSearch] {
        guard case .logged(let event) = cause.event, let incident = cause.state else { return [] }
        let since = incident.times.loggedAt.advanced(byMicros: -Self.windowMicros)
        return [.openIncidents(naming: event.ci, about: event.service, loggedSince: since)]
    }

    public func needs(_ cause: PolicyCause<IncidentProcess>) -> [StreamID] { cause.foundStreams }

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard let incident = cause.state, incident.state.isOpen, incident.relations.parent == nil else { return [] }
        let similar = cause.foundStreams
            .compactMap { cause.facts.incident(IncidentNumber($0.key)) }
            .filter { $0.resembles(incident) && $0.number != incident.number }
            .sorted { ($0.times.loggedAt, $0.number) < ($1.times.loggedAt, $1.number) }
        guard similar.count + 1 >= Self.parentFrom, let first = similar.first else { return [] }
        let parent = first.relations.parent ?? first.number
        let numbers = similar.map(\.number)
        var reactions = [Reaction(ProposeParent(parent, similar: numbers), on: incident.number.stream)]
        if numbers.count + 1 >= Self.majorFrom {
            reactions.append(Reaction(ProposeMajorIncident(similar: numbers + [incident.number]), on: parent.stream))
        }
        return reactions
    }
}

extension Incident {
    /// Whether it is open, was logged in the hour before, and is of the same category, as far as both have one.
    fileprivate func resembles(_ other: Incident) -> Bool {
        guard state.isOpen, times.loggedAt <= other.times.loggedAt,
            other.times.loggedAt.micros(since: times.loggedAt) <= SimilarIncidents.windowMicros
        else { return false }
        guard let own = classification.category, let theirs = other.classification.category else { return true }
        return own == theirs
    }
}
