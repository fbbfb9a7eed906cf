import EventModel
import LogbookTesting
import Processes
import Testing

private let freeze = FreezePeriodDeclared(
    name: "year-end",
    window: ChangeWindow(
        from: window.from.advanced(byMicros: -Instant.microsPerHour),
        to: window.from.advanced(byMicros: Instant.microsPerHour)),
    reason: "accounts")

extension ChangeStory {
    fileprivate var frozen: ChangeStory { given(FreezeEvent.declared(freeze), in: FreezeCalendar.stream) }
}

@Test func `outOfWindow: a start outside the window is refused, or recorded as such with a reason`() {
    let early = scheduled.by(.person("engineer-1"))
    early.when(StartChange()).then(refused: .outOfWindow(window, occurredAt: early.clock))
    let forced = early.when(StartChange(reason: "the disk is nearly full")).then(
        .startedOutOfWindow(
            ChangeStartedOutOfWindow(implementer: "engineer-1", reason: "the disk is nearly full")))
    #expect(forced.state?.work.isOutOfWindow == true)
    forced.when(CompleteChange()).done().when(CloseChange()).then(
        refused: .reviewMissing(why: "it started out of its window"))
    // The window's end is not in it any more.
    let end = scheduled.by(.person("engineer-1"))
    end.when(StartChange(), at: window.to).then(refused: .outOfWindow(window, occurredAt: window.to))
    #expect(end.when(StartChange(), at: window.from).done().state?.work.isOutOfWindow == false)
}

@Test func `inFreeze: nothing is scheduled into a freeze or started in one without a reason`() {
    approved.frozen.when(ScheduleChange()).then(refused: .inFreeze("year-end", freeze.window))
    let story = scheduled.frozen.by(.person("engineer-1"))
    story.when(StartChange(), at: window.from).then(refused: .inFreeze("year-end", freeze.window))
    let forced = story.when(StartChange(reason: "security"), at: window.from).done()
    #expect(forced.state?.work.isOutOfWindow == true)
    // After it, and in the window.
    #expect(story.when(StartChange(), at: freeze.window.to).done().state?.work.isOutOfWindow == false)
    // An emergency is none of a freeze's business, but is recorded.
    #expect(
        emergency.when(SubmitChange()).done().frozen.by(.person("manager-1")).when(ApproveChange()).done()
            .when(ScheduleChange()).done().state?.state == .scheduled)
}

@Test func `a change is scheduled within the window that was approved`() {
    let part = ChangeWindow(from: window.from, to: window.from.advanced(byMicros: Instant.microsPerHour))
    #expect(approved.when(ScheduleChange(part)).done().state?.work.window == part)
    let other = ChangeWindow(from: window.from, to: window.to.advanced(byMicros: 1))
    approved.when(ScheduleChange(other)).then(refused: .outsideTheApproved(other, window))
    submitted.when(ScheduleChange()).then(refused: .notAuthorised(given: 0, quorum: 1))
    let late = approved.after(days: 3)
    late.when(ScheduleChange()).then(refused: .windowOver(window, now: late.clock))
}

@Test func `another window goes back to be approved`() {
    let other = ChangeWindow(from: window.to, to: window.to.advanced(byMicros: Instant.microsPerHour))
    scheduled.when(ScheduleChange(other)).then(refused: .missing("the reason"))
    let moved = scheduled.when(ScheduleChange(other, reason: "quarter end")).done()
    #expect(moved.state?.state == .authorise && moved.state?.plan.window == other)
    #expect(moved.state?.approval.invalidations == 1)
    let again = moved.when(SubmitChange()).done().by(.person("manager-1")).when(ApproveChange()).done()
    #expect(again.when(ScheduleChange()).done().state?.work.window == other)
}

@Test func `tasksOpen: all of it is done before it is completed`() {
    let tasked = scheduled.when(AssignChangeTask("mx-2", to: "engineer-2")).done()
    let atWork = tasked.after(minutes: 41 * 60).by(.person("engineer-1")).when(StartChange()).done()
    atWork.when(CompleteChange()).then(refused: .tasksOpen([1]))
    atWork.when(CompleteChangeTask(2)).then(refused: .noTask(2))
    atWork.when(CompleteChangeTask(0)).then(refused: .noTask(0))
    started.when(CompleteChangeTask(1)).then(refused: .noTask(1))
    let done = atWork.when(CompleteChangeTask(1)).then(.taskCompleted(ChangeTaskCompleted(task: 1)))
    done.when(CompleteChangeTask(1)).then(refused: .taskDone(1))
    #expect(done.when(CompleteChange()).done().state?.state == .review)
}

@Test func `a failed change is backed out, reviewed and closed`() {
    started.when(BackOutChange()).then(refused: .notFailed)
    let failed = started.when(FailChange(step: "mx-1", reason: "no start")).done()
    failed.when(FailChange(step: "mx-2", reason: "no start")).then(refused: .alreadyFailed)
    failed.when(BackOutChange(done: true)).then(refused: .backoutNotStarted)
    let backing = failed.when(BackOutChange()).then(
        .recoveryDecided(ChangeRecoveryDecided(recovery: .backout)), .backoutStarted(BackoutStarted()))
    backing.when(BackOutChange()).then(refused: .backoutUnderWay)
    backing.when(CompleteChange()).then(refused: .backoutUnderWay)
    let out = backing.when(BackOutChange(done: true)).done()
    #expect(out.state?.state == .review && out.state?.work.isBackedOut == true)
    out.when(CloseChange()).then(refused: .reviewMissing(why: "it failed"))
    out.when(ReviewChange(.successful)).then(
        refused: .outcomeContradicts(.successful, why: "it was backed out"))
    let reviewed = out.when(ReviewChange(.backedOut, findings: "test first")).done()
    reviewed.when(ReviewChange(.failed)).then(refused: .alreadyReviewed(.backedOut))
    #expect(reviewed.when(CloseChange()).done().state?.state == .closed)
}

@Test func `a failed change that is put right had issues`() {
    let right = started.when(FailChange(step: "mx-1", reason: "no start")).done().when(CompleteChange()).done()
    #expect(right.state?.work.recovery == .fixForward)
    right.when(ReviewChange(.successful)).then(
        refused: .outcomeContradicts(.successful, why: "it failed on the way, so there were issues at least"))
    right.when(ReviewChange(.backedOut)).then(
        refused: .outcomeContradicts(.backedOut, why: "it was not backed out"))
    #expect(right.when(ReviewChange(.withIssues)).done().state?.review?.outcome == .withIssues)
}

@Test func `backout of what has not started is refused`() {
    scheduled.when(BackOutChange()).then(refused: .notAllowed(command: "backed out", in: .scheduled, .normal))
}

@Test func `an emergency may start before it is approved, and is always reviewed`() {
    let asked = emergency.when(SubmitChange()).done()
    let atWork = asked.after(minutes: 41 * 60).by(.person("engineer-1")).when(StartChange()).done()
    let approved = atWork.by(.person("manager-1")).when(ApproveChange()).done()
    #expect(approved.state?.state == .implement && approved.state?.approval.authorised != nil)
    approved.by(.person("engineer-1")).when(CompleteChange()).done().when(CloseChange()).then(
        refused: .reviewMissing(why: "it was an emergency"))
    submitted.when(StartChange()).then(refused: .notAllowed(command: "started", in: .authorise, .normal))
}

@Test func `a change that went on after its window is reviewed`() {
    let late = started.after(minutes: 2 * 60).when(CompleteChange()).done()
    #expect(late.state?.overran == true)
    late.when(CloseChange()).then(refused: .reviewMissing(why: "it went on after its window"))
    #expect(completed.state?.overran == false)
    #expect(late.when(ReviewChange(.withIssues)).done().when(CloseChange()).done().state?.state == .closed)
}

@Test func `conflicts found when it is scheduled are recorded with it, and the place of those of the assessment`() {
    let before = ChangeConflict(kind: .change, other: "CHG-7", ci: "mx-1")
    let story = requested.when(assess([before])).done().when(SubmitChange()).done().by(.person("manager-1"))
        .when(ApproveChange()).done()
    let free = ConflictCheck([], knownAt: Position(30))
    story.when(ScheduleChange(conflicts: free)).then(
        .conflictCleared(ChangeConflictCleared(before, knownAt: Position(30))),
        .scheduled(ChangeScheduled(window: window, knownAt: Position(30))))
    let other = ChangeConflict(kind: .change, other: "CHG-8", ci: "mx-2")
    approved.when(ScheduleChange(conflicts: ConflictCheck([other], knownAt: Position(30)))).then(
        refused: .conflictsOpen([other]))
    approved.when(ScheduleChange(conflicts: ConflictCheck([other], knownAt: Position(30)), reason: "agreed")).then(
        .conflictDetected(ChangeConflictDetected(other, knownAt: Position(30))),
        .scheduled(ChangeScheduled(window: window, knownAt: Position(30))))
}
