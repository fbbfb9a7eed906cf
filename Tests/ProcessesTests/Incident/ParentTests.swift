import EventModel
import Processes
import TestSupport
import Testing

private func family(_ count: Int) -> IncidentStory {
    (2...count).reduce(newIncident) { $0.given(logged(), on: "INC-\($1)") }
}
private func parentSet(_ parent: IncidentNumber, _ child: IncidentNumber) -> IncidentEvent {
    .parentSet(IncidentParentSet(parent: parent, child: child))
}

@Test func `a parent is recorded with both`() {
    let outcome = family(2).when(SetParent("INC-2"))
    #expect(outcome.events(on: "INC-2") == [parentSet("INC-2", "INC-1")])
    let story = outcome.then(parentSet("INC-2", "INC-1"))
    #expect(story.incident.relations.parent == "INC-2")
    #expect(story.incident("INC-2").relations.children == ["INC-1"])
    #expect(story.incident.relations.children.isEmpty)

    let apart = story.when(RemoveParent())
    #expect(apart.events(on: "INC-2").count == 1)
    #expect(apart.after.incident.relations.parent == nil)
    #expect(apart.after.incident("INC-2").relations.children.isEmpty)
}

@Test func `parentIsItself: an incident is not its own parent`() {
    newIncident.when(SetParent("INC-1")).then(refused: .parentIsItself)
}

@Test func `parentCycle: parent links go round in no circle`() {
    let story = family(3).when(SetParent("INC-2")).done().when(SetParent("INC-3"), on: "INC-2").done()
    story.when(SetParent("INC-1"), on: "INC-3").then(refused: .parentCycle(["INC-3", "INC-1", "INC-2", "INC-3"]))
    story.when(SetParent("INC-2"), on: "INC-3").then(refused: .parentCycle(["INC-3", "INC-2", "INC-3"]))
}

@Test func `hasParent: an incident has one parent at most`() {
    family(3).when(SetParent("INC-2")).done().when(SetParent("INC-3")).then(refused: .hasParent("INC-2"))
}

@Test func `hasNoParent: only a child is set free`() {
    newIncident.when(RemoveParent()).then(refused: .hasNoParent)
}

@Test func `notLogged: a parent is an incident`() {
    newIncident.when(SetParent("INC-9")).then(refused: .notLogged("INC-9"))
}

@Test func `otherNotOpen: a parent is open`() {
    family(2).given(resolved, on: "INC-2").when(SetParent("INC-2")).then(refused: .otherNotOpen("INC-2", .resolved))
}

@Test func `of a merged parent the survivor becomes the parent`() {
    let story = family(4).when(MergeIncident(into: "INC-3"), on: "INC-2").done()
        .when(MergeIncident(into: "INC-4"), on: "INC-3").done()
    #expect(story.when(SetParent("INC-2")).done().incident.relations.parent == "INC-4")
    let itself = family(2).when(MergeIncident(into: "INC-1"), on: "INC-2").done()
    itself.when(SetParent("INC-2")).then(refused: .parentIsItself)
}

@Test func `a child leaves a parent that is closed, and that is no contradiction`() {
    let story = family(2).when(SetParent("INC-2")).done().given(resolved, closed, on: "INC-2")
    let apart = story.when(RemoveParent()).done()
    #expect(apart.incident("INC-2").relations.children.isEmpty)
    #expect(apart.incident("INC-2").contradictions.isEmpty)
}

@Test func `an imported circle of parents ends every walk`() {
    let story = family(4).given(parentSet("INC-3", "INC-2"), on: "INC-2").given(
        parentSet("INC-3", "INC-2"), on: "INC-3"
    )
    .given(parentSet("INC-2", "INC-3"), on: "INC-3").given(parentSet("INC-2", "INC-3"), on: "INC-2")
    #expect(story.when(SetParent("INC-2")).rejection == nil)
    let both = story.when(solution, on: "INC-2").settled(by: ParentResolvesChildren())
    #expect(both.incident("INC-2").state == .resolved)
    #expect(both.incident("INC-3").state == .resolved)
    #expect(both.incident("INC-2").contradictions.isEmpty, "it is resolved once")
}

@Test(arguments: 0..<30 as Range<UInt64>)
func `whatever parents are set, every walk upwards ends at a top`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var story = family(8)
    var accepted = 0
    for _ in 0..<60 {
        let (child, parent) = (Int.random(in: 1...8, using: &random), Int.random(in: 1...8, using: &random))
        if Int.random(in: 0..<4, using: &random) == 0 {
            story = story.when(RemoveParent(), on: "INC-\(child)").after
        } else {
            let outcome = story.when(SetParent(IncidentNumber("INC-\(parent)")), on: "INC-\(child)")
            if outcome.rejection == nil { accepted += 1 }
            story = outcome.after
        }
        for start in 1...8 {
            var (steps, next) = (0, story.incident("INC-\(start)").relations.parent)
            while let parent = next, steps <= 8 {
                #expect(story.incident(parent.rawValue).relations.children.count { $0.rawValue == "INC-\(start)" } <= 1)
                (steps, next) = (steps + 1, story.incident(parent.rawValue).relations.parent)
            }
            #expect(steps < 8, "seed \(seed): INC-\(start) is its own ancestor")
        }
    }
    #expect(accepted > 4, "seed \(seed): the test tried something")
}
