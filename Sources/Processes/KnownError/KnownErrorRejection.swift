public import EventModel

/// Why a command on a known error was refused. Each says the state that it met.
public enum KnownErrorRejection: FormRejection {
    case notRecorded(KnownErrorNumber)
    case alreadyRecorded(KnownErrorNumber)
    case noProblem(ProblemNumber)
    case noChange(ReferenceCode)
    case missing(String)
    case invalid(what: String, problem: String)
    case beforeLastChange(occurredAt: Instant, since: Instant)
    case closed(at: Instant)
    case alreadyVerified(PersonID)
    case notAPerson(ActorKind)
    case verifierIsRecorder(PersonID)
    case notVerified
    case alreadyPublished(since: Instant)
    case notPublished
    case alreadyAccepted(PersonID)
    case alreadyLinked(ReferenceCode)
    case noIncident(IncidentNumber)
    case changeNotSuccessful(ReferenceCode, String)
    case alreadyFixed(by: ReferenceCode)
    case notFixed

    public var description: String {
        switch self {
        case .notRecorded(let number): "there is no known error \(number)"
        case .alreadyRecorded(let number): "known error \(number) is on record already"
        case .noProblem(let number): "there is no problem \(number)"
        case .noChange(let change): "there is no change \(change)"
        case .missing(let what): "\(what) is missing"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        case .beforeLastChange(let at, let since):
            "\(at) is before the last thing recorded of it (\(since)); give a time from then on"
        case .closed(let at): "the known error is Closed since \(at); record a new one if it is back"
        case .alreadyVerified(let person): "\(person) has verified it already"
        case .notAPerson(let kind): "only a person verifies, and this is a \(kind.name)"
        case .verifierIsRecorder(let person): "\(person) recorded it, and so may not verify it; somebody else has to"
        case .notVerified: "it is Recorded, not Verified: somebody else than who recorded it verifies it first"
        case .alreadyPublished(let since): "that workaround is published already, since \(since)"
        case .notPublished: "no workaround of it is published"
        case .alreadyAccepted(let person): "\(person) answers for it already"
        case .alreadyLinked(let change): "it is linked to change \(change) already"
        case .noIncident(let number): "there is no incident \(number)"
        case .changeNotSuccessful(let change, let text): "change \(change) is \(text), and so has removed nothing"
        case .alreadyFixed(let change): "change \(change) has removed it already"
        case .notFixed: "nothing has removed it yet"
        }
    }
}
