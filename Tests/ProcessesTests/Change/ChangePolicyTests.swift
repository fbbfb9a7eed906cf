import EventModel
import LogbookTesting
import Processes
import Testing

private let pattern = ChangePlan(steps: "Install", backout: "Put back")
private let stream = ChangeTemplate.stream(of: "renew")
private func live(_ version: UInt64 = 1) -> ChangeTemplateEvent {
    .approved(
        ChangeTemplateApproved(version: version, title: "Renew", plan: pattern, classes: [], author: "engineer-1"))
}
private let standard = estate.given(live(), in: stream)
    .when(request(.standard, plan: ChangePlan(window: window), template: "renew")).done()
    .when(ScheduleChange()).done().after(minutes: 41 * 60).when(StartChange()).done()
private func failures(_ story: ChangeStory) -> [ChangeNumber]? {
    story.world.state(ChangeTemplateProcess.self, of: stream)?.failures
}

@Test func `a standard change that fails counts once against its template`() {
    let failed = standard.when(FailChange(step: "s", reason: "r")).settled(by: TemplateFailures())
    #expect(failures(failed) == ["CHG-1"])
    let reviewed = failed.when(CompleteChange()).done().when(ReviewChange(.failed)).settled(by: TemplateFailures())
    #expect(failures(reviewed) == ["CHG-1"])
}

@Test func `a standard change that turns out to have failed counts, and one that did well does not`() {
    let done = standard.when(CompleteChange()).done()
    #expect(failures(done.when(ReviewChange(.failed)).settled(by: TemplateFailures())) == ["CHG-1"])
    for outcome in [ChangeOutcome.successful, .withIssues] {
        #expect(done.when(ReviewChange(outcome)).reactions(of: TemplateFailures()).isEmpty)
    }
}

@Test func `no template is touched by a normal change, nor by what an older version led to`() {
    #expect(started.when(FailChange(step: "s", reason: "r")).reactions(of: TemplateFailures()).isEmpty)
    let newer = standard.given(live(2), in: stream)
    #expect(failures(newer.when(FailChange(step: "s", reason: "r")).settled(by: TemplateFailures())) == [])
}

/// When approvals of a story's change expire.
private func expiry(_ story: ChangeStory) -> Instant? {
    var watch: ApprovalExpiry.Watch?
    for record in story.world.records where record.stream == story.stream {
        for event in (try? ChangeEvent.catalogue.decode(record)) ?? [] { ApprovalExpiry.fold(&watch, event, record) }
    }
    return watch.flatMap(ApprovalExpiry.waitsSince)
}

@Test func `approvals expire when they are due, and never before what happened last`() {
    #expect(expiry(requested) == nil)
    #expect(expiry(submitted) == submitted.state?.approval.request?.expiresAt)
    #expect(expiry(approved) == nil)
    let emergency = emergency.when(SubmitChange()).done().after(minutes: 41 * 60).by(.person("engineer-1"))
        .when(StartChange()).done()
    #expect(expiry(emergency) == emergency.state?.approvalDueAt)
    let late = emergency.after(days: 30).when(CompleteChange()).done()
    #expect(expiry(late) == late.state?.lastChangeAt)
    let expired = late.when(ExpireApproval(), at: expiry(late)).done()
    #expect(expired.state?.approval.request == nil && expiry(expired) == nil)
    #expect(expiry(submitted.when(PlanChange(steps: "x")).done()) == nil)
    #expect(expiry(submitted.when(CancelChange(reason: "x")).done()) == nil)
}

@Suite struct ReviewPolicyTests {
    private func due(_ outcome: Outcome<some ChangeCommand>) -> ChangeReviewScheduled? {
        outcome.settled(by: EndedChangeGetsReview()).state?.reviewDue
    }
    private let failed = started.when(FailChange(step: "s", reason: "r")).done()

    @Test func `P26: a change that failed is reviewed within five business days, by who approved it`() throws {
        let review = try #require(due(failed.when(CompleteChange())))
        #expect(review.reasons == ["it failed"] && review.reviewer == "manager-1")
        // In the night to a Wednesday, and the end of the Wednesday after it.
        #expect(review.dueAt.description == "2026-03-12T00:00:00Z", "\(review.dueAt)")
        let backedOut = failed.when(BackOutChange()).done().when(BackOutChange(done: true))
        #expect(due(backedOut)?.reasons == ["it failed"])
    }

    @Test func `P26: so is an emergency, and what went on out of its window, and nothing else`() {
        #expect(due(started.when(CompleteChange())) == nil)
        let late = started.after(minutes: 3 * 60).when(CompleteChange())
        #expect(due(late)?.reasons == ["it went on after its window"])
        let urgent = emergency.when(SubmitChange()).done().after(minutes: 41 * 60).by(.person("engineer-1"))
            .when(StartChange()).done().when(CompleteChange())
        #expect(due(urgent)?.reasons == ["it was an emergency"] && due(urgent)?.reviewer == "requester-1")
    }

    @Test func `a review is scheduled once, of what is done and not reviewed, and waits until it is held`() {
        let command = ScheduleChangeReview(dueAt: window.to)
        started.when(command).then(refused: .notAllowed(command: "given a review", in: .implement, .normal))
        let done = failed.when(CompleteChange()).settled(by: EndedChangeGetsReview())
        done.when(command).then(refused: .unchanged)
        #expect(done.state?.reviewDueAt == done.state?.reviewDue?.dueAt && done.state?.reviewDueAt != nil)
        let reviewed = done.when(ReviewChange(.withIssues)).done()
        #expect(reviewed.state?.reviewDueAt == nil && reviewed.state?.reviewDue != nil)
        completed.when(ReviewChange(.successful)).done().when(command).then(refused: .alreadyReviewed(.successful))
    }
}
