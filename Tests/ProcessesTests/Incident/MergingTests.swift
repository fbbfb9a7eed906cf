import EventModel
import Processes
import TestSupport
import Testing

private func several(_ count: Int) -> IncidentStory {
    (2...count).reduce(newIncident) { $0.given(logged(), on: "INC-\($1)") }
}
private func minutes(_ story: IncidentStory, _ count: Int) -> [Int64] {
    (1...count).map { story.incident("INC-\($0)").counts.workMinutes }
}

@Test func `a duplicate stops counting, and its work moves to the survivor`() {
    let story = several(2).when(LogWork(minutes: 30)).done().when(LogWork(minutes: 7), on: "INC-2").done()
    let outcome = story.when(MergeIncident(into: "INC-2"))
    #expect(outcome.events(on: "INC-2") == [merged("INC-1", into: "INC-2", minutes: 30)])
    let after = outcome.then(merged("INC-1", into: "INC-2", minutes: 30))
    #expect(after.incident.state == .merged)
    #expect(!after.incident.state.isOpen)
    #expect(after.incident.relations.mergedInto == "INC-2")
    #expect(after.incident("INC-2").relations.absorbed == ["INC-1"])
    #expect(after.incident("INC-2").state == .new)
    #expect(minutes(after, 2) == [0, 37])
}

@Test func `mergeIntoItself: not even by way of a duplicate`() {
    several(2).when(MergeIncident(into: "INC-1")).then(refused: .mergeIntoItself)
    let story = several(3).when(MergeIncident(into: "INC-3"), on: "INC-2").done()
        .when(MergeIncident(into: "INC-1"), on: "INC-3").done()
    story.when(MergeIncident(into: "INC-2")).then(refused: .mergeIntoItself)
}

@Test func `otherNotOpen: the survivor is open`() {
    for (event, state) in [(resolved, IncidentState.resolved), (cancelled, .cancelled)] {
        several(2).given(event, on: "INC-2").when(MergeIncident(into: "INC-2"))
            .then(refused: .otherNotOpen("INC-2", state))
    }
}

@Test func `notLogged: the survivor is an incident`() {
    newIncident.when(MergeIncident(into: "INC-9")).then(refused: .notLogged("INC-9"))
}

@Test func `hasChildren: children are linked, not merged`() {
    let story = several(3).when(SetParent("INC-1"), on: "INC-3").done()
    story.when(MergeIncident(into: "INC-2")).then(refused: .hasChildren(["INC-3"]))
    #expect(story.when(MergeIncident(into: "INC-2"), on: "INC-3").rejection == nil, "a child may be merged")
}

@Test func `a chain of merges is followed to the one that goes on`() {
    let story = several(4).when(MergeIncident(into: "INC-3"), on: "INC-2").done()
        .when(MergeIncident(into: "INC-4"), on: "INC-3").done()
        .when(MergeIncident(into: "INC-2")).done()
    #expect(story.incident.relations.mergedInto == "INC-4")
    #expect(story.incident("INC-4").relations.absorbed == ["INC-3", "INC-1"])
}

@Test func `notMerged: only a duplicate stands alone again`() {
    newIncident.when(UnmergeIncident(reason: "x")).then(refused: .notMerged(.new))
}

@Test func `missing: taking a merge back needs a reason`() {
    incident(.merged).when(UnmergeIncident()).then(refused: .missing("the reason"))
}

@Test(arguments: [IncidentState.new, .assigned, .inProgress, .pending])
func `unmerged, an incident stands again as it did`(state: IncidentState) {
    let story = incident(state).given(logged(), on: "INC-2")
    let merged = story.when(MergeIncident(into: "INC-2")).done()
    let again = merged.when(UnmergeIncident(reason: "another mailbox")).done()
    #expect(again.incident.state == state)
    #expect(again.incident.waiting == story.incident.waiting)
    #expect(again.incident.relations.mergedInto == nil)
    #expect(again.incident("INC-2").relations.absorbed.isEmpty)
    #expect(again.incident.contradictions.isEmpty)
}

@Test func `the wait of an incident that was merged by mistake goes on through the mistake`() {
    let story = incident(.pending).given(logged(), on: "INC-2")
    let since = story.incident.waiting.since!
    let again = story.when(MergeIncident(into: "INC-2")).done().after(minutes: 60)
        .when(UnmergeIncident(reason: "x")).done()
    let back = again.when(ResumeIncident()).done().incident
    #expect(back.state == .inProgress)
    #expect(back.waiting.pausedMicros == again.clock.micros(since: since))
}

@Test func `work comes back from where it has gone since`() {
    let story = several(3).when(LogWork(minutes: 10)).done().when(LogWork(minutes: 5), on: "INC-2").done()
        .when(LogWork(minutes: 2), on: "INC-3").done()
        .when(MergeIncident(into: "INC-2")).done().when(MergeIncident(into: "INC-3"), on: "INC-2").done()
    #expect(minutes(story, 3) == [0, 0, 17])
    let first = story.when(UnmergeIncident(reason: "x")).done()
    #expect(minutes(first, 3) == [10, 0, 7])
    #expect(first.incident("INC-2").relations.absorbed.isEmpty)
    let both = first.when(UnmergeIncident(reason: "x"), on: "INC-2").done()
    #expect(minutes(both, 3) == [10, 5, 2])
}

@Test func `a merge is taken back also from a survivor that is closed`() {
    let story = several(2).when(LogWork(minutes: 10)).done().when(MergeIncident(into: "INC-2")).done()
        .given(resolved, closed, on: "INC-2").when(UnmergeIncident(reason: "x")).done()
    #expect(minutes(story, 2) == [10, 0])
    #expect(story.incident("INC-2").contradictions.isEmpty)
}

@Test(arguments: 0..<80 as Range<UInt64>)
func `merging and unmerging lose no minute, and all come back`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let count = 6
    var story = several(count)
    var own = Array(repeating: Int64(0), count: count)
    var mergeCount = 0
    for _ in 0..<60 {
        let index = Int.random(in: 1...count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0, 1:
            let outcome = story.when(LogWork(minutes: Int64.random(in: 1...90, using: &random)), on: "INC-\(index)")
            for case .workLogged(let work) in outcome.events { own[index - 1] += work.minutes }
            story = outcome.after
        case 2:
            let into = IncidentNumber("INC-\(Int.random(in: 1...count, using: &random))")
            let outcome = story.when(MergeIncident(into: into), on: "INC-\(index)")
            if outcome.rejection == nil { mergeCount += 1 }
            story = outcome.after
        default: story = story.when(UnmergeIncident(reason: "x"), on: "INC-\(index)").after
        }
        let now = minutes(story, count)
        #expect(now.reduce(0, +) == own.reduce(0, +), "seed \(seed)")
        #expect(now.allSatisfy { $0 >= 0 }, "seed \(seed): \(now)")
    }
    for index in 1...count { story = story.when(UnmergeIncident(reason: "x"), on: "INC-\(index)").after }
    #expect(minutes(story, count) == own, "seed \(seed)")
    #expect(mergeCount > 2, "seed \(seed): the test tried something")
}
