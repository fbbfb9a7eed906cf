import EventModel
import Processes
import TestSupport
import Testing

/// INC-1 with the children INC-2 and INC-3; INC-4 is a child of INC-2, INC-5 one of INC-3.
private let family: IncidentStory = {
    var story = newIncident
    for (child, parent) in [(2, 1), (3, 1), (4, 2), (5, 3)] {
        story = story.given(logged(service: child == 2 ? "payroll" : nil), on: "INC-\(child)")
            .when(SetParent(IncidentNumber("INC-\(parent)")), on: "INC-\(child)").done()
    }
    return story
}()
extension IncidentStory {
    /// The children that each of the parent's events says were resolved with it.
    fileprivate func resolvedTogether(with parent: String) -> [[IncidentNumber]] {
        world.records.filter { $0.stream.key == parent }.compactMap { record in
            guard record.type == ChildIncidentsResolved.type.name else { return nil }
            return try? ChildIncidentsResolved(decoding: record.payload.span.bytes).children
        }
    }
}
private func states(_ story: IncidentStory) -> [IncidentState] { (1...5).map { story.incident("INC-\($0)").state } }

private let policy = ParentResolvesChildren()

@Test func `resolving the parent resolves its open children, and theirs, by the policy`() {
    let outcome = family.when(solution)
    let resolution = IncidentResolved(
        code: "fixed", solution: "Emptied the queue.", service: "mail", causeCI: nil, restoredAt: nil)
    outcome.then(.resolved(resolution))
    let reactions = outcome.reactions(of: policy)
    #expect(reactions.count == 1 && reactions[0].stream == StreamID(category: "incident", key: "INC-1"))
    #expect((reactions[0].command as? ResolveChildIncidents)?.children == ["INC-2", "INC-3"])
    #expect((reactions[0].command as? ResolveChildIncidents)?.resolution == resolution)
    #expect(reactions[0].occurredAt == family.clock)

    let story = outcome.settled(by: policy)
    #expect(states(story) == [.resolved, .resolved, .resolved, .resolved, .resolved])
    for (parent, children) in [(1, ["INC-2", "INC-3"]), (2, ["INC-4"]), (3, ["INC-5"])] as [(Int, [IncidentNumber])] {
        #expect(story.resolvedTogether(with: "INC-\(parent)") == [children])
    }
    for number in 1...5 {
        let incident = story.incident("INC-\(number)")
        #expect(incident.resolution?.solution == "Emptied the queue.")
        #expect(incident.times.resolvedAt == family.clock)
        #expect(incident.contradictions.isEmpty)
    }
}

@Test func `a child keeps its own service, and takes the parent's where it has none`() {
    let story = family.when(solution).settled(by: policy)
    #expect(story.incident("INC-2").classification.service == "payroll")
    #expect(story.incident("INC-3").classification.service == "mail")
}

@Test func `children that wait for their customer are never resolved, nor is what hangs on them`() {
    let story = family.given(pended(.customer), on: "INC-2").given(pended(.supplier), on: "INC-3")
    let settled = story.when(solution).settled(by: policy)
    #expect(states(settled) == [.resolved, .pending, .resolved, .new, .resolved])
    #expect(settled.resolvedTogether(with: "INC-1") == [["INC-3"]])
}

@Test func `children that have ended stay as they are`() {
    let story = family.given(cancelled, on: "INC-2").given(resolved, on: "INC-3").when(solution).settled(by: policy)
    #expect(states(story) == [.resolved, .cancelled, .resolved, .new, .new])
    #expect(story.incident("INC-3").contradictions.isEmpty)
}

@Test func `without open children nothing is done about children`() {
    let story = family.given(cancelled, on: "INC-2").given(cancelled, on: "INC-3")
    #expect(story.when(solution).reactions(of: policy).isEmpty)
    #expect(newIncident.when(solution).reactions(of: policy).isEmpty)
}

@Test func `a resolution reported late leaves alone what moved since`() {
    let late = family.clock
    let story = family.after(minutes: 60).given(assigned(), on: "INC-2").given(logged(), on: "INC-6")
    let settled = story.when(solution, at: late).settled(by: policy)
    #expect(states(settled) == [.resolved, .assigned, .resolved, .new, .resolved])
}

@Test func `a service that was restored before a child was noticed is not restored for the child`() {
    let restoredAt = IncidentStory.start.later(1)
    let child = IncidentEvent.logged(
        IncidentLogged(
            title: "late", source: .phone, detectedAt: family.clock, impact: nil, urgency: nil, caller: nil,
            customer: nil, service: nil, ci: nil, contact: nil, previous: nil, description: nil))
    let story = family.given(child, on: "INC-6").when(SetParent("INC-1"), on: "INC-6").done()
        .when(ResolveIncident(code: "fixed", solution: "x", restoredAt: restoredAt)).settled(by: policy)
    #expect(story.incident("INC-2").resolution?.restoredAt == restoredAt)
    #expect(story.incident("INC-6").state == .resolved)
    #expect(story.incident("INC-6").resolution?.restoredAt == nil)
}

@Test func `a large family is resolved in several commits`() {
    var story = newIncident
    for child in 2...601 {
        story = story.given(logged(), on: "INC-\(child)")
            .when(SetParent("INC-1"), on: "INC-\(child)").done()
    }
    let outcome = story.when(solution)
    let reactions = outcome.reactions(of: policy)
    #expect(reactions.map(\.part) == [0, 1, 2])
    let children = reactions.compactMap { ($0.command as? ResolveChildIncidents)?.children }
    #expect(children.map(\.count) == [256, 256, 88])
    #expect(Array(children.joined()) == (2...601).map { IncidentNumber("INC-\($0)") })
}

@Test func `resolutionDidNotHold: children are not resolved with what was opened again`() {
    let story = family.when(solution).done()
    let children = ResolveChildIncidents(
        ["INC-2"], as: IncidentResolved(code: "fixed", solution: "x", service: nil, causeCI: nil, restoredAt: nil))
    story.given(reopened).when(children).then(refused: .resolutionDidNotHold(.new))
}

@Test func `children that left, or moved, between the resolution and the policy's turn are passed over`() {
    let story = family.when(solution).done()
    let children = ResolveChildIncidents(
        ["INC-2", "INC-3"],
        as: IncidentResolved(code: "fixed", solution: "x", service: nil, causeCI: nil, restoredAt: nil))
    let moved = story.when(RemoveParent(), on: "INC-2").done().given(pended(.customer), on: "INC-3")
    #expect(moved.when(children).events.isEmpty)
    let one = story.given(assigned(), on: "INC-2", at: story.clock.later(5))
    one.when(children, at: story.clock).then(.childrenResolved(ChildIncidentsResolved(children: ["INC-3"])))
}

@Test func `children are resolved with what was closed meanwhile, and that is no contradiction`() {
    let story = family.when(solution).done().given(closed)
    let children = ResolveChildIncidents(
        ["INC-2"], as: IncidentResolved(code: "fixed", solution: "x", service: nil, causeCI: nil, restoredAt: nil))
    let settled = story.when(children, at: family.clock).done()
    #expect(settled.incident("INC-2").state == .resolved)
    #expect(settled.incident.contradictions.isEmpty)
}
