import EventModel
import LogbookTesting
import Processes
import Testing

/// Two have to approve, and three may.
private let board = ChangeRules(
    version: 1, quorum: 2, highRiskQuorum: 2, emergencyQuorum: 1, approvers: ["a", "b", "c"], approvalHours: 10,
    retrospectiveHours: 24, templateFailures: 3)
private let byBoard = assessed.given(
    ChangeRulesEvent.published(ApprovalPolicyPublished(board)), in: ChangeRules.stream
).when(SubmitChange()).done()

@Test func `a quorum counts different people`() {
    let one = byBoard.by(.person("a")).when(ApproveChange()).done()
    #expect(one.state?.approval.authorised == nil)
    one.when(ApproveChange()).then(refused: .alreadyApproved("a"))
    let content = one.state?.content ?? ""
    let both = one.by(.person("b")).when(ApproveChange()).then(
        .approvalGiven(ApprovalGiven(approver: "b", content: content)),
        .authorised(ChangeAuthorised(content: content)))
    #expect(both.state?.approval.authorised == content)
    both.when(ApproveChange()).then(refused: .alreadyApproved("b"))
    both.by(.person("c")).when(ApproveChange()).then(refused: .alreadyAuthorised)
}

@Test func `approverIsRequester and approverIsImplementer: duties are apart, person by person`() {
    submitted.by(.person("requester-1")).when(ApproveChange()).then(refused: .approverIsRequester("requester-1"))
    submitted.by(.person("engineer-1")).when(ApproveChange()).then(refused: .approverIsImplementer("engineer-1"))
    let tasked = submitted.when(AssignChangeTask("mx-2", to: "engineer-2")).done()
    tasked.by(.person("engineer-2")).when(ApproveChange()).then(refused: .approverIsImplementer("engineer-2"))
    submitted.by(.person("manager-1", onBehalfOf: "requester-1")).when(ApproveChange()).then(
        refused: .approverIsRequester("requester-1"))
    // The other way round: who approved does not implement.
    inWindow.by(.person("manager-1")).when(StartChange()).then(refused: .implementerApproved("manager-1"))
    approved.when(AssignChangeTask("mx-2", to: "manager-1")).then(refused: .implementerApproved("manager-1"))
}

@Test func `notAPerson: no program approves`() {
    submitted.by(Actor(principal: "bot", kind: .policy)).when(ApproveChange()).then(refused: .notAPerson(.policy))
    submitted.by(Actor(principal: "bot", kind: .assistant)).when(ApproveChange()).then(
        refused: .notAPerson(.assistant))
}

@Test func `notAnApprover: only those who were asked`() {
    byBoard.by(.person("d")).when(ApproveChange()).then(refused: .notAnApprover("d", ["a", "b", "c"]))
}

@Test func `an approval that is delegated is the other person's, and counts once`() {
    let delegated = byBoard.by(.person("a")).when(DelegateApproval(to: "d")).then(
        .approvalDelegated(ApprovalDelegated(from: "a", to: "d")))
    delegated.when(ApproveChange()).then(refused: .notAnApprover("a", ["a", "b", "c"]))
    let content = delegated.state?.content ?? ""
    let given = delegated.by(.person("d")).when(ApproveChange()).then(
        .approvalGiven(ApprovalGiven(approver: "d", delegatedBy: "a", content: content)))
    given.when(ApproveChange()).then(refused: .alreadyApproved("d"))
    byBoard.by(.person("a")).when(DelegateApproval(to: "a")).then(refused: .delegateToSelf)
    byBoard.by(.person("a")).when(DelegateApproval(to: "requester-1")).then(
        refused: .approverIsRequester("requester-1"))
}

@Test func `approvalExpired: nobody approves after the time, and the change is submitted anew`() {
    let due = byBoard.state?.approval.request?.expiresAt ?? ChangeStory.start
    byBoard.when(ExpireApproval()).then(refused: .approvalNotDue(due))
    let late = byBoard.after(minutes: 10 * 60).by(.person("a"))
    late.when(ApproveChange()).then(refused: .approvalExpired(due))
    let expired = late.when(ExpireApproval()).then(
        .approvalExpired(ApprovalExpired(dueAt: due, given: 0, quorum: 2)))
    expired.when(ApproveChange()).then(refused: .noApprovalAsked)
    #expect(expired.when(SubmitChange()).done().state?.approval.request != nil)
    #expect(expired.when(ExpireApproval()).events.isEmpty)
}

@Test func `refused by one, refused by all`() {
    byBoard.by(.person("a")).when(RefuseChange()).then(refused: .missing("the reason"))
    let refused = byBoard.by(.person("a")).when(RefuseChange(reason: "no tests")).then(
        .approvalRefused(ApprovalRefused(approver: "a", reason: "no tests")),
        .refused(ChangeRefused(reason: "no tests")))
    #expect(refused.state?.state == .refused)
}

@Test(arguments: [
    PlanChange(cis: ["mx-1"]), PlanChange(attributes: ["certificate"]), PlanChange(steps: "otherwise"),
    PlanChange(backout: "otherwise"), PlanChange(tests: "otherwise"),
    PlanChange(window: ChangeWindow(from: window.from, to: window.to.advanced(byMicros: 1))),
    PlanChange(implementer: "engineer-9"), PlanChange(values: [AttributeValue("certificate", "new")]),
])
func `any edit voids the approvals in the same commit`(edit: PlanChange) {
    for story in [submitted, approved, scheduled] {
        let before = story.state?.content ?? ""
        let edited = story.when(edit).done()
        #expect(edited.state?.state == .authorise)
        #expect(edited.state?.content != before)
        #expect(edited.state?.approval.authorised == nil && edited.state?.approval.given.isEmpty == true)
        #expect(edited.state?.approval.invalidations == 1)
        edited.when(ScheduleChange()).then(refused: .notAuthorised(given: 0, quorum: 1))
    }
    // Before anybody was asked there is nothing to void.
    let free = assessed.when(edit).done()
    #expect(free.state?.state == .assess && free.state?.approval.invalidations == 0)
}

@Test func `editDuringImplementation: what is at work stays as it was approved`() {
    started.when(PlanChange(steps: "otherwise")).then(refused: .editDuringImplementation)
    completed.when(PlanChange(steps: "otherwise")).then(refused: .editDuringImplementation)
}

@Test func `unchanged: an edit that edits nothing voids nothing`() {
    scheduled.when(PlanChange(steps: plan.steps)).then(refused: .unchanged)
}

@Test func `the hash is of the scope and the plan, in any order of items`() {
    let one = estate.when(request(cis: ["mx-2", "mx-1"])).done()
    #expect(one.state?.content == requested.state?.content)
    #expect(one.state?.content.rawValue.count == 64)
    #expect(estate.when(request(cis: ["mx-1"])).done().state?.content != requested.state?.content)
    let other = estate.when(
        RequestChange(type: .normal, title: "Another title", cis: ["mx-1", "mx-2"], plan: plan)
    ).done()
    #expect(other.state?.content == requested.state?.content)
}

@Test func `a high risk asks for more people`() {
    let story = requested.when(assess(answers: answers("no", "none", "never", "long"))).done().when(SubmitChange())
        .done()
    #expect(story.state?.approval.request?.quorum == 2)
    #expect(submitted.state?.approval.request?.quorum == 1)
}

@Test func `riskAfterSubmission: the risk does not change while people approve`() {
    submitted.when(assess(answers: answers("no", "none", "never", "long"))).then(refused: .riskAfterSubmission)
    approved.when(assess(answers: answers("no", "none", "never", "long"))).then(refused: .riskAfterSubmission)
    #expect(submitted.when(assess()).events == [.impactAssessed(impact)])
    let edited = submitted.when(PlanChange(steps: "otherwise")).done()
    #expect(edited.when(assess(answers: answers("no", "none", "never", "long"))).done().state?.assessment.risk != nil)
}

@Test func `a delegated approval that is handed on is the last person's`() {
    let onwards = byBoard.by(.person("a")).when(DelegateApproval(to: "d")).done()
        .by(.person("d")).when(DelegateApproval(to: "e")).done()
    onwards.when(ApproveChange()).then(refused: .notAnApprover("d", ["a", "b", "c"]))
    onwards.when(DelegateApproval(to: "f")).then(refused: .notAnApprover("d", ["a", "b", "c"]))
    onwards.by(.person("e")).when(ApproveChange()).then(
        .approvalGiven(ApprovalGiven(approver: "e", delegatedBy: "a", content: onwards.state?.content ?? "")))
    // And it may come back.
    let back = onwards.by(.person("e")).when(DelegateApproval(to: "a")).done()
    back.by(.person("a")).when(ApproveChange()).then(
        .approvalGiven(ApprovalGiven(approver: "a", content: onwards.state?.content ?? "")))
}

@Test func `alreadyApproved: nobody gets a second approval handed to them, or hands on what they gave`() {
    let one = byBoard.by(.person("a")).when(ApproveChange()).done()
    one.by(.person("b")).when(DelegateApproval(to: "a")).then(refused: .alreadyApproved("a"))
    one.when(DelegateApproval(to: "d")).then(refused: .alreadyApproved("a"))
    // With their own and another's they are still one of the quorum.
    let both = byBoard.by(.person("b")).when(DelegateApproval(to: "a")).done().by(.person("a"))
        .when(ApproveChange()).done()
    #expect(both.state?.approval.authorised == nil)
    both.when(ApproveChange()).then(refused: .alreadyApproved("a"))
}

@Test func `acting on behalf of an approver is no approval of theirs`() {
    byBoard.by(.person("d", onBehalfOf: "a")).when(ApproveChange()).then(refused: .notAnApprover("d", ["a", "b", "c"]))
}

@Test func `whoever recorded a request for another does not approve it`() {
    let story = estate.by(.person("clerk-1", onBehalfOf: "requester-1")).when(request()).done()
        .when(assess()).done().when(SubmitChange()).done()
    #expect(story.state?.requester == "requester-1")
    story.by(.person("clerk-1")).when(ApproveChange()).then(refused: .approverIsRequester("clerk-1"))
    story.by(.person("requester-1")).when(ApproveChange()).then(refused: .approverIsRequester("requester-1"))
}

@Test func `who had another approve does not implement either, and nobody completes a task of what they approved`() {
    let delegated = submitted.by(.person("a")).when(DelegateApproval(to: "b")).done()
        .by(.person("b")).when(ApproveChange()).done().when(AssignChangeTask("mx-2", to: "engineer-2")).done()
    #expect(delegated.state?.approval.given.first?.delegatedBy == nil, "everybody may, so b approves for b")
    let byOne = byBoard.by(.person("a")).when(DelegateApproval(to: "d")).done().by(.person("d"))
        .when(ApproveChange()).done().by(.person("b")).when(ApproveChange()).done()
    byOne.when(AssignChangeTask("mx-2", to: "a")).then(refused: .implementerApproved("a"))
    byOne.when(AssignChangeTask("mx-2", to: "d")).then(refused: .implementerApproved("d"))
    let atWork = delegated.when(ScheduleChange()).done().after(minutes: 41 * 60).by(.person("engineer-1"))
        .when(StartChange()).done()
    atWork.by(.person("b")).when(CompleteChangeTask(1)).then(refused: .implementerApproved("b"))
    #expect(
        atWork.by(.person("engineer-3")).when(CompleteChangeTask(1)).done().state?.implementers.contains("engineer-3")
            == true)
}

@Test func `an approval is not given for what the change was at another time`() {
    let late = approved.when(PlanChange(backout: "otherwise")).done().when(SubmitChange()).done()
    #expect(late.state?.approval.request?.content == late.state?.content)
    #expect(late.state?.approval.given.isEmpty == true)
    // Who approved the old content may approve the new one.
    #expect(
        late.by(.person("manager-1")).when(ApproveChange()).done().state?.approval.authorised == late.state?.content)
}

private let rulesBook = Scenario(ChangeRulesProcess.self, "change")

@Test func `approval rules: counts, hours, people and a quorum that is within reach`() {
    func rules(_ edit: (inout ChangeRules) -> Void) -> PublishApprovalPolicy {
        var rules = ChangeRules.standard
        edit(&rules)
        return PublishApprovalPolicy(rules)
    }
    rulesBook.when(rules { _ in }).then(refused: .unchanged(version: 0))
    rulesBook.when(rules { $0.quorum = 0 }).then(refused: .countOutOfRange(0))
    rulesBook.when(rules { $0.templateFailures = 101 }).then(refused: .countOutOfRange(101))
    rulesBook.when(rules { $0.approvalHours = 0 }).then(refused: .hoursOutOfRange(0))
    rulesBook.when(rules { $0.retrospectiveHours = 8_785 }).then(refused: .hoursOutOfRange(8_785))
    rulesBook.when(rules { $0.approvers = [""] }).then(refused: .notAPerson(""))
    rulesBook.when(rules { $0.approvers = ["a"] }).then(refused: .quorumOutOfReach(2, of: 1))
    rulesBook.when(
        rules {
            $0.emergencyQuorum = 3
            $0.approvers = ["a", "b"]
        }
    ).then(refused: .quorumOutOfReach(3, of: 2))
    let published = rulesBook.when(rules { $0.approvers = ["b", "a", "b"] }).done()
    #expect(published.state.version == 1 && published.state.approvers == ["a", "b"])
}

private let questions = Scenario(RiskQuestionnaireProcess.self, "change")

@Test func `a questionnaire asks something, once each, with a choice, and has limits in order`() {
    let choice: [AnswerPoints] = [.init("yes", 0), .init("no", 9)]
    func publish(_ questions: [RiskQuestion], _ medium: Int64 = 3, _ high: Int64 = 6) -> PublishRiskQuestionnaire {
        PublishRiskQuestionnaire(questions, mediumFrom: medium, highFrom: high)
    }
    let one = RiskQuestion(name: "tested", points: choice)
    questions.when(publish([])).then(refused: .noQuestions)
    questions.when(publish([one, one])).then(refused: .askedTwice)
    questions.when(publish([RiskQuestion(name: "tested", points: [.init("yes", 0)])])).then(
        refused: .noChoice("tested"))
    questions.when(publish([RiskQuestion(name: "t", points: [.init("a", 0), .init("a", 1)])])).then(
        refused: .noChoice("t"))
    questions.when(publish([RiskQuestion(name: " ", points: choice)])).then(refused: .noChoice(" "))
    questions.when(publish([RiskQuestion(name: "t", points: [.init("a", 0), .init("b", 101)])])).then(
        refused: .pointsOutOfRange(101))
    questions.when(publish([one], 6, 6)).then(refused: .limitsOutOfOrder(6, 6))
    questions.when(publish([one], 0, 6)).then(refused: .limitsOutOfOrder(0, 6))
    let published = questions.when(publish([one])).done()
    #expect(published.state.version == 1)
    published.when(publish([one])).then(refused: .unchanged(version: 1))
}

@Test func `answers count what they counted when they were given`() {
    let other = RiskQuestionnaireEvent.published(
        RiskQuestionnairePublished(
            version: 1, questions: [RiskQuestion(name: "tested", points: [.init("yes", 0), .init("no", 50)])],
            mediumFrom: 10, highFrom: 40))
    let scored = requested.when(assess(answers: answers("no", "planned", "often", "none"))).done()
    #expect(scored.state?.assessment.risk?.score == 5 && scored.state?.assessment.risk?.level == .medium)
    let later = scored.given(other, in: RiskQuestionnaire.stream)
    #expect(later.state?.assessment.risk?.questionnaireVersion == 0)
    let anew = later.when(assess(answers: [RiskAnswer(question: "tested", answer: "no")])).done()
    #expect(anew.state?.assessment.risk?.score == 50 && anew.state?.assessment.risk?.questionnaireVersion == 1)
}
