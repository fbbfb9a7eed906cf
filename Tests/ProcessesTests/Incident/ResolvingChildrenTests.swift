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
private func states(_ story: IncidentStory) -> [IncidentState] { (1...5).map { story.incident("INC-\($0)").state } }

@Test func `resolving the parent resolves its open children, and theirs`() {
    let outcome = family.when(solution)
    let story = outcome.then(
        .resolved(
            IncidentResolved(
                code: "fixed", solution: "Emptied the queue.", service: "mail", causeCI: nil, restoredAt: nil)
        ),
        .childrenResolved(ChildIncidentsResolved(children: ["INC-2", "INC-3"])))
    #expect(states(story) == [.resolved, .resolved, .resolved, .resolved, .resolved])
    #expect(outcome.events(on: "INC-2").last == .childrenResolved(ChildIncidentsResolved(children: ["INC-4"])))
    #expect(outcome.events(on: "INC-3").last == .childrenResolved(ChildIncidentsResolved(children: ["INC-5"])))
    for number in 1...5 {
        let incident = story.incident("INC-\(number)")
        #expect(incident.resolution?.solution == "Emptied the queue.")
        #expect(incident.times.resolvedAt == family.clock)
        #expect(incident.contradictions.isEmpty)
    }
}

@Test func `a child keeps its own service, and takes the parent's where it has none`() {
    let story = family.when(solution).done()
    #expect(story.incident("INC-2").classification.service == "payroll")
    #expect(story.incident("INC-3").classification.service == "mail")
}

@Test func `children that wait for their customer are never resolved, nor is what hangs on them`() {
    let story = family.given(pended(.customer), on: "INC-2").given(pended(.supplier), on: "INC-3")
    let outcome = story.when(solution)
    #expect(states(outcome.after) == [.resolved, .pending, .resolved, .new, .resolved])
    #expect(outcome.events.contains(.childrenResolved(ChildIncidentsResolved(children: ["INC-3"]))))
}

@Test func `children that have ended stay as they are`() {
    let story = family.given(cancelled, on: "INC-2").given(resolved, on: "INC-3").when(solution).done()
    #expect(states(story) == [.resolved, .cancelled, .resolved, .new, .new])
    #expect(story.incident("INC-3").contradictions.isEmpty)
}

@Test func `without open children nothing is said about children`() {
    let story = family.given(cancelled, on: "INC-2").given(cancelled, on: "INC-3")
    #expect(story.when(solution).events.count == 1)
}

@Test func `a resolution reported late leaves alone what moved since`() {
    let late = family.clock
    let story = family.after(minutes: 60).given(assigned(), on: "INC-2").given(logged(), on: "INC-6")
    #expect(states(story.when(solution, at: late).done()) == [.resolved, .assigned, .resolved, .new, .resolved])
}

@Test func `a service that was restored before a child was noticed is not restored for the child`() {
    let restoredAt = IncidentStory.start.later(1)
    let child = IncidentEvent.logged(
        IncidentLogged(
            title: "late", source: .phone, detectedAt: family.clock, impact: nil, urgency: nil, caller: nil,
            customer: nil, service: nil, ci: nil, contact: nil, previous: nil, description: nil))
    let story = family.given(child, on: "INC-6").when(SetParent("INC-1"), on: "INC-6").done()
        .when(ResolveIncident(code: "fixed", solution: "x", restoredAt: restoredAt)).done()
    #expect(story.incident("INC-2").resolution?.restoredAt == restoredAt)
    #expect(story.incident("INC-6").state == .resolved)
    #expect(story.incident("INC-6").resolution?.restoredAt == nil)
}
