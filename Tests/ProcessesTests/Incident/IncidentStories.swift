import EventModel
import Processes
import TestSupport

// The beginnings that the tests of incidents go on from.

typealias IncidentStory = Scenario<IncidentProcess>

let caller: PersonID = "caller-1"

func logged(_ title: String = "Mail does not arrive", service: ServiceID? = "mail") -> IncidentEvent {
    .logged(
        IncidentLogged(
            title: title, source: .phone, detectedAt: IncidentStory.start, impact: .medium, urgency: .medium,
            caller: caller, customer: nil, service: service, ci: nil, contact: nil, previous: nil, description: nil))
}
func assigned(_ group: GroupID? = "desk", _ person: PersonID? = "agent-1") -> IncidentEvent {
    .assigned(IncidentAssigned(group: group, person: person))
}
func started(_ person: PersonID? = "agent-1") -> IncidentEvent { .workStarted(IncidentWorkStarted(person: person)) }
func pended(_ waitingFor: PendingReason = .supplier) -> IncidentEvent {
    .pended(IncidentPended(waitingFor: waitingFor, reason: "they look", until: nil))
}
let resumed = IncidentEvent.resumed(IncidentResumed(cause: nil))
let resolved = IncidentEvent.resolved(
    IncidentResolved(code: "fixed", solution: "Emptied the queue.", service: nil, causeCI: nil, restoredAt: nil))
let closed = IncidentEvent.closed(IncidentClosed(mode: .desk))
let reopened = IncidentEvent.reopened(IncidentReopened(reason: "still broken"))
let cancelled = IncidentEvent.cancelled(IncidentCancelled(reason: "no incident"))
func merged(_ absorbed: IncidentNumber, into survivor: IncidentNumber, minutes: Int64 = 0) -> IncidentEvent {
    .merged(IncidentsMerged(survivor: survivor, absorbed: absorbed, workMinutes: minutes))
}
func commented(_ visibility: CommentVisibility = .public) -> IncidentEvent {
    .commented(CommentAdded(visibility: visibility, text: "We are on it.", subject: caller))
}

/// An incident that was just logged, on a Monday at nine.
let newIncident = IncidentStory(IncidentProcess.self, "INC-1").given(logged())

/// An incident in `state`, which it reached in the usual way.
func incident(_ state: IncidentState) -> IncidentStory {
    switch state {
    case .new: newIncident
    case .assigned: newIncident.given(assigned())
    case .inProgress: newIncident.given(assigned(), started())
    case .pending: newIncident.given(assigned(), started(), pended())
    case .resolved: newIncident.given(assigned(), started(), resolved)
    case .closed: newIncident.given(assigned(), started(), resolved, closed)
    case .cancelled: newIncident.given(cancelled)
    case .merged:
        newIncident.given(logged(), on: "INC-2").given(merged("INC-1", into: "INC-2"), at: IncidentStory.start.later(2))
            .given(merged("INC-1", into: "INC-2"), on: "INC-2")
    }
}

/// Work done: enough for a resolution.
let solution = ResolveIncident(code: "fixed", solution: "Emptied the queue.")

extension Instant {
    func later(_ minutes: Int64) -> Instant { advanced(byMicros: minutes * Instant.microsPerMinute) }
}
extension IncidentStory {
    /// The incident as it stands; a test of its own fails where nobody logged it.
    var incident: Incident { state! }
    func incident(_ key: String, order: World.Order = .recorded) -> Incident { state(of: key, order: order)! }
}
