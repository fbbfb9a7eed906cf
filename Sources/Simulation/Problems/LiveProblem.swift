import EventModel
import Processes

/// How a problem ends.
enum ProblemFate: Sendable {
    case change, accepted, supplier, cancelled, reopened

    /// Of twenty.
    static let twenty: [ProblemFate] =
        Array(repeating: .change, count: 12) + [.accepted, .accepted, .accepted, .supplier, .supplier, .cancelled]
        + [.reopened, .reopened]
}

/// One thing that happens to a problem.
enum ProblemStep: Sendable {
    case log, link, unlink, assign, start, work
    case suppose(Int)
    case reject(Int)
    case pend, resume, findCause
    case record, verify, publish, withdraw, requestChange, linkChange, accept, resolve, verifyFix, close, closeError
    case cancel, reopen
}

/// A problem that something will still happen to, and its known error.
final class LiveProblem {
    let number: ProblemNumber
    let fate: ProblemFate
    let service: Service
    let ci: CIID
    let fault: FaultTexts
    /// What it comes from: one of the hypotheses, the others are wrong.
    let hypotheses: [ProblemWords.Cause]
    let right: Int
    let person: PersonID
    var steps: [ProblemStep] = []
    var stepsDone = 0
    var state: Problem?
    var error: KnownError?
    var errorNumber: KnownErrorNumber?
    var change: ChangeNumber?

    init(
        number: ProblemNumber, _ fate: ProblemFate, _ service: Service, _ ci: CIID, _ fault: FaultTexts,
        _ hypotheses: [ProblemWords.Cause], right: Int, person: PersonID
    ) {
        (self.number, self.fate, self.service, self.ci, self.fault) = (number, fate, service, ci, fault)
        (self.hypotheses, self.right, self.person) = (hypotheses, right, person)
    }

    var cause: ProblemWords.Cause { hypotheses[right] }

    /// What happens after it was logged.
    func plan(_ dice: inout Dice) {
        steps = [.log, .link, .assign, .start]
        if dice.chance(500) { steps.append(.link) }
        if fate == .cancelled {
            steps.append(.cancel)
            return
        }
        steps += hypotheses.indices.map { .suppose($0) }
        steps.append(.work)
        if dice.chance(250) { steps += [.pend, .resume] }
        if dice.chance(100) { steps.append(.unlink) }
        steps += hypotheses.indices.filter { $0 != right }.map { .reject($0) }
        steps += [.findCause, .record, .verify, .publish]
        if dice.chance(80) { steps.append(.withdraw) }
        switch fate {
        case .change: steps += [.requestChange, .linkChange, .resolve, .close, .closeError]
        case .reopened:
            steps += [.requestChange, .linkChange, .resolve, .close, .reopen, .start, .work, .requestChange]
            steps += [.linkChange, .resolve, .close, .closeError]
        case .accepted: steps += [.accept, .resolve, .close]
        case .supplier: steps += [.resolve, .verifyFix, .close, .closeError]
        case .cancelled: break
        }
    }
}

/// Problem management as it stands.
struct ProblemDesk {
    let planned: Int
    var begun = 0
    var live: [ProblemNumber: LiveProblem] = [:]
    /// Those whose error is known.
    var errors: [KnownErrorNumber: LiveProblem] = [:]
    /// What the desk is offered: verified, its workaround published, by service.
    var published: [ServiceID: [KnownErrorNumber]] = [:]
    private var fates: [ProblemFate] = []
    var dice: Dice

    /// What a problem brings on average, its known error included.
    static let eventsPerProblem = 18

    init(planned: Int, seed: UInt64) {
        self.planned = planned
        dice = Dice(seed: seed &+ 0x0DD_B411)
    }

    var plannedEvents: Int { planned * Self.eventsPerProblem }
    var chargedEvents: Int { begun * Self.eventsPerProblem }

    mutating func nextFate() -> ProblemFate {
        if fates.isEmpty {
            fates = ProblemFate.twenty
            for index in fates.indices.dropFirst() { fates.swapAt(index, dice.below(index + 1)) }
        }
        return fates.removeLast()
    }
}
