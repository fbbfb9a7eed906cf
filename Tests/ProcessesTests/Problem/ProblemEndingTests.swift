import EventModel
import Processes
import TestSupport
import Testing

private let errorNumber: KnownErrorNumber = "KE-1"
private func recorded(of problem: ProblemNumber? = "PRB-1") -> KnownErrorEvent {
    .recorded(
        KnownErrorRecorded(
            title: "Mail", symptom: "No mail", cause: "Spool", workaround: nil, problem: problem, problemLoggedAt: nil,
            signature: nil))
}
private let understood = newProblem.given(causeFound)

@Suite struct ProblemEndingTests {
    @Test func `noRootCause: nothing is resolved whose cause nobody knows, but a duplicate`() {
        let story = newProblem.given(problemLogged(), on: "PRB-2").given(recorded(), in: errorNumber.stream)
        story.when(ResolveProblem(by: .change("CHG-1"))).then(refused: .noRootCause)
        story.when(ResolveProblem(by: .supplierFix("maker"))).then(refused: .noRootCause)
        story.when(ResolveProblem(by: .riskAccepted(errorNumber))).then(refused: .noRootCause)
        #expect(story.when(ResolveProblem(by: .duplicate(of: "PRB-2"))).done().problem.state == .resolved)
    }

    @Test func `riskNotAccepted: a problem lived with closes when somebody answers for it`() {
        let story = understood.given(recorded(), in: errorNumber.stream)
            .when(ResolveProblem(by: .riskAccepted(errorNumber))).done()
        story.when(CloseProblem(review: "x")).then(refused: .riskNotAccepted(errorNumber))
        let accepted = KnownErrorEvent.accepted(KnownErrorAccepted(riskOwner: "boss", reason: "Cheap"))
        let closed = story.given(accepted, in: errorNumber.stream).when(CloseProblem(review: "Live with it")).then(
            .closed(ProblemClosed(review: "Live with it")))
        #expect(closed.problem.state == .closed)
        #expect(closed.problem.review == "Live with it")
    }

    @Test func `noChange, changeNotSuccessful: a problem resolved by a change closes when that ended well`() {
        understood.when(ResolveProblem(by: .change("CHG-9"))).then(refused: .noChange("CHG-9"))
        let change: StreamID = ChangeNumber("CHG-1").stream
        let requested = ChangeEvent.requested(ChangeRequested(changeType: .normal, title: "Disk", cis: ["mx-1"]))
        let story = understood.given(requested, in: change).when(ResolveProblem(by: .change("CHG-1"))).done()
        story.when(CloseProblem(review: "x")).then(
            refused: .changeNotSuccessful("CHG-1", is: "in \(ChangeState.new.name)"))
        let closed = ChangeEvent.closed(ChangeClosed())
        for outcome in [ChangeOutcome.failed, .backedOut, .withIssues] {
            let reviewed = ChangeEvent.reviewed(ChangeReviewed(outcome: outcome, findings: nil))
            story.given(reviewed, in: change).given(closed, in: change).when(CloseProblem(review: "x")).then(
                refused: .changeNotSuccessful("CHG-1", is: "closed as \(outcome.name)"))
        }
        let reviewed = ChangeEvent.reviewed(ChangeReviewed(outcome: .successful, findings: nil))
        let good = story.given(reviewed, in: change).given(closed, in: change).when(CloseProblem(review: "x")).done()
        #expect(good.problem.state == .closed)
        #expect(story.given(closed, in: change).when(CloseProblem(review: "x")).rejection == nil, "nothing went wrong")
    }

    @Test func `noKnownError, knownErrorOfAnother: the risk is that of the problem's own error`() {
        understood.when(ResolveProblem(by: .riskAccepted("KE-9"))).then(refused: .noKnownError("KE-9"))
        let story = understood.given(recorded(of: "PRB-2"), in: errorNumber.stream)
        story.when(ResolveProblem(by: .riskAccepted(errorNumber))).then(
            refused: .knownErrorOfAnother(errorNumber, "PRB-2"))
        let nobodys = understood.given(recorded(of: nil), in: errorNumber.stream)
        nobodys.when(ResolveProblem(by: .riskAccepted(errorNumber))).then(
            refused: .knownErrorOfAnother(errorNumber, nil))
    }

    @Test func `fixNotVerified: a supplier's fix closes a problem once it was tried`() {
        let story = understood.when(ResolveProblem(by: .supplierFix("maker"))).done()
        story.when(CloseProblem(review: "x")).then(refused: .fixNotVerified("maker"))
        story.when(VerifySupplierFix(test: " ")).then(refused: .missing("the test"))
        let verified = story.when(VerifySupplierFix(test: "Twice")).done()
        verified.when(VerifySupplierFix(test: "Thrice")).then(refused: .fixVerified("maker"))
        #expect(verified.when(CloseProblem(review: "x")).done().problem.state == .closed)
    }

    @Test func `noSupplierFix: only a supplier's fix is verified`() {
        let duplicate = newProblem.given(problemLogged(), on: "PRB-2").when(ResolveProblem(by: .duplicate(of: "PRB-2")))
            .done()
        duplicate.when(VerifySupplierFix(test: "x")).then(refused: .noSupplierFix(.duplicate))
        newProblem.when(VerifySupplierFix(test: "x")).then(refused: .notAllowed(command: "verified", in: .new))
    }

    @Test func `a fix verified before the problem came back says nothing of the next one`() {
        let closed = understood.when(ResolveProblem(by: .supplierFix("maker"))).done()
            .when(VerifySupplierFix(test: "Twice")).done().when(CloseProblem(review: "x")).done()
        let again = closed.when(ReopenProblem(reason: "Again")).done().when(ResolveProblem(by: .supplierFix("maker")))
            .done()
        again.when(CloseProblem(review: "x")).then(refused: .fixNotVerified("maker"))
    }

    @Test func `duplicateCycle: records go on for each other in no circle`() {
        let story = (2...3).reduce(newProblem) { $0.given(problemLogged(), on: "PRB-\($1)") }
        story.when(ResolveProblem(by: .duplicate(of: "PRB-1"))).then(refused: .duplicateOfItself)
        story.when(ResolveProblem(by: .duplicate(of: "PRB-9"))).then(refused: .notLogged("PRB-9"))
        story.given(problemCancelled, on: "PRB-2").when(ResolveProblem(by: .duplicate(of: "PRB-2"))).then(
            refused: .otherCancelled("PRB-2"))
        let two = story.when(ResolveProblem(by: .duplicate(of: "PRB-2"))).done()
            .when(ResolveProblem(by: .duplicate(of: "PRB-3")), on: "PRB-2").done()
        two.when(ResolveProblem(by: .duplicate(of: "PRB-1")), on: "PRB-3").then(
            refused: .duplicateCycle(["PRB-3", "PRB-1", "PRB-2", "PRB-3"]))
        #expect(two.when(CloseProblem(review: "The other goes on")).done().problem.state == .closed)
    }

    @Test(arguments: [ProblemState.new, .assigned, .inProgress, .pending, .closed, .cancelled])
    func `notAllowed: only a resolved problem is closed`(state: ProblemState) {
        problem(state).when(CloseProblem(review: "x")).then(refused: .notAllowed(command: "closed", in: state))
    }

    @Test func `missing: a problem closes with what was learnt`() {
        let story = understood.when(ResolveProblem(by: .supplierFix("maker"))).done().when(VerifySupplierFix(test: "x"))
            .done()
        story.when(CloseProblem()).then(refused: .missing("the review: what was learnt"))
        #expect(story.when(CloseProblem(), reason: "Size spools").done().problem.review == "Size spools")
    }

    @Test(arguments: [ProblemState.new, .assigned, .inProgress, .pending, .cancelled])
    func `notAllowed: only what has ended is reopened`(state: ProblemState) {
        problem(state).when(ReopenProblem(reason: "x")).then(refused: .notAllowed(command: "reopened", in: state))
    }

    @Test func `a reopened problem is with who had it, and its resolution no longer holds`() {
        let story = problem(.closed).when(ReopenProblem(reason: "Again")).done()
        #expect(story.problem.state == .assigned)
        #expect(story.problem.resolution == nil)
        #expect(story.problem.times.resolvedAt == nil)
        #expect(story.problem.times.recurredAt != nil)
        #expect(story.problem.reopenedCount == 1)
        #expect(story.problem.rootCause != nil, "what was found stays found")
        #expect(story.problem.contradictions.isEmpty)
        problem(.closed).when(ReopenProblem()).then(refused: .missing("the reason"))
    }

    @Test func `notAfterEnd: an incident that reopens a problem came after its end`() {
        let early = newProblem.withIncident("INC-1").given(causeFound, problemResolved(), problemClosed)
        let (detectedAt, resolvedAt) = (newProblem.clock, early.problem.times.resolvedAt!)
        early.when(ReopenProblem(incident: "INC-1")).then(
            refused: .notAfterEnd("INC-1", detectedAt: detectedAt, resolvedAt: resolvedAt))
        let late = problem(.closed).withIncident("INC-2").when(ReopenProblem(incident: "INC-2")).done()
        #expect(late.problem.relations.incidents == ["INC-2"])
        problem(.closed).when(ReopenProblem(incident: "INC-9")).then(refused: .noIncident("INC-9"))
    }

    @Test func `signatureDiffers, noSignature, alreadyRecurred: a recurrence is a new incident of the signature`() {
        let story = problem(.closed).withIncident("INC-1").withIncident("INC-2", category: "network")
        let recurred = story.when(DetectRecurrence("INC-1")).then(.recurred(RecurrenceDetected(incident: "INC-1")))
        #expect(recurred.problem.state == .closed, "whether it is the same is for people to say")
        #expect(recurred.problem.relations.recurrences == ["INC-1"])
        #expect(recurred.problem.times.recurredAt != nil)
        recurred.when(DetectRecurrence("INC-1")).then(refused: .alreadyRecurred("INC-1"))
        story.when(DetectRecurrence("INC-2")).then(refused: .signatureDiffers("INC-2"))
        let plain = ProblemStory(ProblemProcess.self, "PRB-1").given(
            problemLogged(signature: nil), causeFound, problemResolved()
        ).withIncident("INC-1")
        plain.when(DetectRecurrence("INC-1")).then(refused: .noSignature)
        newProblem.withIncident("INC-1").when(DetectRecurrence("INC-1")).then(
            refused: .notAllowed(command: "seen to recur", in: .new))
    }

    @Test func `what the state machine does not know is kept as a contradiction`() {
        let story = newProblem.given(problemClosed)
        #expect(story.problem.state == .closed)
        #expect(story.problem.contradictions.map(\.what) == ["ProblemClosed took it from New to Closed"])
        let unknown = newProblem.given(
            .sourceStateRecorded(ProblemSourceStateRecorded(source: "xes", code: "Unmatched", state: nil)))
        #expect(unknown.problem.contradictions.map(\.what) == ["xes gave the state Unmatched, which nobody knows"])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `whatever commands come, a closed problem met its condition`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var story = newProblem.given(problemLogged(), on: "PRB-2").given(recorded(), in: errorNumber.stream)
        var closings = 0
        for _ in 0..<300 {
            switch Int.random(in: 0..<9, using: &random) {
            case 0: story = story.when(AssignProblem(group: "messaging", person: "agent-1")).after
            case 1: story = story.when(IdentifyRootCause(kind: .change, cause: "x", evidence: ["y"])).after
            case 2: story = story.when(ResolveProblem(by: .supplierFix("maker"))).after
            case 3: story = story.when(ResolveProblem(by: .riskAccepted(errorNumber))).after
            case 4: story = story.when(ResolveProblem(by: .duplicate(of: "PRB-2"))).after
            case 5: story = story.when(VerifySupplierFix(test: "x")).after
            case 6: story = story.when(PendProblem(waitingFor: .other, reason: "x")).after
            case 7: story = story.when(ReopenProblem(reason: "x")).after
            default:
                let outcome = story.when(CloseProblem(review: "x"))
                guard outcome.rejection == nil else { continue }
                let problem = story.problem
                closings += 1
                #expect(problem.resolution?.resolution != .riskAccepted, "seed \(seed): nobody accepted it")
                #expect(problem.resolution?.supplier == nil || problem.verifiedFix != nil, "seed \(seed)")
                #expect(problem.resolution?.duplicateOf != nil || problem.rootCause != nil, "seed \(seed)")
                story = outcome.after
            }
            #expect(story.problem.contradictions.isEmpty, "seed \(seed)")
        }
        #expect(closings > 0, "seed \(seed): the test tried something")
    }
}
