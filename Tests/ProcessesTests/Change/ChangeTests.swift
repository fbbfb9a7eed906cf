import EventModel
import LogbookTesting
import Processes
import Testing

@Test func `a normal change goes its whole way`() {
    #expect(requested.state?.state == .new && requested.state?.requester == "requester-1")
    #expect(assessed.state?.state == .assess)
    #expect(submitted.state?.state == .authorise)
    #expect(approved.state?.approval.authorised == approved.state?.content)
    #expect(scheduled.state?.state == .scheduled && scheduled.state?.work.window == window)
    #expect(started.state?.state == .implement)
    #expect(completed.state?.state == .review)
    let closed = completed.when(ReviewChange(.successful)).done().when(CloseChange()).then(.closed(ChangeClosed()))
    #expect(closed.state?.state == .closed)
    #expect(closed.state?.work.actual?.from == started.state?.work.startedAt)
}

@Test func `notRequested: nothing comes of a change that nobody asked for`() {
    estate.when(SubmitChange()).then(refused: .notRequested("CHG-1"))
}

@Test func `alreadyRequested: a change is asked for once`() {
    requested.when(request()).then(refused: .alreadyRequested("CHG-1"))
}

@Test func `unknownCI and retiredCI: a change is of items that are there`() {
    estate.when(request(cis: ["mx-1", "mx-9"])).then(refused: .unknownCI("mx-9"))
    estate.when(request(cis: ["old"])).then(refused: .retiredCI("old"))
    requested.when(PlanChange(cis: ["old"])).then(refused: .retiredCI("old"))
    estate.when(request(cis: [])).then(refused: .missing("the item to be changed"))
    requested.when(PlanChange(cis: ["mx-9"])).then(refused: .unknownCI("mx-9"))
    requested.when(PlanChange(cis: [])).then(refused: .missing("the item to be changed"))
    estate.when(RequestChange(type: .normal, title: " ", cis: ["mx-1"])).then(refused: .missing("the title"))
}

@Test func `windowEndsBeforeItBegins: a window has a length`() {
    for wrong in [ChangeWindow(from: window.to, to: window.from), ChangeWindow(from: window.to, to: window.to)] {
        var plan = plan
        plan.window = wrong
        estate.when(request(plan: plan)).then(refused: .windowEndsBeforeItBegins(wrong))
        requested.when(PlanChange(window: wrong)).then(refused: .windowEndsBeforeItBegins(wrong))
    }
}

@Test func `notPlanned: nobody is asked to approve what has no plan, backout plan and window`() {
    for (plan, missing) in [
        (ChangePlan(backout: "b", window: window), ["the plan"]),
        (ChangePlan(steps: "s", window: window), ["the backout plan"]),
        (ChangePlan(steps: "s", backout: "b"), ["the window"]),
        (ChangePlan(), ["the plan", "the backout plan", "the window"]),
    ] {
        let story = estate.when(request(plan: plan)).done().when(assess()).done()
        story.when(SubmitChange()).then(refused: .notPlanned(missing))
    }
}

@Test func `beforeRequest and beforeLastChange: a change is told in order`() {
    let start = ChangeStory.start
    let at = requested.state?.requestedAt ?? start
    requested.when(PlanChange(steps: "x"), at: start).then(
        refused: .beforeRequest(occurredAt: start, requestedAt: at))
    let last = assessed.state?.lastChangeAt ?? start
    assessed.when(PlanChange(steps: "x"), at: at).then(refused: .beforeLastChange(occurredAt: at, since: last))
}

@Test func `a request is turned down before it is assessed, and never after`() {
    let rejected = requested.when(DecideOnRequest(rejectedBecause: "next quarter")).then(
        .rejected(ChangeRejected(reason: "next quarter")))
    #expect(rejected.state?.state == .rejected)
    assessed.when(DecideOnRequest(rejectedBecause: "no")).then(
        refused: .notAllowed(command: "rejected", in: .assess, .normal))
}

@Test func `cancelled until it is implemented, and not from then on`() {
    for story in [requested, assessed, submitted, approved, scheduled] {
        #expect(story.when(CancelChange(reason: "replaced")).done().state?.state == .cancelled)
        story.when(CancelChange()).then(refused: .missing("the reason"))
    }
    for story in [started, completed] {
        let state = story.state?.state ?? .new
        story.when(CancelChange(reason: "replaced")).then(
            refused: .notAllowed(command: "cancelled", in: state, .normal))
    }
}

@Test func `an assessment says what is in the way, and what is not any more`() {
    let one = ChangeConflict(kind: .change, other: "CHG-7", ci: "mx-1")
    let other = ChangeConflict(kind: .freeze, other: "year-end")
    let first = requested.when(assess([one])).then(
        .accepted(ChangeAccepted()), .impactAssessed(impact),
        .conflictDetected(ChangeConflictDetected(one, knownAt: Position(7))))
    let second = first.when(assess([other])).then(
        .impactAssessed(impact), .conflictCleared(ChangeConflictCleared(one, knownAt: Position(7))),
        .conflictDetected(ChangeConflictDetected(other, knownAt: Position(7))))
    #expect(second.state?.assessment.conflicts == [other])
}

@Test func `conflictsOpen: what gets in another's way is scheduled with a reason only`() {
    let conflict = ChangeConflict(kind: .change, other: "CHG-7", ci: "mx-1")
    let story = approved.when(assess([conflict])).done()
    story.when(ScheduleChange()).then(refused: .conflictsOpen([conflict]))
    #expect(story.when(ScheduleChange(reason: "agreed with them")).done().state?.state == .scheduled)
}

@Test func `risk is scored by the questions in force, each answered once`() {
    let answers = answers("no", "none", "once", "none")
    let scored = requested.when(assess(answers: answers)).done()
    #expect(scored.state?.assessment.risk?.score == 9)
    #expect(scored.state?.assessment.risk?.level == .high)
    requested.when(assess(answers: Array(answers.dropLast()))).then(
        refused: .missing("one answer to the question outage"))
    requested.when(assess(answers: answers + [RiskAnswer(question: "x", answer: "y")])).then(
        refused: .invalid(what: "the answer to x", problem: "nobody asks that"))
    requested.when(
        assess(answers: [RiskAnswer(question: "tested", answer: "maybe")] + answers.dropFirst())
    ).then(refused: .invalid(what: "the answer to tested", problem: "it is one of yes, partly, no"))
}

@Test func `mergedCI: an item that is one with another is named by that`() {
    estate.when(request(cis: ["alias"])).then(refused: .mergedCI("alias", into: "mx-1"))
    requested.when(PlanChange(cis: ["alias"])).then(refused: .mergedCI("alias", into: "mx-1"))
}

@Test func `what was calculated is put on record once, and by people as often as they look`() {
    func calculated() -> AssessChange {
        AssessChange(impact: impact, conflicts: ConflictCheck([], knownAt: Position(7)), isAccepting: false)
    }
    let first = requested.when(calculated()).then(.impactAssessed(impact))
    first.when(calculated()).then().when(assess()).then(.accepted(ChangeAccepted()), .impactAssessed(impact))
}

@Test func `a request is accepted before it is assessed, once`() {
    let accepted = requested.when(DecideOnRequest()).then(.accepted(ChangeAccepted()))
    #expect(accepted.state?.state == .assess)
    accepted.when(DecideOnRequest()).then(refused: .notAllowed(command: "accepted", in: .assess, .normal))
    #expect(accepted.when(assess()).events == [.impactAssessed(impact)])
    requested.when(DecideOnRequest(rejectedBecause: " ")).then(refused: .missing("the reason"))
    emergency.when(DecideOnRequest()).then(refused: .notAllowed(command: "accepted", in: .new, .emergency))
}

@Test func `a change has a category and a priority from 1 to 5`() {
    let story = requested.when(PrioritiseChange(category: "network", priority: 2)).done()
    #expect(story.state?.category == "network" && story.state?.priority == 2)
    story.when(PrioritiseChange(category: "network", priority: 2)).then(refused: .unchanged)
    story.when(PrioritiseChange(category: " ", priority: 2)).then(refused: .missing("the category"))
    for wrong in [Int64(0), 6] {
        story.when(PrioritiseChange(category: "network", priority: wrong)).then(
            refused: .invalid(what: "the priority", problem: "it is 1 to 5, not \(wrong)"))
    }
    story.when(CancelChange(reason: "x")).done().when(PrioritiseChange(category: "n", priority: 1)).then(
        refused: .notAllowed(command: "prioritised", in: .cancelled, .normal))
}

@Test func `what is approved is assessed again, and nothing of it is void`() {
    let story = approved.when(assess()).done()
    #expect(story.state?.approval.authorised == story.state?.content && story.state?.state == .authorise)
    started.when(assess()).then(refused: .notAllowed(command: "assessed", in: .implement, .normal))
}

@Test func `notAllowed: every command in every state that it does not begin in`() {
    let rejected = requested.when(DecideOnRequest(rejectedBecause: "no")).done()
    let refused = submitted.by(.person("manager-1")).when(RefuseChange(reason: "no")).done()
    let cancelled = requested.when(CancelChange(reason: "no")).done()
    let closed = completed.when(CloseChange()).done()
    for story in [rejected, refused, cancelled, closed] {
        let state = story.state?.state ?? .new
        func not(_ command: String) -> ChangeRejection { .notAllowed(command: command, in: state, .normal) }
        #expect(state.isFinal)
        story.when(assess()).then(refused: not("assessed"))
        story.when(SubmitChange()).then(refused: not("submitted for approval"))
        story.by(.person("manager-2")).when(ApproveChange()).then(refused: not("approved"))
        story.when(PlanChange(steps: "x")).then(refused: not("planned"))
        story.when(ScheduleChange()).then(refused: not("scheduled"))
        story.when(AssignChangeTask("t", to: "p")).then(refused: not("given tasks"))
        story.when(StartChange()).then(refused: not("started"))
        story.when(CompleteChangeTask(1)).then(refused: not("worked on"))
        story.when(CompleteChange()).then(refused: not("completed"))
        story.when(FailChange(step: "s", reason: "r")).then(refused: not("failed"))
        story.when(BackOutChange()).then(refused: not("backed out"))
        story.when(ReviewChange(.successful)).then(refused: not("reviewed"))
        story.when(CloseChange()).then(refused: not("closed"))
        story.when(CancelChange(reason: "x")).then(refused: not("cancelled"))
    }
}

@Test func `missing: a failure names its step and its reason, a task its title and somebody`() {
    started.when(FailChange(step: " ", reason: "r")).then(refused: .missing("the step"))
    started.when(FailChange(step: "s")).then(refused: .missing("the reason"))
    scheduled.when(AssignChangeTask(" ", to: "p")).then(refused: .missing("the title"))
    scheduled.when(AssignChangeTask("t", to: "")).then(refused: .invalid(what: "the person", problem: "it is empty"))
    submitted.by(.person("manager-1")).when(DelegateApproval(to: "")).then(
        refused: .invalid(what: "the person", problem: "it is empty"))
}

@Test func `editedMeanwhile: what was worked out for another content is not recorded`() {
    let stale = ConflictCheck([], knownAt: Position(7), of: requested.state?.content)
    let edited = requested.when(PlanChange(cis: ["mx-1"])).done()
    edited.when(AssessChange(impact: impact, conflicts: stale)).then(refused: .editedMeanwhile)
    #expect(requested.when(AssessChange(impact: impact, conflicts: stale)).done().state?.state == .assess)
    let fresh = ConflictCheck([], knownAt: Position(7), of: approved.state?.content)
    #expect(approved.when(ScheduleChange(conflicts: fresh)).done().state?.state == .scheduled)
    approved.when(ScheduleChange(conflicts: ConflictCheck([], knownAt: Position(7), of: .init("x")))).then(
        refused: .editedMeanwhile)
}

@Test func `a change waits for those who may approve it, and for nobody else`() {
    let now = submitted.clock
    let waits = { (person: PersonID) in submitted.state?.awaitsApproval(of: person, at: now) }
    #expect(waits("manager-1") == true && waits("requester-1") == false && waits("engineer-1") == false)
    #expect(approved.state?.awaitsApproval(of: "manager-2", at: now) == false)
    #expect(
        submitted.state?.awaitsApproval(of: "manager-1", at: now.advanced(byMicros: 11 * Instant.microsPerDay)) == false
    )
    #expect(requested.state?.awaitsApproval(of: "manager-1", at: now) == false)
}

@Test func `notAssessed: nobody approves a change of items that nobody has looked at`() {
    let accepted = requested.when(DecideOnRequest()).done()
    accepted.when(SubmitChange()).then(refused: .notAssessed)
    let edited = approved.when(PlanChange(cis: ["mx-1"])).done()
    edited.when(SubmitChange()).then(refused: .notAssessed)
    #expect(edited.when(assess()).done().when(SubmitChange()).done().state?.approval.request != nil)
    // Which of their attributes are changed makes no difference to what suffers.
    #expect(approved.when(PlanChange(attributes: ["certificate"])).done().state?.assessment.impact != nil)
}

@Test func `noProblem: a change resolves a problem that is on record`() {
    let change = RequestChange(type: .normal, title: "t", cis: ["mx-1"], problem: "PRB-1")
    estate.when(change).then(refused: .noProblem("PRB-1"))
    let logged = ProblemEvent.logged(ProblemLogged.example)
    #expect(estate.given(logged, in: ProblemNumber("PRB-1").stream).when(change).done().state?.problem == "PRB-1")
}
