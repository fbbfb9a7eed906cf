import EventModel
import LogbookTesting
import Processes
import Testing

private func ended(_ outcome: ChangeOutcome, problem: ReferenceCode? = nil) -> [ChangeEvent] {
    [
        .requested(ChangeRequested(changeType: .normal, title: "x", cis: ["srv-1"], problem: problem)),
        .reviewed(ChangeReviewed(outcome: outcome, findings: nil)), .closed(ChangeClosed()),
    ]
}
private let recorded = KnownErrorEvent.recorded(
    KnownErrorRecorded(
        title: "Full", symptom: "slow", cause: "full", workaround: nil, problem: "PRB-1", problemLoggedAt: nil,
        signature: nil))
private func error(_ outcome: ChangeOutcome = .successful) -> Scenario<KnownErrorProcess> {
    ended(outcome).reduce(Scenario(KnownErrorProcess.self, "KE-1").given(recorded, .verified(.example))) {
        $0.given($1, in: ChangeNumber("CHG-1").stream)
    }
}
private let fixed = KnownErrorEvent.fixed(KnownErrorFixed(change: "CHG-1"))

@Suite struct FixedKnownErrorTests {
    @Test func `a change that ended well has removed a verified error, once`() {
        let done = error().when(MarkKnownErrorFixed(by: "CHG-1")).then(fixed)
        #expect(done.state?.fixedBy == "CHG-1" && done.state?.state == .verified)
        done.when(MarkKnownErrorFixed(by: "CHG-1")).then(refused: .alreadyFixed(by: "CHG-1"))
        error().when(MarkKnownErrorFixed(by: "CHG-9")).then(refused: .noChange("CHG-9"))
        error(.withIssues).when(MarkKnownErrorFixed(by: "CHG-1")).then(
            refused: .changeNotSuccessful("CHG-1", "closed as withIssues"))
        Scenario(KnownErrorProcess.self, "KE-1").given(recorded).when(MarkKnownErrorFixed(by: "CHG-1")).then(
            refused: .notVerified)
    }

    @Test func `an incident after that brings it back`() {
        let story = error().given(fixed).given(logged(), in: IncidentNumber("INC-1").stream)
        let back = story.when(NoteKnownErrorRecurrence(in: "INC-1")).then(
            .recurred(KnownErrorRecurred(incident: "INC-1")))
        #expect(back.state?.fixedAt == nil && back.state?.fixedBy == nil)
        back.when(NoteKnownErrorRecurrence(in: "INC-1")).then(refused: .notFixed)
        story.when(NoteKnownErrorRecurrence(in: "INC-9")).then(refused: .noIncident("INC-9"))
    }

    @Test func `P27: the errors of the change's problem are fixed with it, those of another are not`() {
        func reactions(_ problem: ReferenceCode?, _ outcome: ChangeOutcome = .successful) -> [StreamID?] {
            let known = KnownErrorNumber("KE-1").stream
            var story = ChangeStory(ChangeProcess.self, "CHG-1").given(recorded, in: known)
                .given(KnownErrorEvent.verified(.example), in: known)
            story.world.found = [
                .knownErrorsOf(problem: problem.map { ProblemNumber($0.rawValue) }, change: "CHG-1"): [known]
            ]
            for event in ended(outcome, problem: problem) { story = story.given(event) }
            return story.world.reactions(of: ChangeFixesKnownErrors(), to: story.world.records.last!).map(\.stream)
        }
        #expect(reactions("PRB-1") == [KnownErrorNumber("KE-1").stream])
        #expect(reactions("PRB-2") == [] && reactions(nil) == [] && reactions("PRB-1", .failed) == [])
    }

    @Test func `P27: what was noticed before the fix does not bring the error back`() {
        func reactions(detectedAt: Instant) -> Int {
            let known = KnownErrorNumber("KE-1").stream
            var story = IncidentStory(IncidentProcess.self, "INC-1").given(recorded, in: known)
                .given(KnownErrorEvent.verified(.example), in: known).given(fixed, in: known)
            story = story.given(
                .logged(
                    IncidentLogged(
                        title: "x", source: .phone, detectedAt: detectedAt, impact: nil, urgency: nil, caller: nil,
                        customer: nil, service: "mail", ci: nil, contact: nil, previous: nil, description: nil)),
                .knownErrorMatched(KnownErrorMatched(knownError: "KE-1")))
            return story.world.reactions(of: IncidentBringsKnownErrorBack(), to: story.world.records.last!).count
        }
        #expect(reactions(detectedAt: IncidentStory.start.later(60)) == 1)
        #expect(reactions(detectedAt: IncidentStory.start) == 0)
    }
}
