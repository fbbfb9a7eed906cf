public import EventModel

/// Why a command on a review was refused. Each says the state that it met.
public enum ReviewRejection: FormRejection {
    case alreadyScheduled(ReviewNumber)
    case notScheduled(ReviewNumber)
    case alreadyHeld(ReviewNumber, at: Instant)
    case notHeld(ReviewNumber)
    case cancelled(ReviewNumber)
    case alreadyDue(Instant, now: Instant)
    case before(Instant, occurredAt: Instant)
    case unchanged(ReviewNumber)
    case needsSubject(ReviewKind, String)
    case otherSubject(ReviewKind, String)
    case noIncident(IncidentNumber)
    case noChange(ChangeNumber)
    case noAction(Int64, of: ReviewNumber)
    case alreadyCompleted(Int64, at: Instant)
    case missing(String)
    case invalid(what: String, problem: String)

    public var description: String {
        switch self {
        case .alreadyScheduled(let number): "review \(number) is on record already"
        case .notScheduled(let number): "there is no review \(number)"
        case .alreadyHeld(let number, let at): "review \(number) was held already, at \(at)"
        case .notHeld(let number): "review \(number) was not held yet; hold it first"
        case .cancelled(let number): "review \(number) was cancelled; schedule another"
        case .alreadyDue(let due, let now): "\(due) is no time to come: it is \(now)"
        case .before(let since, let at): "\(at) is before what its record says already (\(since))"
        case .unchanged(let number): "review \(number) is due then already"
        case .needsSubject(let kind, let thing): "a review of kind \(kind.name) is about \(thing); name it"
        case .otherSubject(let kind, let thing): "a review of kind \(kind.name) is not about \(thing); leave it out"
        case .noIncident(let number): "there is no incident \(number)"
        case .noChange(let number): "there is no change \(number)"
        case .noAction(let action, let number): "review \(number) has no action \(action)"
        case .alreadyCompleted(let action, let at): "action \(action) was completed already, at \(at)"
        case .missing(let what): "\(what) is missing"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        }
    }
}
