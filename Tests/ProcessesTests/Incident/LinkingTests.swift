import EventModel
import Processes
import TestSupport
import Testing

private func ci(_ ci: CIID, _ role: CIRole = .affected, _ how: LinkOrigin = .manual) -> CILinkedToIncident {
    CILinkedToIncident(ci: ci, role: role, how: how)
}

@Test func `alreadyLinked: a link changes something`() {
    let story = newIncident.when(LinkCI("mx-1")).then(.ciLinked(ci("mx-1")))
    story.when(LinkCI("mx-1")).then(refused: .alreadyLinked("mx-1 (affected)"))
    #expect(story.when(LinkCI("mx-1", role: .cause)).done().incident.relations.cis == [ci("mx-1", .cause)])
    let linked = newIncident.when(LinkProblem("X-1")).then(.linked(IncidentLinked(kind: .problem, code: "X-1")))
    linked.when(LinkProblem("X-1")).then(refused: .alreadyLinked("the problem X-1"))
    let both = linked.when(LinkChange("X-1")).then(.linked(IncidentLinked(kind: .change, code: "X-1")))
    both.when(LinkChange("X-1")).then(refused: .alreadyLinked("the change X-1"))
    #expect(both.incident.relations.links.map(\.kind) == [.problem, .change])
}

@Test func `saidByPerson: computing never touches what a person said`() {
    let manual = newIncident.when(LinkCI("mx-1", role: .cause)).done()
    manual.when(LinkCI("mx-1", isComputed: true)).then(refused: .saidByPerson("mx-1", .manual))
    let excluded = newIncident.when(ExcludeCI("mx-1")).done()
    excluded.when(LinkCI("mx-1", isComputed: true)).then(refused: .saidByPerson("mx-1", .excluded))
    let forced = excluded.given(.ciLinked(ci("mx-1", .affected, .computed))).incident
    #expect(forced.relations.cis == [ci("mx-1", .affected, .excluded)])
}

@Test func `a person overrules what was computed`() {
    let computed = newIncident.when(LinkCI("mx-1", isComputed: true)).then(.ciLinked(ci("mx-1", .affected, .computed)))
    #expect(computed.when(LinkCI("mx-1")).done().incident.relations.cis == [ci("mx-1")])
    let excluded = computed.when(ExcludeCI("mx-1")).then(.ciLinked(ci("mx-1", .affected, .excluded)))
    #expect(excluded.when(LinkCI("mx-1")).done().incident.relations.cis == [ci("mx-1")])
}

@Test func `alreadyExcluded: an item is excluded once, linked or not`() {
    let excluded = newIncident.when(LinkCI("mx-1", role: .cause)).done()
        .when(ExcludeCI("mx-1")).then(.ciLinked(ci("mx-1", .cause, .excluded)))
    excluded.when(ExcludeCI("mx-1")).then(refused: .alreadyExcluded("mx-1"))
    newIncident.when(ExcludeCI("mx-9")).then(.ciLinked(ci("mx-9", .affected, .excluded)))
}

private let suspected = newIncident.when(SuggestChangeCause("CHG-1")).then(
    .changeCauseSuggested(ChangeCauseSuggested(change: "CHG-1")))

@Test func `a suspected change is confirmed`() {
    #expect(suspected.incident.relations.suspectedChanges == ["CHG-1"])
    let relations = suspected.when(ConfirmChangeCause("CHG-1"))
        .then(.changeCauseConfirmed(ChangeCauseConfirmed(change: "CHG-1"))).incident.relations
    #expect(relations.causingChange == "CHG-1")
    #expect(relations.suspectedChanges.isEmpty)
}

@Test func `a change is suspected or confirmed once`() {
    suspected.when(SuggestChangeCause("CHG-1")).then(refused: .alreadyLinked("CHG-1 as a suspect"))
    let confirmed = suspected.when(ConfirmChangeCause("CHG-1")).done()
    confirmed.when(SuggestChangeCause("CHG-1")).then(refused: .alreadyLinked("CHG-1 as its cause"))
    confirmed.when(ConfirmChangeCause("CHG-1")).then(refused: .alreadyLinked("CHG-1 as its cause"))
}

@Test func `causeRejected: what a person rejected is not suspected again, but may be confirmed`() {
    let rejected = suspected.when(RejectChangeCause("CHG-1"))
        .then(.changeCauseRejected(ChangeCauseRejected(change: "CHG-1")))
    #expect(rejected.incident.relations.suspectedChanges.isEmpty)
    rejected.when(SuggestChangeCause("CHG-1")).then(refused: .causeRejected(change: "CHG-1"))
    let confirmed = rejected.when(ConfirmChangeCause("CHG-1")).done()
    #expect(confirmed.incident.relations.causingChange == "CHG-1")
    #expect(confirmed.incident.relations.rejectedChanges.isEmpty)
}

@Test func `a confirmed cause can be rejected after all`() {
    let relations = suspected.when(ConfirmChangeCause("CHG-1")).done().when(RejectChangeCause("CHG-1")).done()
        .incident.relations
    #expect(relations.causingChange == nil)
    #expect(relations.rejectedChanges == ["CHG-1"])
}

@Test func `notSuspected: only a suspect is rejected`() {
    suspected.when(RejectChangeCause("CHG-2")).then(refused: .notSuspected(change: "CHG-2"))
}
