public import EventModel

/// Why a command on an outage was refused. Each says the state that it met.
public enum OutageRejection: FormRejection {
    case alreadyStarted(OutageNumber)
    case notStarted(OutageNumber)
    case alreadyEnded(OutageNumber, at: Instant)
    case notEnded(OutageNumber)
    case voided(OutageNumber)
    case endsBeforeItStarts(startedAt: Instant, endedAt: Instant)
    case bothEndedAndOngoing
    case inTheFuture(Instant, now: Instant)
    case unchanged(OutageNumber)
    case unknownCI(CIID)
    case mergedCI(CIID, into: CIID)
    case retiredCI(CIID, at: Instant)
    case noIncident(IncidentNumber)
    case missing(String)
    case invalid(what: String, problem: String)

    public var description: String {
        switch self {
        case .alreadyStarted(let number): "outage \(number) is on record already"
        case .notStarted(let number): "there is no outage \(number)"
        case .alreadyEnded(let number, let at): "outage \(number) ended at \(at) already; correct it if that is wrong"
        case .notEnded(let number): "outage \(number) is not over; end it first"
        case .voided(let number): "outage \(number) never was: it was voided"
        case .endsBeforeItStarts(let start, let end): "it would end at \(end), before it starts (\(start))"
        case .bothEndedAndOngoing: "an outage is over or it is not: give its end, or say that it goes on"
        case .inTheFuture(let time, let now): "\(time) is in the future; it is \(now)"
        case .unchanged(let number): "that is what the record of outage \(number) says already"
        case .unknownCI(let ci): "there is no item \(ci); register it first, or name another"
        case .mergedCI(let ci, let survivor): "item \(ci) was merged into \(survivor); name that one"
        case .retiredCI(let ci, let at): "item \(ci) was retired at \(at)"
        case .noIncident(let number): "there is no incident \(number)"
        case .missing(let what): "\(what) is missing"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        }
    }
}
