public import EventModel

/// Why a command on a change was refused. Each says the state that it met.
public enum ChangeRejection: CommandRejection {
    /// Nobody has asked for a change of this number.
    case notRequested(ChangeNumber)
    case alreadyRequested(ChangeNumber)
    /// The state machine does not lead there from here.
    case notAllowed(command: String, in: ChangeState, ChangeType)
    case missing(String)
    case invalid(what: String, problem: String)
    case beforeRequest(occurredAt: Instant, requestedAt: Instant)
    case beforeLastChange(occurredAt: Instant, since: Instant)

    case unknownCI(CIID)
    case retiredCI(CIID)
    case noProblem(ReferenceCode)
    case noTemplate(ReferenceCode)
    case templateNotLive(ReferenceCode, why: String)
    case templateOnlyForStandard
    case windowEndsBeforeItBegins(ChangeWindow)
    case windowOver(ChangeWindow, now: Instant)
    case inFreeze(ReferenceCode, ChangeWindow)
    case editDuringImplementation
    case unchanged
    case notAssessed
    case notPlanned([String])
    case conflictsOpen([ChangeConflict])
    case riskAfterSubmission
    case editedMeanwhile
    case mergedCI(CIID, into: CIID)

    case notAPerson(ActorKind)
    case approverIsRequester(PersonID)
    case approverIsImplementer(PersonID)
    case alreadyApproved(PersonID)
    case alreadyAuthorised
    case alreadyRefused(by: PersonID)
    case approvalMissing(until: Instant)
    case notAnApprover(PersonID, [PersonID])
    case quorumOutOfReach(Int64, of: Int)
    case approvalExpired(Instant)
    case approvalNotDue(Instant)
    case noApprovalAsked
    case delegateToSelf
    case notAuthorised(given: Int, quorum: Int64)
    case outsideTheApproved(ChangeWindow, ChangeWindow)
    case implementerApproved(PersonID)

    case outOfWindow(ChangeWindow, occurredAt: Instant)
    case noTask(Int64)
    case taskDone(Int64)
    case tasksOpen([Int64])
    case notFailed
    case alreadyFailed
    case backoutNotStarted
    case backoutUnderWay
    case outcomeContradicts(ChangeOutcome, why: String)
    case alreadyReviewed(ChangeOutcome)
    case reviewMissing(why: String)

    public var description: String {
        switch self {
        case .notRequested(let number): "there is no change \(number)"
        case .alreadyRequested(let number): "change \(number) is on record already"
        case .notAllowed(let command, let state, let type):
            "a \(type.name) change in \(state.name) cannot be \(command)"
        case .missing(let what): "\(what) is missing"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        case .beforeRequest(let at, let requested): "\(at) is before the change was requested (\(requested))"
        case .beforeLastChange(let at, let since):
            "\(at) is before the last thing recorded of it (\(since)); give a time from then on"
        case .unknownCI(let ci): "there is no item \(ci); register it first, or name another"
        case .retiredCI(let ci): "item \(ci) is retired; a change needs one that is there"
        case .noProblem(let code): "there is no problem \(code)"
        case .noTemplate(let code): "there is no template \(code)"
        case .templateNotLive(let code, let why): "template \(code) is not live: \(why)"
        case .templateOnlyForStandard: "only a standard change has a template"
        case .windowEndsBeforeItBegins(let window): "the window \(window) ends before it begins"
        case .windowOver(let window, let now): "the window \(window) is over at \(now); plan another"
        case .inFreeze(let freeze, let window): "freeze \(freeze) (\(window)) forbids it; choose another window"
        case .editDuringImplementation: "the change is being implemented, and nothing of it is edited any more"
        case .unchanged: "it is so already"
        case .notAssessed: "nobody has assessed it since its items were named; assess it first"
        case .notPlanned(let missing): "nobody can approve it yet; missing: \(missing.joined(separator: ", "))"
        case .conflictsOpen(let conflicts):
            "it gets in the way of \(conflicts.map(\.other.rawValue).joined(separator: ", ")); "
                + "choose another window, or say why it may with --reason"
        case .editedMeanwhile: "it was edited while it was looked at; try again"
        case .riskAfterSubmission:
            "its risk says how many have to approve it, and they were asked already; edit it, and score it anew"
        case .mergedCI(let ci, let survivor): "item \(ci) is one with \(survivor); name that"
        case .notAPerson(let kind): "only a person approves, and this is a \(kind.name)"
        case .approverIsRequester(let person): "\(person) asked for it, and so may not approve it"
        case .approverIsImplementer(let person): "\(person) implements it, and so may not approve it"
        case .alreadyApproved(let person): "\(person) has approved it already; the quorum counts different people"
        case .alreadyAuthorised: "it is authorised already"
        case .alreadyRefused(let person): "\(person) has refused it; the review decides what follows"
        case .approvalMissing(let until):
            "nobody has approved this emergency yet; have it approved until \(until), or close it then with --reason"
        case .notAnApprover(let person, let approvers):
            "\(person) is not asked to approve it; these are: \(approvers.map(\.rawValue).joined(separator: ", "))"
        case .quorumOutOfReach(let quorum, let count): "a quorum of \(quorum) is out of reach for \(count) approvers"
        case .approvalExpired(let at): "the approval expired at \(at); submit the change again"
        case .approvalNotDue(let at): "the approval expires only at \(at)"
        case .noApprovalAsked: "nobody was asked to approve it; submit it first"
        case .delegateToSelf: "an approval cannot be delegated to the person who has it"
        case .notAuthorised(let given, let quorum): "it is not authorised: \(given) of \(quorum) approvals"
        case .outsideTheApproved(let window, let approved):
            "\(window) is not within the approved window \(approved); plan it so, and have that approved"
        case .implementerApproved(let person): "\(person) approved it, and so may not implement it"
        case .outOfWindow(let window, let at):
            "\(at) is outside its window \(window); reschedule it, or say why it starts now with --reason"
        case .noTask(let task): "it has no task \(task)"
        case .taskDone(let task): "task \(task) is done already"
        case .tasksOpen(let tasks): "these tasks are open: \(tasks.map(String.init).joined(separator: ", "))"
        case .notFailed: "it has not failed; nothing is to be recovered from"
        case .alreadyFailed: "it has failed already; decide how to recover"
        case .backoutNotStarted: "its backout has not begun"
        case .backoutUnderWay: "it is being backed out; complete that"
        case .outcomeContradicts(let outcome, let why): "it cannot be reviewed as \(outcome.name): \(why)"
        case .alreadyReviewed(let outcome): "it is reviewed already, as \(outcome.name)"
        case .reviewMissing(let why): "it needs a review before it is closed: \(why)"
        }
    }
}
