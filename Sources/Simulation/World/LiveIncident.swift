import EventModel
import Processes

/// An incident that something will still happen to: its state by the rules, and what is going to happen.
struct LiveIncident: Sendable {
    let number: IncidentNumber
    let scene: Scene
    let fault: FaultTexts
    /// Nil for a monitor's finding.
    let callerNumber: Int?
    /// The outage that it reports, where it does.
    let outage: IncidentNumber?
    /// Nil until it is logged, and when it is let go.
    var state: Incident?
    /// Events in its stream so far.
    var version: UInt64 = 0
    var steps: [Step] = []
    var stepsDone = 0
    /// Raised whenever the steps are replaced, so that what is on the agenda for the old ones is void.
    var edition: UInt64 = 0
    /// Duplicates whose merge will turn out to be a mistake: their survivor must be known until then.
    var mistakenMerges = 0

    init(number: IncidentNumber, scene: Scene, fault: FaultTexts, callerNumber: Int?, outage: IncidentNumber?) {
        self.number = number
        self.scene = scene
        self.fault = fault
        self.callerNumber = callerNumber
        self.outage = outage
    }

    var stepsLeft: Int { steps.count - stepsDone }
    var isOpen: Bool { state?.state.isOpen ?? false }
    /// Waits for its outage to end, with no steps of its own.
    var awaitsParent: Bool { outage != nil && stepsLeft == 0 && isOpen && state?.relations.parent != nil }
    var caller: PersonID? { state?.classification.caller }
    /// Major and critical incidents are worked on day and night.
    var isRoundTheClock: Bool { state?.classification.priority == .critical || state?.major != nil }
}
