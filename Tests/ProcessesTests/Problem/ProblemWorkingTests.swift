import EventModel
import Processes
import TestSupport
import Testing

@Suite struct ProblemWorkingTests {
    @Test func `a problem is assigned, started, waits and goes on where it was`() {
        let story = newProblem.when(AssignProblem(group: "messaging", person: "agent-1")).then(problemAssigned)
            .when(StartProblemWork()).then(problemStarted)
            .when(PendProblem(waitingFor: .supplier, reason: "They look.")).then(problemPended)
        #expect(story.problem.state == .pending)
        #expect(story.problem.waiting.stateBefore == .inProgress)
        let resumed = story.when(ResumeProblem(cause: "They answered")).done()
        #expect(resumed.problem.state == .inProgress)
        #expect(resumed.problem.waiting == Problem.Waiting())
    }

    @Test func `a problem assigned while it waits is no longer new afterwards`() {
        let story = newProblem.given(problemPended).when(AssignProblem(group: "messaging")).done()
        #expect(story.when(ResumeProblem()).done().problem.state == .assigned)
    }

    @Test(arguments: [ProblemState.resolved, .closed, .cancelled])
    func `notOpen: an ended problem is not worked on`(state: ProblemState) {
        let story = problem(state)
        story.when(AssignProblem(group: "other")).then(refused: .notOpen(state))
        story.when(PendProblem(waitingFor: .supplier, reason: "x")).then(refused: .notOpen(state))
        story.when(RecordHypothesis("x")).then(refused: .notOpen(state))
        story.when(IdentifyRootCause(kind: .change, cause: "x", evidence: ["y"])).then(refused: .notOpen(state))
        story.when(ResolveProblem(by: .supplierFix("maker"))).then(refused: .notOpen(state))
        story.when(CancelProblem(reason: "x")).then(refused: .notOpen(state))
        story.when(StartProblemWork()).then(refused: .notAllowed(command: "started", in: state))
        story.when(ResumeProblem()).then(refused: .notAllowed(command: "resumed", in: state))
    }

    @Test(arguments: [ProblemState.closed, .cancelled])
    func `readOnly: nothing is added to a problem that is done`(state: ProblemState) {
        let story = problem(state).withIncident("INC-1")
        story.when(LinkIncidentToProblem("INC-1")).then(refused: .readOnly(state))
        story.when(LogProblemWork(minutes: 5)).then(refused: .readOnly(state))
        story.when(RemoveProblemParent()).then(refused: .readOnly(state))
    }

    @Test func `notLogged: every command needs a problem that is there`() {
        let nobody = ProblemStory(ProblemProcess.self, "PRB-7")
        nobody.when(AssignProblem(group: "x")).then(refused: .notLogged("PRB-7"))
        nobody.when(CloseProblem(review: "x")).then(refused: .notLogged("PRB-7"))
    }

    @Test func `beforeLastChange: a problem is told in order`() {
        let story = newProblem.given(problemAssigned)
        let last = story.problem.times.lastChangeAt
        story.when(StartProblemWork(), at: last.later(-1)).then(
            refused: .beforeLastChange(occurredAt: last.later(-1), since: last))
    }

    @Test func `alreadyAssigned, missing: an assignment changes who has it`() {
        let story = newProblem.given(problemAssigned)
        story.when(AssignProblem(group: "messaging", person: "agent-1")).then(
            refused: .alreadyAssigned(group: "messaging", person: "agent-1"))
        story.when(AssignProblem()).then(refused: .missing("the group or the person"))
        let other = story.when(AssignProblem(person: "agent-2")).done()
        #expect(other.problem.group == "messaging", "the group keeps it")
    }

    @Test func `alreadyWaiting: the same wait is not begun twice`() {
        let story = problem(.pending)
        let since = story.problem.waiting.since!
        story.when(PendProblem(waitingFor: .supplier, reason: "x")).then(
            refused: .alreadyWaiting(for: .supplier, since: since))
        let other = story.when(PendProblem(waitingFor: .change, reason: "x")).done()
        #expect(other.problem.waiting.since == since, "it waits for something else, since then")
        newProblem.when(PendProblem(waitingFor: .supplier)).then(refused: .missing("the reason"))
        let now = newProblem.clock
        newProblem.when(PendProblem(waitingFor: .supplier, reason: "x", until: now)).then(
            refused: .invalid(what: "the end of the wait", problem: "\(now) is not after \(now)"))
    }

    @Test func `minutesOutOfRange: work is logged by the day at most`() {
        newProblem.when(LogProblemWork(minutes: 0)).then(refused: .minutesOutOfRange(0))
        newProblem.when(LogProblemWork(minutes: 1441)).then(refused: .minutesOutOfRange(1441))
        let story = newProblem.when(LogProblemWork(minutes: 90)).done().when(LogProblemWork(minutes: 30)).done()
        #expect(story.problem.workMinutes == 120)
        let policy = Actor(principal: "p", kind: .policy)
        newProblem.by(policy).when(LogProblemWork(minutes: 5)).then(refused: .missing("the person"))
    }

    @Test func `hypotheses are kept and rejected, and the rejected stay on record`() {
        let story = newProblem.when(RecordHypothesis("The backup")).then(
            .hypothesisRecorded(HypothesisRecorded(number: 1, text: "The backup"))
        ).when(RecordHypothesis("The spool")).done()
        let judged = story.when(RejectHypothesis(1, reason: "No backup ran")).done()
        #expect(judged.problem.hypotheses.map(\.rejection) == ["No backup ran", nil])
        judged.when(RejectHypothesis(1, reason: "x")).then(refused: .hypothesisRejected(1, why: "No backup ran"))
        judged.when(RejectHypothesis(3, reason: "x")).then(refused: .noHypothesis(3, of: 2))
        judged.when(RejectHypothesis(0, reason: "x")).then(refused: .noHypothesis(0, of: 2))
        judged.when(RejectHypothesis(.min, reason: "x")).then(refused: .noHypothesis(.min, of: 2))
        judged.when(RejectHypothesis(2)).then(refused: .missing("the reason"))
        newProblem.when(RecordHypothesis(" ")).then(refused: .missing("the hypothesis"))
    }

    @Test func `noEvidence: a root cause is shown, and confirms no rejected hypothesis`() {
        let story = newProblem.when(RecordHypothesis("The backup")).done().when(RecordHypothesis("The spool")).done()
            .when(RejectHypothesis(1, reason: "No")).done()
        story.when(IdentifyRootCause(kind: .capacity, cause: "x", evidence: [])).then(refused: .noEvidence)
        story.when(IdentifyRootCause(kind: .capacity, cause: "x", evidence: [" "])).then(refused: .noEvidence)
        story.when(IdentifyRootCause(kind: .capacity, evidence: ["df"])).then(refused: .missing("the cause"))
        story.when(IdentifyRootCause(kind: .capacity, evidence: ["df"], hypothesis: 1)).then(
            refused: .hypothesisRejected(1, why: "No"))
        let found = story.when(IdentifyRootCause(kind: .capacity, evidence: ["df"], ci: "mx-1", hypothesis: 2)).done()
        #expect(found.problem.rootCause?.cause == "The spool")
        let first = found.problem.times.rootCauseAt
        let again = found.after(minutes: 9).when(IdentifyRootCause(kind: .change, cause: "It", evidence: ["log"]))
            .done()
        #expect(again.problem.rootCause?.kind == .change, "the last finding counts")
        #expect(again.problem.times.rootCauseAt == first, "and it was found when it first was")
    }

    @Test func `parentCycle: parts of problems go round in no circle`() {
        let story = (2...3).reduce(newProblem) { $0.given(problemLogged(), on: "PRB-\($1)") }
        let two = story.when(SetProblemParent("PRB-2")).done().when(SetProblemParent("PRB-3"), on: "PRB-2").done()
        #expect(two.problem.relations.parent == "PRB-2")
        #expect(two.problem("PRB-2").relations.children == ["PRB-1"])
        two.when(SetProblemParent("PRB-1"), on: "PRB-3").then(
            refused: .parentCycle(["PRB-3", "PRB-1", "PRB-2", "PRB-3"]))
        two.when(SetProblemParent("PRB-3")).then(refused: .hasParent("PRB-2"))
        story.when(SetProblemParent("PRB-1")).then(refused: .parentIsItself)
        story.when(SetProblemParent("PRB-9")).then(refused: .notLogged("PRB-9"))
        story.when(RemoveProblemParent()).then(refused: .hasNoParent)
        story.given(problemCancelled, on: "PRB-2").when(SetProblemParent("PRB-2")).then(refused: .notOpen(.cancelled))
        let apart = two.when(RemoveProblemParent()).done()
        #expect(apart.problem.relations.parent == nil)
        #expect(apart.problem("PRB-2").relations.children.isEmpty)
    }

    @Test func `an imported circle of parents ends every walk`() {
        let circle: [(ProblemNumber, ProblemNumber)] = [("PRB-2", "PRB-3"), ("PRB-3", "PRB-2")]
        var story = (2...4).reduce(newProblem) { $0.given(problemLogged(), on: "PRB-\($1)") }
        for (child, parent) in circle {
            story = story.given(.parentSet(ProblemParentSet(parent: parent, child: child)), on: child.rawValue)
        }
        #expect(story.when(SetProblemParent("PRB-2")).rejection == nil)
    }
}
