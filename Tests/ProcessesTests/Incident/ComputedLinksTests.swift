import EventModel
import Processes
import TestSupport
import Testing

private let noon = Instant(micros: 1_700_000_000_000_000)
private func linking(_ items: [CIID], of found: Int) -> LinkComputedCIs {
    LinkComputedCIs(items, of: found, basis: .impact, from: ["host"], asOf: noon, knownAt: Position(9))
}
private func computed(found: Int64, linked: Int64) -> IncidentEvent {
    .cisComputed(
        CILinksComputed(
            basis: .impact, from: ["host"], asOf: noon, knownAt: Position(9), found: found, linked: linked))
}
private func link(_ ci: CIID) -> IncidentEvent {
    .ciLinked(CILinkedToIncident(ci: ci, role: .affected, how: .computed))
}

@Test func `computed links are one commit that says what they follow from`() {
    newIncident.when(linking(["a", "b"], of: 2)).then(computed(found: 2, linked: 2), link("a"), link("b"))
}

@Test func `computing leaves alone what is linked or excluded by now, and may leave nothing to do`() {
    let story = newIncident.when(LinkCI("a")).done().when(ExcludeCI("b")).done()
    story.when(linking(["a", "b", "c"], of: 7)).then(computed(found: 5, linked: 1), link("c"))
    story.when(linking(["a", "b"], of: 2)).then()
}

@Test func `an incident keeps the newest computation of each basis`() {
    let story = newIncident.when(linking(["a"], of: 1)).done().when(linking(["b"], of: 9)).done()
    #expect(story.incident.relations.computations.map(\.found) == [9])
    #expect(story.incident.relations.computations[0].isCut)
}

@Test func `a closed incident takes no computed links`() {
    let closed = newIncident.given(.cancelled(IncidentCancelled(reason: "Mistake.")))
    closed.when(linking(["a"], of: 1)).then(refused: .readOnly(.cancelled))
}
