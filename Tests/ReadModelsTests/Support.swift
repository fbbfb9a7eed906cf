import EventModel
import Processes
import ReadModels
import TestSupport

typealias DeskTable = MemoryTable<ServiceDeskTable>

extension IncidentLog {
    /// The log folded into memory.
    func folded() throws -> DeskTable {
        var table = DeskTable()
        try table.apply(events, history: { history($0, $1) })
        return table
    }

    /// The first `count` events folded, and the others laid over them.
    func overlaid(from count: Int) throws -> OverlayTable<DeskTable> {
        var base = DeskTable()
        try base.apply(events.prefix(count), history: { history($0, $1) })
        return try OverlayTable(
            base, events.dropFirst(count), through: Position(UInt64(events.count)), history: { history($0, $1) })
    }

    mutating func log(
        _ number: IncidentNumber, at: Instant, title: String = "Trouble", source: IncidentSource = .phone,
        detectedAt: Instant? = nil, caller: PersonID? = nil, service: ServiceID? = nil, ci: CIID? = nil
    ) {
        add(
            .logged(
                IncidentLogged(
                    title: title, source: source, detectedAt: detectedAt ?? at, impact: nil, urgency: nil,
                    caller: caller, customer: nil, service: service, ci: ci, contact: nil, previous: nil,
                    description: nil)), to: number, at: at)
    }
    mutating func prioritise(_ number: IncidentNumber, _ priority: Priority, at: Instant) {
        add(
            .prioritised(
                IncidentPrioritised(impact: .high, urgency: .high, priority: priority, matrixVersion: nil)),
            to: number, at: at)
    }
    mutating func assign(_ number: IncidentNumber, _ group: GroupID, _ person: PersonID? = nil, at: Instant) {
        add(.assigned(IncidentAssigned(group: group, person: person)), to: number, at: at)
    }
    mutating func reassign(_ number: IncidentNumber, _ group: GroupID, at: Instant) {
        add(
            .reassigned(IncidentReassigned(fromGroup: nil, fromPerson: nil, group: group, person: nil)), to: number,
            at: at)
    }
    mutating func resolve(_ number: IncidentNumber, at: Instant, restoredAt: Instant? = nil) {
        add(
            .resolved(
                IncidentResolved(
                    code: "fixed", solution: "Restarted", service: nil, causeCI: nil, restoredAt: restoredAt)),
            to: number, at: at)
    }
    mutating func close(_ number: IncidentNumber, at: Instant) {
        add(.closed(IncidentClosed(mode: .desk)), to: number, at: at)
    }
    mutating func reopen(_ number: IncidentNumber, at: Instant) {
        add(.reopened(IncidentReopened(reason: nil)), to: number, at: at)
    }
    mutating func comment(
        _ number: IncidentNumber, _ visibility: CommentVisibility, by who: PersonID, at: Instant
    ) {
        add(.commented(CommentAdded(visibility: visibility, text: "Text", subject: nil)), to: number, at: at, by: who)
    }
    mutating func pend(_ number: IncidentNumber, at: Instant) {
        add(.pended(IncidentPended(waitingFor: .customer, reason: "Asked", until: nil)), to: number, at: at)
    }
    mutating func resume(_ number: IncidentNumber, at: Instant) {
        add(.resumed(IncidentResumed(cause: nil)), to: number, at: at)
    }
}

extension TableReader<ServiceDeskTable> {
    func incident(_ number: IncidentNumber) throws -> Incident? { try row(number.stream)?.incident }

    /// The numbers that a queue lists.
    func numbers(_ queue: IncidentQueue) throws -> [String] { try queue.rows(in: self).map(\.incident.number.rawValue) }
}
