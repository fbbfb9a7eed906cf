public import EventModel

/// Why a command on an incident was refused. Each says the state that it met.
public enum IncidentRejection: CommandRejection {
    /// Nobody has logged an incident of this number.
    case notLogged(IncidentNumber)
    case alreadyLogged(IncidentNumber)
    /// The command needs an open incident.
    case notOpen(IncidentState)
    /// Not even facts are added any more.
    case readOnly(IncidentState)
    /// The state machine does not lead there from here.
    case notAllowed(command: String, in: IncidentState)
    /// A text or code that the command needs is missing or no good.
    case missing(String)
    case invalid(what: String, problem: String)
    case beforeDetection(occurredAt: Instant, detectedAt: Instant)
    /// A late fact would end a state, or an assignment, before it began.
    case beforeChange(occurredAt: Instant, what: String, since: Instant)

    case priorityUnchanged(Priority)
    case alreadyMajor(since: Instant)
    case notMajor

    case alreadyAssigned(group: GroupID?, person: PersonID?)
    case levelReached(EscalationKind, level: Int64)
    case noSuchLevel(Int64, service: ServiceID, highest: Int64)
    case supplierNotEngaged(SupplierID)
    case alreadyWaiting(for: PendingReason, since: Instant)
    case minutesOutOfRange(Int64)

    case alreadyLinked(String)
    case alreadyExcluded(CIID)
    /// Computing never touches what a person said.
    case saidByPerson(CIID, LinkOrigin)
    case notSuspected(change: ReferenceCode)
    /// A person has said that the change did not cause it; only a person takes that back.
    case causeRejected(change: ReferenceCode)

    case parentIsItself
    case parentCycle([IncidentNumber])
    case hasParent(IncidentNumber)
    case hasNoParent
    case hasChildren([IncidentNumber])
    case mergeIntoItself
    case otherNotOpen(IncidentNumber, IncidentState)
    case notMerged(IncidentState)

    /// Resolving needs a code, a solution and a service.
    case resolveNeeds([String])
    /// The incident is open again: there is no resolution to share with its children.
    case resolutionDidNotHold(IncidentState)
    case reopenWindowOver(resolvedAt: Instant, days: Int64)
    case alreadyProposed(String)
    case nothingProposed
    case notSilentLongEnough(lastWordAt: Instant, dueAt: Instant)

    public var description: String {
        switch self {
        case .notLogged(let number): "there is no incident \(number)"
        case .alreadyLogged(let number): "incident \(number) is logged already"
        case .notOpen(let state): "the incident is \(state.name), and this needs an open one\(state.hint)"
        case .readOnly(let state): "the incident is \(state.name), and nothing is added to it any more\(state.hint)"
        case .notAllowed(let command, let state):
            "an incident that is \(state.name) cannot be \(command)\(state.hint)"
        case .missing(let what): "\(what) is missing"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        case .beforeDetection(let occurredAt, let detectedAt):
            "\(occurredAt) is before the incident was detected (\(detectedAt))"
        case .beforeChange(let occurredAt, let what, let since):
            "\(occurredAt) is before \(what) (\(since)); give a time from then on"
        case .priorityUnchanged(let priority): "the priority is \(priority.text) already"
        case .alreadyMajor(let since): "it is major already, since \(since)"
        case .notMajor: "it is not major"
        case .alreadyAssigned(let group, let person):
            "it is with \(group?.rawValue ?? "no group") / \(person?.rawValue ?? "nobody") already"
        case .levelReached(let kind, let level):
            "its \(kind.name) escalation has reached level \(level) already; name a higher one"
        case .noSuchLevel(let level, let service, let highest):
            "the escalation path of \(service) ends with level \(highest); there is no level \(level)"
        case .supplierNotEngaged(let supplier): "\(supplier) is not engaged on it; engage the supplier first"
        case .alreadyWaiting(let reason, let since): "it is Pending for the \(reason.name) already, since \(since)"
        case .minutesOutOfRange(let found): "work is logged in 1 to 1440 minutes at a time, not \(found)"
        case .alreadyLinked(let what): "it is linked to \(what) already"
        case .alreadyExcluded(let ci): "\(ci) is excluded already"
        case .saidByPerson(let ci, let how): "a person has said how \(ci) belongs to it (\(how.name)), and that stands"
        case .notSuspected(let change): "\(change) is not suspected of having caused it"
        case .causeRejected(let change):
            "a person has said that \(change) did not cause it; confirm the change if it did after all"
        case .parentIsItself: "an incident cannot be its own parent"
        case .parentCycle(let path): "that would make a circle: \(path.map(\.rawValue).joined(separator: " → "))"
        case .hasParent(let parent): "it has the parent \(parent) already; remove that first"
        case .hasNoParent: "it has no parent"
        case .hasChildren(let children):
            "it has children (\(children.map(\.rawValue).joined(separator: ", "))); give them another parent first"
        case .mergeIntoItself: "an incident cannot be merged into itself"
        case .otherNotOpen(let number, let state): "incident \(number) is \(state.name), not open"
        case .notMerged(let state): "it is \(state.name), not Merged"
        case .resolveNeeds(let missing):
            "resolving needs a code, a solution and a service; missing: \(missing.joined(separator: ", "))"
        case .resolutionDidNotHold(let state): "it is \(state.name) again, so its children are not resolved with it"
        case .reopenWindowOver(let resolvedAt, let days):
            "it was Resolved at \(resolvedAt), more than \(days) days ago\(IncidentState.closed.hint)"
        case .alreadyProposed(let why): "its resolution is proposed already: \(why)"
        case .nothingProposed: "nobody has proposed to resolve it"
        case .notSilentLongEnough(let lastWordAt, let dueAt):
            "it is Resolved, but somebody said something at \(lastWordAt); it closes by itself from \(dueAt)"
        }
    }
}

extension IncidentState {
    /// What to do instead.
    fileprivate var hint: String {
        switch self {
        case .resolved: "; reopen it first"
        case .closed: "; log a new incident with this one as its previous"
        case .merged: "; its survivor goes on"
        case .pending: "; resume it first"
        case .new, .assigned, .inProgress, .cancelled: ""
        }
    }
}
