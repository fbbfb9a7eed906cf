import EventModel
import Processes
import TestSupport
import Testing

@Test func `a resolution is proposed, and resolves nothing`() {
    let story = newIncident.when(ProposeResolution(why: " the alert was cleared "))
        .then(.resolutionProposed(ResolutionProposed(why: "the alert was cleared")))
    #expect(story.state?.state == .new && story.state?.relations.resolutionProposal == "the alert was cleared")
    let withdrawn = story.when(WithdrawResolutionProposal(why: "it is back"))
        .then(.resolutionProposalWithdrawn(ResolutionProposalWithdrawn(why: "it is back")))
    #expect(withdrawn.state?.relations.resolutionProposal == nil)
}

@Test func `alreadyProposed: the same is proposed once`() {
    newIncident.when(ProposeResolution(why: "cleared")).done().when(ProposeResolution(why: "cleared"))
        .then(refused: .alreadyProposed("cleared"))
}

@Test func `nothingProposed: what nobody proposed is not withdrawn`() {
    newIncident.when(WithdrawResolutionProposal(why: "back")).then(refused: .nothingProposed)
}

@Test func `an incident that has ended is proposed nothing, and a proposal says why`() {
    let ended = newIncident.given(cancelled)
    ended.when(ProposeResolution(why: "cleared")).then(refused: .notOpen(.cancelled))
    ended.when(WithdrawResolutionProposal(why: "back")).then(refused: .notOpen(.cancelled))
    newIncident.when(ProposeResolution(why: " ")).then(refused: .missing("why it may be over"))
}

@Test func `a parent and a major incident are proposed once, to open incidents that have neither`() {
    let other = IncidentNumber("INC-2")
    let parent = newIncident.when(ProposeParent(other, similar: [other]))
        .then(.parentProposed(IncidentParentProposed(parent: other, similar: [other])))
    parent.when(ProposeParent(other, similar: [])).then(refused: .alreadyProposed("INC-2 as its parent"))
    newIncident.when(ProposeParent("INC-1", similar: [])).then(refused: .parentIsItself)
    newIncident.given(.parentSet(IncidentParentSet(parent: other, child: "INC-1")))
        .when(ProposeParent(other, similar: [])).then(refused: .hasParent(other))
    newIncident.given(cancelled).when(ProposeParent(other, similar: [])).then(refused: .notOpen(.cancelled))

    let major = newIncident.when(ProposeMajorIncident(similar: [other]))
        .then(.majorProposed(MajorIncidentProposed(similar: [other])))
    major.when(ProposeMajorIncident(similar: [])).then(refused: .alreadyProposed("as a major incident"))
    newIncident.given(cancelled).when(ProposeMajorIncident(similar: [])).then(refused: .notOpen(.cancelled))
    let declared = newIncident.when(DeclareMajorIncident(reason: "all sites")).done()
    declared.when(ProposeMajorIncident(similar: []))
        .then(refused: .alreadyMajor(since: declared.state?.major?.declaredAt ?? .earliest))
}
