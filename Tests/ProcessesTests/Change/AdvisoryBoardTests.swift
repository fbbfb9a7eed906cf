import EventModel
import LogbookTesting
import Processes
import Testing

private let board = Scenario(AdvisoryBoardProcess.self, "cab")
private let constituted = board.when(ConstituteAdvisoryBoard(["b", "a", "b"], scope: "high risk")).done()

@Test func `a board is constituted of people, each once, and anew`() {
    #expect(constituted.state?.members == ["a", "b"] && constituted.state?.version == 1)
    constituted.when(ConstituteAdvisoryBoard(["a", "b"], scope: "high risk")).then(refused: .unchanged(version: 1))
    #expect(constituted.when(ConstituteAdvisoryBoard(["a"], scope: "all")).done().state?.version == 2)
    board.when(ConstituteAdvisoryBoard([], scope: "s")).then(refused: .noMembers)
    board.when(ConstituteAdvisoryBoard([""], scope: "s")).then(refused: .notAPerson(""))
    board.when(ConstituteAdvisoryBoard(["a"], scope: " ")).then(refused: .missing("the scope"))
}

@Test func `a meeting is of members, on changes that are there, with minutes`() {
    let known = constituted.given(ChangeEvent.requested(.example), in: ChangeNumber("CHG-1").stream)
    func meet(_ changes: [ChangeNumber] = ["CHG-1"], _ attendees: [PersonID] = ["a"], _ minutes: String = "m")
        -> HoldAdvisoryBoardMeeting
    {
        HoldAdvisoryBoardMeeting(on: changes, attendees: attendees, minutes: minutes)
    }
    let met = known.when(meet()).done()
    #expect(met.state?.meetings == 1 && met.state?.lastMeetingAt != nil)
    board.when(meet()).then(refused: .notConstituted("cab"))
    known.when(meet(["CHG-1", "CHG-9"])).then(refused: .noChange("CHG-9"))
    known.when(meet([])).then(refused: .missing("the change that it looked at"))
    known.when(meet(["CHG-1"], ["c"])).then(refused: .notAMember("c"))
    known.when(meet(["CHG-1"], [])).then(refused: .missing("a member who was there"))
    known.when(meet(["CHG-1"], ["a"], " ")).then(refused: .missing("the minutes"))
}

private let members = AdvisoryBoardEvent.constituted(
    AdvisoryBoardConstituted(version: 1, members: ["a", "b"], scope: "all"))
private let byBoard = assessed.given(members, in: AdvisoryBoard.stream(of: "cab")).given(
    ChangeRulesEvent.published(ApprovalPolicyPublished(ChangeRules(version: 1, quorum: 2, board: "cab"))),
    in: ChangeRules.stream)

@Test func `where the rules name a board, its members of then approve`() {
    let asked = byBoard.when(SubmitChange()).done()
    #expect(asked.state?.approval.request?.approvers == ["a", "b"])
    #expect(asked.state?.approval.request?.board == "cab")
    let other = AdvisoryBoardEvent.constituted(AdvisoryBoardConstituted(version: 2, members: ["c"], scope: "all"))
    let later = asked.given(other, in: AdvisoryBoard.stream(of: "cab"))
    later.by(.person("c")).when(ApproveChange()).then(refused: .notAnApprover("c", ["a", "b"]))
    #expect(later.by(.person("a")).when(ApproveChange()).done().state?.approval.given.count == 1)
    // And whoever was asked by name besides is asked no more.
    byBoard.given(other, in: AdvisoryBoard.stream(of: "cab")).when(SubmitChange()).then(
        refused: .quorumOutOfReach(2, of: 1))
}

@Test func `a request says no board where people are named, or everybody may approve`() {
    #expect(submitted.state?.approval.request?.approvers == [] && submitted.state?.approval.request?.board == nil)
    let named = ChangeRulesEvent.published(ApprovalPolicyPublished(ChangeRules(version: 2, approvers: ["a", "b"])))
    let asked = byBoard.given(named, in: ChangeRules.stream).when(SubmitChange()).done()
    #expect(asked.state?.approval.request?.approvers == ["a", "b"])
    #expect(asked.state?.approval.request != nil && asked.state?.approval.request?.board == nil)
}

@Test func `a request that was recorded before it said the board is read as of none`() throws {
    let old = ApprovalRequested(
        policyVersion: 3, quorum: 2, approvers: ["person-8"], content: "c", expiresAt: ChangeStory.start,
        retrospectiveHours: 72)
    // Field 7, a text of three bytes, is the last: without it the bytes are those of then.
    let new = ApprovalRequested(
        policyVersion: 3, quorum: 2, approvers: ["person-8"], content: "c", expiresAt: ChangeStory.start,
        retrospectiveHours: 72, board: "cab")
    #expect(new.encoded().starts(with: old.encoded()) && new.encoded().count == old.encoded().count + 5)
    let bytes = Array(new.encoded().dropLast(5))
    let read = try ChangeEvent.catalogue.decode(type: "ApprovalRequested", version: 1, payload: bytes.span.bytes)
    #expect(read == [.approvalRequested(old)])
}

@Test func `rules name a board that there is, and not people beside it`() {
    let rules = Scenario(ChangeRulesProcess.self, "change")
    let publish = PublishApprovalPolicy(ChangeRules(quorum: 2, board: "cab"))
    rules.when(publish).then(refused: .noBoard("cab"))
    let known = rules.given(members, in: AdvisoryBoard.stream(of: "cab"))
    #expect(known.when(publish).done().state.board == "cab")
    known.when(PublishApprovalPolicy(ChangeRules(quorum: 3, board: "cab"))).then(refused: .quorumOutOfReach(3, of: 2))
    known.when(PublishApprovalPolicy(ChangeRules(approvers: ["x", "y"], board: "cab"))).then(refused: .boardAndPeople)
}
