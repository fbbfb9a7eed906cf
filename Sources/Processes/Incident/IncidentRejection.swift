public import EventModel

/// Why a command on an incident was refused. Each says the state that it met.
public enum IncidentRejection: CommandRejection {
    /// Nobody has logged an incident of this number.
    case notLogged(IncidentNumber)
    case alreadyLogged(IncidentNumber)
    /// The command needs an open incident.
    case notOpen(IncidentState)
    /// The state machine does not lead there from here.
    case notAllowed(command: String, in: IncidentState)
    /// A text or code that the command needs is missing or no good.
    case missing(String)
    case invalid(what: String, problem: String)
    /// Resolving needs a code, a solution and a service.
    case resolveNeeds([String])
    case beforeDetection(occurredAt: Instant, detectedAt: Instant)
    case reopenWindowOver(resolvedAt: Instant, days: Int64)
    case priorityUnchanged(Priority)
    case alreadyAssigned(group: GroupID?, person: PersonID?)
    case parentIsItself
    case parentCycle([IncidentNumber])
    case hasParent(IncidentNumber)
    case hasNoParent
    case mergeIntoItself
    case otherNotOpen(IncidentNumber, IncidentState)
    case notMerged(IncidentState)
    case alreadyMajor(since: Instant)
    case notMajor

    public var description: String {
        switch self {
        case .notLogged(let number): "there is no incident \(number)"
        case .alreadyLogged(let number): "incident \(number) is logged already"
        case .notOpen(let state): "the incident is \(state.name), and only an open one can be changed\(state.hint)"
        case .notAllowed(let command, let state): "an incident that is \(state.name) cannot be \(command)"
        case .missing(let what): "\(what) is missing"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        case .resolveNeeds(let missing):
            "resolving needs a code, a solution and a service; missing: \(missing.joined(separator: ", "))"
        case .beforeDetection(let occurredAt, let detectedAt):
            "\(occurredAt) is before the incident was detected (\(detectedAt))"
        case .reopenWindowOver(let resolvedAt, let days):
            "it was resolved at \(resolvedAt), more than \(days) days ago; log a new incident with this one as its previous"
        case .priorityUnchanged(let priority): "the priority is \(priority.text) already"
        case .alreadyAssigned(let group, let person):
            "it is with \(group?.rawValue ?? "no group") / \(person?.rawValue ?? "nobody") already"
        case .parentIsItself: "an incident cannot be its own parent"
        case .parentCycle(let path): "that would make a circle: \(path.map(\.rawValue).joined(separator: " → "))"
        case .hasParent(let parent): "it has the parent \(parent) already; remove that first"
        case .hasNoParent: "it has no parent"
        case .mergeIntoItself: "an incident cannot be merged into itself"
        case .otherNotOpen(let number, let state): "incident \(number) is \(state.name), not open"
        case .notMerged(let state): "it is \(state.name), not merged"
        case .alreadyMajor(let since): "it is major already, since \(since)"
        case .notMajor: "it is not major"
        }
    }
}

extension IncidentState {
    fileprivate var hint: String {
        switch self {
        case .resolved: "; reopen it first"
        case .closed: " (closed is read-only: log a new incident with this one as its previous)"
        case .merged: "; change its survivor"
        case .new, .assigned, .inProgress, .pending, .cancelled: ""
        }
    }
}
