import EventModel
import Processes

// What a change of the source's state means.

extension ServiceNowRow {
    func moved(_ incident: Incident, _ trace: IncidentTrace) -> [IncidentEvent] {
        if state.holds(for: incident) { return confirmed(trace) }
        switch state {
        case .unknown(let code): return code == trace.unknownCode ? [] : [sourceState(incident)]
        case .resolved: return [.resolved(.imported)]
        case .closed: return [.closed(.imported)]
        // Open again, though the source counted no reopening: kept as the source's word.
        case .new, .active, .awaiting: if !incident.state.isOpen { return [sourceState(incident)] }
        }
        return movedWhileOpen(incident)
    }

    private func movedWhileOpen(_ incident: Incident) -> [IncidentEvent] {
        let isWaiting = incident.state == .pending
        let before = incident.waiting.stateBefore
        let resumed = IncidentEvent.resumed(IncidentResumed(cause: nil))
        let started = IncidentEvent.workStarted(IncidentWorkStarted(person: person))
        switch state {
        case .awaiting(let reason, let text):
            return [.pended(IncidentPended(waitingFor: reason, reason: text, until: nil))]
        // Work that had begun before the wait goes on; else it begins now.
        case .active: return isWaiting ? (before == .inProgress ? [resumed] : [resumed, started]) : [started]
        case .new: return isWaiting && before != .inProgress ? [resumed] : [sourceState(incident)]
        case .resolved, .closed, .unknown: return []
        }
    }

    /// The same state again. A second solution or closing is told by its time, which the source then moved to this row.
    private func confirmed(_ trace: IncidentTrace) -> [IncidentEvent] {
        if trace.unknownCode != nil, let incident = trace.incident { return [sourceState(incident)] }
        switch state {
        case .resolved: return resolvedAt == at && trace.lastResolvedAt != at ? [.resolved(.imported)] : []
        case .closed: return closedAt == at && trace.lastClosedAt != at ? [.closed(.imported)] : []
        case .new, .active, .awaiting, .unknown: return []
        }
    }

    private func sourceState(_ incident: Incident) -> IncidentEvent {
        let isAssigned = incident.assignment.group != nil || incident.assignment.person != nil
        return .sourceStateRecorded(
            SourceStateRecorded(
                source: ServiceNowFormat.name.rawValue, code: state.text, state: state.state(isAssigned: isAssigned)))
    }
}

extension IncidentResolved {
    /// What the export tells of a solution: that there was one. Its code is a final value.
    static let imported = IncidentResolved(code: nil, solution: nil, service: nil, causeCI: nil, restoredAt: nil)
}

extension IncidentClosed {
    /// The exports do not say who agreed to it.
    static let imported = IncidentClosed(mode: .desk)
}
