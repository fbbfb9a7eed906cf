import EventModel
import Processes
import TestSupport

// The beginnings that the tests of problems go on from.

typealias ProblemStory = Scenario<ProblemProcess>

let mailSignature = IncidentSignature(service: "mail", category: "software")

func problemLogged(_ title: String = "Mail stops", signature: IncidentSignature? = mailSignature) -> ProblemEvent {
    .logged(ProblemLogged(title: title, origin: .proactive, service: "mail", signature: signature))
}
let problemAssigned = ProblemEvent.assigned(ProblemAssigned(group: "messaging", person: "agent-1"))
let problemStarted = ProblemEvent.workStarted(ProblemWorkStarted(person: "agent-1"))
let problemPended = ProblemEvent.pended(ProblemPended(waitingFor: .supplier, reason: "They look.", until: nil))
let causeFound = ProblemEvent.rootCauseIdentified(
    RootCauseIdentified(kind: .capacity, cause: "Spool too small", evidence: ["df"], ci: nil, hypothesis: nil))
func problemResolved(_ resolution: ProblemResolved = ProblemResolved(resolution: .supplierFix, supplier: "maker"))
    -> ProblemEvent
{ .resolved(resolution) }
let problemClosed = ProblemEvent.closed(ProblemClosed(review: "Size spools."))
let problemCancelled = ProblemEvent.cancelled(ProblemCancelled(reason: "None."))

/// A problem that was just logged, on a Monday at nine.
let newProblem = ProblemStory(ProblemProcess.self, "PRB-1").given(problemLogged())

/// A problem in `state`, which it reached in the usual way.
func problem(_ state: ProblemState) -> ProblemStory {
    let worked = newProblem.given(problemAssigned, problemStarted)
    return switch state {
    case .new: newProblem
    case .assigned: newProblem.given(problemAssigned)
    case .inProgress: worked
    case .pending: worked.given(problemPended)
    case .resolved: worked.given(causeFound, problemResolved())
    case .closed: worked.given(causeFound, problemResolved(), problemClosed)
    case .cancelled: newProblem.given(problemCancelled)
    }
}

extension ProblemStory {
    /// The problem as it stands; a test of its own fails where nobody logged it.
    var problem: Problem { state! }
    func problem(_ key: String) -> Problem { state(of: key)! }

    /// The same story with an incident of the mail service, detected now.
    func withIncident(_ number: IncidentNumber, category: String = "software", isMajor: Bool = false) -> ProblemStory {
        let at = clock
        let logged = IncidentLogged(
            title: "No mail", source: .phone, detectedAt: at, impact: nil, urgency: nil, caller: nil, customer: nil,
            service: "mail", ci: nil, contact: nil, previous: nil, description: nil)
        let story = given(IncidentEvent.logged(logged), in: number.stream)
            .given(IncidentEvent.categorised(IncidentCategorised(category: category)), in: number.stream)
        guard isMajor else { return story }
        let declared = MajorIncidentDeclared(manager: nil, reason: "All sites")
        return story.given(IncidentEvent.majorDeclared(declared), in: number.stream)
    }
}
