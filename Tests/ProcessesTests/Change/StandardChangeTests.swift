import EventModel
import LogbookTesting
import Processes
import Testing

private let template = Scenario(ChangeTemplateProcess.self, "renew").by(.person("manager-1"))
private let pattern = ChangePlan(steps: "Install", backout: "Put back", tests: "A mail")
private func live(_ classes: [String] = []) -> ChangeTemplateEvent {
    .approved(
        ChangeTemplateApproved(version: 4, title: "Renew", plan: pattern, classes: classes, author: "engineer-1"))
}
private let templateStream = ChangeTemplate.stream(of: "renew")

@Test func `a standard change is planned and authorised by its template`() {
    let story = estate.given(live(["Server"]), in: templateStream)
        .when(request(.standard, plan: ChangePlan(window: window), template: "renew")).done()
    #expect(story.state?.plan.steps == "Install" && story.state?.plan.window == window)
    #expect(story.state?.approval.authorised == story.state?.content)
    let atWork = story.when(ScheduleChange()).done().after(minutes: 41 * 60).when(StartChange()).done()
    #expect(atWork.state?.state == .implement)
    #expect(atWork.when(CompleteChange()).done().when(CloseChange()).done().state?.state == .closed)
    // Otherwise than the template has it, it is a change like any other.
    let edited = story.when(PlanChange(steps: "otherwise")).done()
    #expect(edited.state?.state == .authorise && edited.state?.approval.authorised == nil)
    #expect(edited.when(SubmitChange()).done().state?.approval.request != nil)
}

@Test func `templateNotLive: only a live template stands for an approval`() {
    let change = request(.standard, template: "renew")
    estate.when(change).then(refused: .noTemplate("renew"))
    let suspended = ChangeTemplateEvent.suspended(ChangeTemplateSuspended(reason: "failures"))
    estate.given(live(), in: templateStream).given(suspended, in: templateStream).when(change).then(
        refused: .templateNotLive("renew", why: "suspended: failures"))
    estate.given(live(["Switch"]), in: templateStream).when(change).then(
        refused: .templateNotLive("renew", why: "it is for Switch, mx-1 is Server"))
    estate.when(request(.standard)).then(refused: .missing("the template of a standard change"))
    estate.when(request(.normal, template: "renew")).then(refused: .templateOnlyForStandard)
}

@Test func `a template is approved by somebody other than its author`() {
    let approve = ApproveChangeTemplate(title: "Renew", plan: pattern, author: "engineer-1")
    let approved = template.when(approve).done()
    #expect(approved.state?.approved.version == 1)
    template.by(.person("engineer-1")).when(approve).then(refused: .approverIsAuthor("engineer-1"))
    template.by(Actor(principal: "bot", kind: .policy)).when(approve).then(refused: .notAPerson(.policy))
    template.when(ApproveChangeTemplate(title: " ", plan: pattern, author: "x")).then(refused: .missing("the title"))
    template.when(ApproveChangeTemplate(title: "T", plan: ChangePlan(steps: "s"), author: "x")).then(
        refused: .missing("the backout plan"))
    template.when(ApproveChangeTemplate(title: "T", plan: plan, author: "x")).then(refused: .hasWindow)
}

@Test func `a template is suspended after as many failures as the rules say, and lives on when it is approved anew`() {
    var story = template.given(live())
    for (change, isLive) in [("CHG-1", true), ("CHG-2", true), ("CHG-2", true), ("CHG-3", false)] {
        story = story.when(RecordTemplateFailure(of: ChangeNumber(change), version: 4)).done()
        #expect(story.state?.isLive == isLive, "\(change)")
    }
    story.when(SuspendChangeTemplate(reason: "x")).then(
        refused: .alreadySuspended(why: "3 of its changes failed: CHG-1, CHG-2, CHG-3"))
    let anew = story.when(ApproveChangeTemplate(title: "Renew", plan: pattern, author: "engineer-1")).done()
    #expect(anew.state?.isLive == true && anew.state?.failures == [] && anew.state?.approved.version == 5)
    template.when(SuspendChangeTemplate(reason: "x")).then(refused: .notApproved("renew"))
    anew.when(SuspendChangeTemplate()).then(refused: .missing("the reason"))
}

@Test func `a failure of an older version says nothing of the template that is there`() {
    let story = template.given(live())
    #expect(story.when(RecordTemplateFailure(of: "CHG-9", version: 3)).events.isEmpty)
    template.when(RecordTemplateFailure(of: "CHG-9", version: 3)).then(refused: .notApproved("renew"))
    story.when(ApproveChangeTemplate(title: "Renew", plan: pattern, author: "engineer-1")).then(
        refused: .unchanged(version: 4))
}

private let byTemplate = estate.given(live(["Server"]), in: templateStream)
    .when(request(.standard, plan: ChangePlan(), template: "renew")).done()
private let suspendedTemplate = ChangeTemplateEvent.suspended(ChangeTemplateSuspended(reason: "failures"))

@Test func `a template leaves open who makes the change and when`() {
    let planned = byTemplate.when(PlanChange(window: window, implementer: "engineer-1")).done()
    #expect(planned.state?.state == .new && planned.state?.approval.authorised == planned.state?.content)
    let fixed = planned.when(ScheduleChange()).done()
    let other = ChangeWindow(from: window.to, to: window.to.advanced(byMicros: Instant.microsPerHour))
    let moved = fixed.when(ScheduleChange(other, reason: "quarter end")).done()
    #expect(moved.state?.state == .scheduled && moved.state?.work.window == other)
    #expect(moved.state?.approval.authorised == moved.state?.content)
    // Other items are not what the template was approved for.
    #expect(planned.when(PlanChange(cis: ["mx-1"])).done().state?.approval.authorised == nil)
}

@Test func `a template that was suspended stands for nothing any more`() {
    let planned = byTemplate.when(PlanChange(window: window)).done()
    let fixed = planned.when(ScheduleChange()).done()
    let problem = ChangeRejection.templateNotLive("renew", why: "suspended: failures")
    planned.given(suspendedTemplate, in: templateStream).when(ScheduleChange()).then(refused: problem)
    let suspended = fixed.given(suspendedTemplate, in: templateStream)
    suspended.when(StartChange(), at: window.from).then(refused: problem)
    #expect(suspended.when(PlanChange(implementer: "engineer-2")).done().state?.state == .authorise)
    // It may be approved like any other instead.
    let asked = planned.given(suspendedTemplate, in: templateStream).when(SubmitChange()).done()
    #expect(asked.state?.state == .authorise && asked.state?.approval.authorised == nil)
    let approved = asked.by(.person("manager-1")).when(ApproveChange()).done()
    #expect(approved.when(ScheduleChange()).done().state?.state == .scheduled)
    // Another version is another template.
    let newer = ChangeTemplateEvent.approved(
        ChangeTemplateApproved(version: 5, title: "Renew", plan: pattern, classes: [], author: "engineer-1"))
    planned.given(newer, in: templateStream).when(ScheduleChange()).then(
        refused: .templateNotLive("renew", why: "version 5 came in the place of 4"))
}

private let calendar = Scenario(FreezeProcess.self, "calendar")

@Test func `a freeze is declared and lifted by name, with a reason`() {
    let declared = calendar.when(DeclareFreeze("year-end", window: window, reason: "accounts")).done()
    #expect(declared.state.freeze(at: window.from)?.name == "year-end")
    #expect(declared.state.freeze(at: window.to) == nil)
    declared.when(DeclareFreeze("year-end", window: window, reason: "again")).then(
        refused: .alreadyDeclared("year-end"))
    #expect(declared.when(LiftFreeze("year-end", reason: "done")).done().state.freezes.isEmpty)
    calendar.when(LiftFreeze("year-end", reason: "done")).then(refused: .notDeclared("year-end"))
    declared.when(LiftFreeze("year-end")).then(refused: .reasonMissing)
    calendar.when(DeclareFreeze("x", window: window)).then(refused: .reasonMissing)
    let backwards = ChangeWindow(from: window.to, to: window.from)
    calendar.when(DeclareFreeze("x", window: backwards, reason: "r")).then(refused: .endsBeforeItBegins(backwards))
    let late = calendar.after(days: 9)
    late.when(DeclareFreeze("x", window: window, reason: "r")).then(refused: .over(window, now: late.clock))
    calendar.when(DeclareFreeze("", window: window, reason: "r")).then(
        refused: .invalid(what: "the name", problem: "it is empty"))
}
