import EventModel
import Processes
import TestSupport
import Testing

private typealias ErrorStory = Scenario<KnownErrorProcess>

private let nothing = ErrorStory(KnownErrorProcess.self, "KE-1")
private let recording = RecordKnownError(
    title: "Mail", symptom: "No mail", cause: "Spool", workaround: "Empty it", signature: mailSignature)
/// Recorded by agent-1.
private let recorded = nothing.when(recording).done()
private let verified = recorded.by(.person("agent-2")).when(VerifyKnownError(test: "Filled the spool")).done()

extension ErrorStory {
    fileprivate var error: KnownError { state! }
}

@Suite struct KnownErrorTests {
    @Test func `a known error is recorded, verified by somebody else, and its workaround published and withdrawn`() {
        #expect(recorded.error.state == .recorded)
        #expect(recorded.error.offeredWorkaround == nil, "nobody is offered what nobody verified")
        #expect(verified.error.state == .verified)
        #expect(verified.error.offeredWorkaround == nil)
        let published = verified.when(PublishWorkaround()).then(
            .published(WorkaroundPublished(workaround: "Empty it")))
        #expect(published.error.offeredWorkaround == "Empty it")
        let better = published.when(PublishWorkaround("Empty it twice")).done()
        #expect(better.error.offeredWorkaround == "Empty it twice")
        let withdrawn = better.when(WithdrawWorkaround(reason: "Loses mail")).done()
        #expect(withdrawn.error.offeredWorkaround == nil)
        #expect(withdrawn.when(PublishWorkaround("Wait")).done().error.offeredWorkaround == "Wait")
    }

    @Test func `of a problem, title, cause and signature are what its record says`() {
        let problem: ProblemNumber = "PRB-1"
        let story = nothing.given(problemLogged(), in: problem.stream).given(causeFound, in: problem.stream)
            .when(RecordKnownError(symptom: "No mail", problem: problem)).done()
        #expect(story.error.title == "Mail stops")
        #expect(story.error.cause == "Spool too small")
        #expect(story.error.signature == mailSignature)
        #expect(story.error.problemLoggedAt == ErrorStory.start)
    }

    @Test func `noProblem, missing: a known error says what is seen and why`() {
        nothing.when(RecordKnownError(symptom: "x", cause: "y", problem: "PRB-9")).then(refused: .noProblem("PRB-9"))
        nothing.when(RecordKnownError(symptom: " ", cause: "y")).then(refused: .missing("the symptom"))
        nothing.when(RecordKnownError(symptom: "x")).then(refused: .missing("the cause"))
        let open = nothing.given(problemLogged(), in: ProblemNumber("PRB-1").stream)
        open.when(RecordKnownError(symptom: "x", problem: "PRB-1")).then(refused: .missing("the cause"))
        recorded.when(recording).then(refused: .alreadyRecorded("KE-1"))
        let bad = IncidentSignature(service: "")
        nothing.when(RecordKnownError(symptom: "x", cause: "y", signature: bad)).then(
            refused: .invalid(what: "the signature's service", problem: "it is empty"))
    }

    @Test func `verifierIsRecorder: neither who recorded it nor for whom may verify it`() {
        recorded.when(VerifyKnownError(test: "x")).then(refused: .verifierIsRecorder("agent-1"))
        let delegated = nothing.by(.person("agent-1", onBehalfOf: "boss")).when(recording).done()
        delegated.by(.person("boss")).when(VerifyKnownError(test: "x")).then(refused: .verifierIsRecorder("boss"))
        delegated.by(.person("agent-2", onBehalfOf: "agent-1")).when(VerifyKnownError(test: "x")).then(
            refused: .verifierIsRecorder("agent-1"))
        #expect(delegated.by(.person("agent-3")).when(VerifyKnownError(test: "x")).rejection == nil)
    }

    @Test func `notAPerson: no policy, timer, import or assistant verifies`() {
        for kind in [ActorKind.policy, .timer, .import, .assistant] {
            recorded.by(Actor(principal: "x", kind: kind)).when(VerifyKnownError(test: "x")).then(
                refused: .notAPerson(kind))
        }
    }

    @Test func `alreadyVerified, missing: it is verified once, by a test`() {
        verified.by(.person("agent-3")).when(VerifyKnownError(test: "x")).then(refused: .alreadyVerified("agent-2"))
        recorded.by(.person("agent-2")).when(VerifyKnownError(test: "")).then(refused: .missing("the test"))
    }

    @Test func `notVerified: nothing is published or accepted that nobody verified`() {
        recorded.when(PublishWorkaround()).then(refused: .notVerified)
        recorded.when(AcceptKnownError(riskOwner: "boss", reason: "x")).then(refused: .notVerified)
    }

    @Test func `alreadyPublished, notPublished: what is offered is offered once`() {
        let published = verified.when(PublishWorkaround()).done()
        published.when(PublishWorkaround("Empty it ")).then(
            refused: .alreadyPublished(since: published.error.publishedAt!))
        verified.when(WithdrawWorkaround(reason: "x")).then(refused: .notPublished)
        published.when(WithdrawWorkaround()).then(refused: .missing("the reason"))
        let bare = nothing.when(RecordKnownError(symptom: "x", cause: "y")).done().by(.person("agent-2"))
            .when(VerifyKnownError(test: "z")).done()
        bare.when(PublishWorkaround()).then(refused: .missing("the workaround"))
    }

    @Test func `alreadyAccepted: a risk has one owner, and a reason`() {
        let accepted = verified.when(AcceptKnownError(riskOwner: "boss", reason: "Replaced soon")).done()
        #expect(accepted.error.acceptance?.riskOwner == "boss")
        accepted.when(AcceptKnownError(riskOwner: "boss", reason: "x")).then(refused: .alreadyAccepted("boss"))
        verified.when(AcceptKnownError(riskOwner: "boss")).then(refused: .missing("the reason"))
        #expect(accepted.when(AcceptKnownError(riskOwner: "other", reason: "x")).rejection == nil)
    }

    @Test func `noChange, alreadyLinked: a known error is linked to changes that are there, each once`() {
        verified.when(LinkKnownErrorToChange("CHG-9")).then(refused: .noChange("CHG-9"))
        let requested = ChangeEvent.requested(ChangeRequested(changeType: .normal, title: "Disk", cis: ["mx-1"]))
        let story = verified.given(requested, in: ChangeNumber("CHG-1").stream)
            .when(LinkKnownErrorToChange("CHG-1")).done()
        #expect(story.error.changes == ["CHG-1"])
        story.when(LinkKnownErrorToChange("CHG-1")).then(refused: .alreadyLinked("CHG-1"))
    }

    @Test func `closed: nothing follows the end, and nothing is offered after it`() {
        let closed = verified.when(PublishWorkaround()).done().when(CloseKnownError(reason: "Fixed")).done()
        #expect(closed.error.state == .closed)
        #expect(closed.error.offeredWorkaround == nil)
        closed.when(PublishWorkaround("x")).then(refused: .closed(at: closed.error.closedAt!))
        verified.when(CloseKnownError()).then(refused: .missing("the reason"))
    }

    @Test func `notRecorded, beforeLastChange: a known error is there, and told in order`() {
        nothing.when(PublishWorkaround()).then(refused: .notRecorded("KE-1"))
        let last = verified.error.lastChangeAt
        verified.when(PublishWorkaround(), at: last.later(-1)).then(
            refused: .beforeLastChange(occurredAt: last.later(-1), since: last))
    }
}
