import EventModel
import LogbookTesting
import Processes
import Testing

private let asked = emergency.when(SubmitChange()).done()
private let atWork = asked.after(minutes: 41 * 60).by(.person("engineer-1")).when(StartChange()).done()
private let due = (atWork.state?.work.startedAt ?? window.from).advanced(byMicros: 72 * Instant.microsPerHour)

@Test func `an emergency goes to approval unassessed, and not without being submitted`() {
    #expect(emergency.state?.state == .new && asked.state?.state == .authorise)
    emergency.when(StartChange(reason: "now")).then(
        refused: .notAllowed(command: "started", in: .new, .emergency))
    estate.when(request(.emergency, plan: ChangePlan(steps: "s", window: window))).done().when(SubmitChange()).then(
        refused: .notPlanned(["the backout plan"]))
}

@Test func `an emergency that is at work is approved for some time after its start`() {
    #expect(atWork.state?.approvalDueAt == due)
    let justInTime = atWork.at(due.advanced(byMicros: -1)).by(.person("manager-1"))
    #expect(justInTime.when(ApproveChange()).done().state?.approval.authorised != nil)
    let late = atWork.at(due).by(.person("manager-1"))
    late.when(ApproveChange()).then(refused: .approvalExpired(due))
    let expired = late.when(ExpireApproval()).done()
    expired.when(SubmitChange()).then(refused: .approvalExpired(due))
}

@Test func `approvalMissing: an emergency is closed unapproved only when the time for it is over, and with a reason`() {
    let reviewed = atWork.when(CompleteChange()).done().when(ReviewChange(.successful)).done()
    reviewed.when(CloseChange(reason: "done")).then(refused: .approvalMissing(until: due))
    let late = reviewed.at(due)
    late.when(CloseChange()).then(refused: .missing("the reason"))
    late.when(CloseChange(reason: "nobody was there")).then(.closed(ChangeClosed(reason: "nobody was there")))
    let approved = reviewed.by(.person("manager-1")).when(ApproveChange()).done()
    #expect(approved.when(CloseChange()).done().state?.state == .closed)
}

@Test func `alreadyRefused: what is at work is refused for the record, and not approved after that`() {
    let refused = atWork.by(.person("manager-1")).when(RefuseChange(reason: "no need")).then(
        .approvalRefused(ApprovalRefused(approver: "manager-1", reason: "no need")))
    #expect(refused.state?.state == .implement)
    refused.by(.person("manager-2")).when(ApproveChange()).then(refused: .alreadyRefused(by: "manager-1"))
    let reviewed = refused.by(.person("engineer-1")).when(CompleteChange()).done().when(ReviewChange(.withIssues))
        .done()
    #expect(reviewed.when(CloseChange()).done().state?.state == .closed)
}

@Test func `an approval that expired is asked for anew while the emergency is at work`() {
    let early = asked.by(.person("engineer-1")).when(StartChange(reason: "now")).done()
    let rules = ChangeRules(
        version: 1, quorum: 1, highRiskQuorum: 1, emergencyQuorum: 2, approvers: [], approvalHours: 1,
        retrospectiveHours: 24, templateFailures: 3)
    let story = emergency.given(ChangeRulesEvent.published(ApprovalPolicyPublished(rules)), in: ChangeRules.stream)
        .when(SubmitChange()).done().by(.person("engineer-1")).when(StartChange(reason: "now")).done()
    let anew = story.after(minutes: 61).when(ExpireApproval()).done().when(SubmitChange()).done()
    #expect(anew.state?.state == .implement && anew.state?.approval.request?.quorum == 2)
    early.when(SubmitChange()).then(
        refused: .notAllowed(command: "submitted for approval", in: .implement, .emergency))
}

extension ChangeStory {
    /// The same story at another time.
    fileprivate func at(_ instant: Instant) -> ChangeStory {
        var copy = self
        copy.clock = instant
        return copy
    }
}
