public import EventModel

/// Suspects the changes that were at work on an incident's items in the three days before it was noticed. Whether one caused it, a
/// person says.
public struct SuspectedChanges: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "suspected-changes"
    public let number = "P25"
    public let version: UInt64 = 1
    public let summary =
        "When an incident names an item that was changed within 72 hours before, the change is suspected."
    public let isOnByDefault = true
    public let triggers = [IncidentLogged.type.name, CILinkedToIncident.type.name]

    static let windowMicros = 72 * Instant.microsPerHour

    public init() {}

    public func mayReact(to event: IncidentEvent, in _: RecordedEvent) -> Bool {
        if case .logged(let event) = event { return event.ci != nil }
        if case .ciLinked(let event) = event { return event.how == .manual }
        return false
    }

    public func searches(_ cause: PolicyCause<IncidentProcess>) -> [RecordSearch] {
        guard let incident = cause.state, mayReact(to: cause.event, in: cause.record) else { return [] }
        let items = incident.relations.cis.filter { $0.how == .manual }.map(\.ci)
        guard !items.isEmpty else { return [] }
        let detectedAt = incident.times.detectedAt
        let from = detectedAt.advanced(byMicros: -Self.windowMicros)
        return [.changesAtWork(on: items, from: from, through: detectedAt)]
    }

    public func needs(_ cause: PolicyCause<IncidentProcess>) -> [StreamID] { cause.foundStreams }

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard let incident = cause.state, incident.state.isOpen || incident.state == .resolved else { return [] }
        let relations = incident.relations
        let known = relations.suspectedChanges + relations.rejectedChanges + [relations.causingChange].compactMap { $0 }
        return cause.foundStreams.compactMap { cause.facts.change(ChangeNumber($0.key)) }
            .filter { $0.work.startedAt != nil }.map { ReferenceCode($0.number.rawValue) }
            .filter { !known.contains($0) }.sorted().enumerated()
            .map { Reaction(SuggestChangeCause($1), on: incident.number.stream, part: UInt64($0)) }
    }
}
