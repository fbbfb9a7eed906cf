public import EventModel

/// Why a command on a problem was refused. Each says the state that it met.
public enum ProblemRejection: FormRejection {
    /// Nobody has logged a problem of this number.
    case notLogged(ProblemNumber)
    case alreadyLogged(ProblemNumber)
    case notOpen(ProblemState)
    case readOnly(ProblemState)
    /// The state machine does not lead there from here.
    case notAllowed(command: String, in: ProblemState)
    case missing(String)
    case invalid(what: String, problem: String)
    case beforeLastChange(occurredAt: Instant, since: Instant)

    case noTrend(TrendNumber)
    case noIncident(IncidentNumber)
    case notMajor(IncidentNumber)
    case originNeeds(ProblemOrigin, what: String)
    case alreadyLinked(IncidentNumber)
    case notLinked(IncidentNumber)

    case alreadyAssigned(group: GroupID?, person: PersonID?)
    case alreadyWaiting(for: PendingReason, since: Instant)
    case minutesOutOfRange(Int64)

    case noHypothesis(Int64, of: Int)
    case hypothesisRejected(Int64, why: String)
    case noEvidence

    case parentIsItself
    case parentCycle([ProblemNumber])
    case hasParent(ProblemNumber)
    case hasNoParent
    case duplicateOfItself
    case duplicateCycle([ProblemNumber])
    case otherCancelled(ProblemNumber)

    case noRootCause
    case noChange(ReferenceCode)
    case noKnownError(KnownErrorNumber)
    case knownErrorOfAnother(KnownErrorNumber, ProblemNumber?)
    case noSupplierFix(ProblemResolution?)
    case fixVerified(SupplierID)
    /// What closing waits for.
    case changeNotSuccessful(ReferenceCode, is: String)
    case riskNotAccepted(KnownErrorNumber)
    case fixNotVerified(SupplierID)

    case notAfterEnd(IncidentNumber, detectedAt: Instant, resolvedAt: Instant)
    case noSignature
    case signatureDiffers(IncidentNumber)
    case alreadyRecurred(IncidentNumber)

    public var description: String {
        switch self {
        case .notLogged(let number): "there is no problem \(number)"
        case .alreadyLogged(let number): "problem \(number) is logged already"
        case .notOpen(let state): "the problem is \(state.name), and this needs an open one\(state.hint)"
        case .readOnly(let state): "the problem is \(state.name), and nothing is added to it any more\(state.hint)"
        case .notAllowed(let command, let state): "a problem that is \(state.name) cannot be \(command)\(state.hint)"
        case .missing(let what): "\(what) is missing"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        case .beforeLastChange(let at, let since):
            "\(at) is before the last thing recorded of it (\(since)); give a time from then on"
        case .noTrend(let trend): "there is no trend \(trend); see 'logbook trend list'"
        case .noIncident(let number): "there is no incident \(number), or there was none yet"
        case .notMajor(let number): "incident \(number) was never declared major"
        case .originNeeds(let origin, let what): "a problem logged from \(origin.name) says which: \(what) is missing"
        case .alreadyLinked(let number): "incident \(number) is linked to it already"
        case .notLinked(let number): "incident \(number) is not linked to it"
        case .alreadyAssigned(let group, let person):
            "it is with \(group?.rawValue ?? "no group") / \(person?.rawValue ?? "nobody") already"
        case .alreadyWaiting(let reason, let since): "it is Pending for the \(reason.name) already, since \(since)"
        case .minutesOutOfRange(let found): "work is logged in 1 to 1440 minutes at a time, not \(found)"
        case .noHypothesis(let number, let count): "it has no hypothesis \(number); there are \(count)"
        case .hypothesisRejected(let number, let why): "hypothesis \(number) was rejected: \(why)"
        case .noEvidence: "a root cause needs evidence: at least one finding, file or measurement"
        case .parentIsItself: "a problem cannot be its own parent"
        case .parentCycle(let path): "that would make a circle: \(path.map(\.rawValue).joined(separator: " → "))"
        case .hasParent(let parent): "it has the parent \(parent) already; remove that first"
        case .hasNoParent: "it has no parent"
        case .duplicateOfItself: "a problem cannot be a duplicate of itself"
        case .duplicateCycle(let path):
            "they would be duplicates in a circle: \(path.map(\.rawValue).joined(separator: " → "))"
        case .otherCancelled(let number): "problem \(number) is Cancelled, and goes on for nobody"
        case .noRootCause: "its root cause is not on record; identify it first"
        case .noChange(let change): "there is no change \(change)"
        case .noKnownError(let number): "there is no known error \(number)"
        case .knownErrorOfAnother(let number, let problem):
            "known error \(number) is of \(problem?.rawValue ?? "no problem"), not of this one"
        case .noSupplierFix(let resolution):
            "no supplier has fixed it: it is \(resolution.map { "resolved by \($0.name)" } ?? "not resolved")"
        case .fixVerified(let supplier): "the fix of \(supplier) is verified already"
        case .changeNotSuccessful(let change, let state):
            "it closes when change \(change) is closed successfully, and that is \(state)"
        case .riskNotAccepted(let number):
            "it closes when somebody accepts the risk of known error \(number), and nobody has"
        case .fixNotVerified(let supplier): "it closes when the fix of \(supplier) is verified, and it is not"
        case .notAfterEnd(let number, let detectedAt, let resolvedAt):
            "incident \(number) was detected at \(detectedAt), before the problem's resolution (\(resolvedAt))"
        case .noSignature: "it has no signature that an incident could match"
        case .signatureDiffers(let number): "incident \(number) is not of the problem's signature"
        case .alreadyRecurred(let number): "incident \(number) is on record as a recurrence already"
        }
    }
}

extension ProblemState {
    /// What to do instead.
    fileprivate var hint: String {
        switch self {
        case .resolved, .closed: "; reopen it first"
        case .pending: "; resume it first"
        case .new, .assigned, .inProgress, .cancelled: ""
        }
    }
}
