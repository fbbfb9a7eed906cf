import EventModel
import Processes

/// An incident that something will still happen to: its state by the rules, and what is going to happen.
final class LiveIncident {
    let number: IncidentNumber
    let scene: Scene
    let fault: FaultTexts
    /// Nil for a monitor's finding.
    let callerNumber: Int?
    /// The outage that it reports, where it does.
    let outage: IncidentNumber?
    /// The change that it comes from.
    var cause: ReferenceCode?
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

    /// The technology whose group has it; nil while it is the desk's or nobody's.
    var holder: Technology?

    var stepsLeft: Int { steps.count - stepsDone }
    var isOpen: Bool { standing?.isOpen ?? false }
    private var awaitsParent: Bool { outage != nil && isOpen && state?.relations.parent != nil }
    /// Has something before it yet, by itself or by others.
    var isNeeded: Bool { stepsLeft > 0 || awaitsParent || mistakenMerges > 0 }

    // What is looked at with every step, taken from the state: looking into that copies it.

    private(set) var standing: IncidentState?
    private(set) var priority = Priority.moderate
    private(set) var caller: PersonID?
    private(set) var worker: PersonID?
    /// Major and critical incidents are worked on day and night.
    private(set) var isRoundTheClock = false

    func fold(_ event: IncidentEvent, _ record: RecordedEvent) {
        IncidentProcess.evolve(&state, event, record)
        standing = state?.state
        priority = state?.classification.priority ?? .moderate
        caller = state?.classification.caller
        worker = state?.assignment.person
        isRoundTheClock = priority == .critical || state?.major != nil
    }

    func forget() { (state, standing) = (nil, nil) }
}
