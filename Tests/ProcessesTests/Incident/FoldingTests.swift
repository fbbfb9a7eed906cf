import EventModel
import Processes
import TestSupport
import Testing

// What happened has happened: the fold takes every event, keeps what cannot be, and lists it.

private func contradictions(_ story: IncidentStory) -> [String] { story.incident.contradictions.map(\.what) }
private func source(_ state: IncidentState?, code: String = "-100") -> IncidentEvent {
    .sourceStateRecorded(SourceStateRecorded(source: "servicenow", code: code, state: state))
}

@Test func `a second closing is listed, and the first one counts`() {
    let story = incident(.resolved).given(closed)
    let again = story.given(.closed(IncidentClosed(mode: .customer)))
    #expect(contradictions(again) == ["IncidentClosed took it from Closed to Closed"])
    #expect(again.incident.contradictions[0].position == Position(6))
    #expect(again.incident.times.closedAt == story.incident.times.closedAt)
    #expect(again.incident.resolution?.closedBy == .desk)
}

@Test func `a state that nobody knows is listed, and changes nothing`() {
    let story = incident(.inProgress).given(source(nil))
    #expect(contradictions(story) == ["servicenow gave the state -100, which nobody knows"])
    #expect(story.incident.state == .inProgress)
}

@Test func `what goes on after the closing is listed`() {
    let story = incident(.closed).given(commented(), .workLogged(WorkLogged(minutes: 5, person: "a", note: nil)))
    #expect(contradictions(story) == ["CommentAdded while it was Closed", "WorkLogged while it was Closed"])
    #expect(story.incident.counts.comments == 1, "it is kept all the same")
    #expect(story.incident.counts.workMinutes == 5)
    #expect(story.incident.state == .closed)
    #expect(contradictions(incident(.closed).given(assigned())) == ["IncidentAssigned while it was Closed"])
    #expect(contradictions(incident(.cancelled).given(commented())) == ["CommentAdded while it was Cancelled"])
}

@Test func `every event after the closing is listed, but what others do to parents, children and duplicates`() throws {
    let neighbourly: Set = [
        "IncidentParentSet", "IncidentParentRemoved", "IncidentsUnmerged", "ChildIncidentsResolved",
    ]
    for declaration in IncidentEvent.catalogue.declarations {
        let event = try #require(
            try IncidentEvent.catalogue.decode(
                type: declaration.name, version: declaration.version, payload: declaration.exampleBytes.span.bytes
            ).first)
        if case .merged = event { continue }
        let isListed = !contradictions(incident(.closed).given(event)).isEmpty
        #expect(isListed != neighbourly.contains(declaration.name), "\(declaration.name)")
    }
}

@Test func `closing without a resolution is listed`() {
    let story = incident(.inProgress).given(closed)
    #expect(contradictions(story) == ["IncidentClosed took it from InProgress to Closed"])
    #expect(story.incident.state == .closed)
    #expect(story.incident.times.closedAt != nil)
    #expect(story.incident.times.resolvedAt == nil)
}

@Test func `reopening what is closed is listed, and opens it`() {
    let story = incident(.closed).given(reopened)
    #expect(contradictions(story) == ["IncidentReopened took it from Closed to Assigned"])
    #expect(story.incident.state == .assigned)
    #expect(story.incident.counts.reopened == 1)
    #expect(story.incident.times.closedAt == nil)
    #expect(story.incident.times.resolvedAt == nil)
}

@Test func `reopening what is open is listed, and counted`() {
    let story = incident(.inProgress).given(reopened)
    #expect(contradictions(story) == ["IncidentReopened while it was InProgress"])
    #expect(story.incident.counts.reopened == 1)
}

@Test func `resolving what is closed opens the closing again`() {
    let story = incident(.closed).given(resolved)
    #expect(contradictions(story) == ["IncidentResolved took it from Closed to Resolved"])
    #expect(story.incident.times.closedAt == nil)
    let closedAgain = story.given(closed)
    #expect(contradictions(closedAgain).count == 1)
    #expect(closedAgain.incident.times.closedAt == story.clock)
}

@Test func `resuming what does not wait is listed`() {
    #expect(contradictions(incident(.assigned).given(resumed)) == ["IncidentResumed while it was Assigned"])
}

@Test func `a state from elsewhere brings the times that go with it`() {
    let story = incident(.inProgress).given(source(.pending, code: "Awaiting"))
    #expect(story.incident.waiting.since == incident(.inProgress).clock)
    #expect(story.incident.waiting.stateBefore == .inProgress)
    #expect(story.incident.counts.pended == 1)
    let twice = story.given(source(.pending, code: "Awaiting"))
    #expect(twice.incident.waiting == story.incident.waiting, "the same state again is no news")

    let done = twice.given(source(.resolved, code: "Resolved"))
    #expect(done.incident.times.resolvedAt == twice.clock)
    #expect(done.incident.times.firstResolvedAt == twice.clock)
    #expect(done.incident.waiting.pausedMicrosAtResolution == 2 * Instant.microsPerMinute)
    let over = done.given(source(.closed, code: "Closed"))
    #expect(over.incident.times.closedAt == done.clock)
    #expect(contradictions(over).isEmpty)
}

@Test func `a state from elsewhere that opens a closed incident is listed, and reopening follows as ever`() {
    let story = incident(.closed).given(source(.new))
    #expect(contradictions(story) == ["SourceStateRecorded took it from Closed to New"])
    #expect(story.incident.times.closedAt == nil)
    #expect(story.incident.times.resolvedAt == nil)
    #expect(story.incident.resolution == nil)
    let again = story.when(solution).done().when(ReopenIncident()).done()
    #expect(again.incident.state == .assigned)
    #expect(again.incident.counts.reopened == 1)
    #expect(contradictions(again).count == 1)
}

@Test func `a record that begins in the middle is listed`() {
    let story = IncidentStory(IncidentProcess.self, "INC-1").given(started())
    #expect(contradictions(story) == ["something happened before it was detected, or it was never logged"])
    #expect(story.incident.state == .inProgress)
    #expect(story.incident.number == "INC-1")
}

@Test func `what was done before it was written down is no contradiction`() {
    let story = IncidentStory(IncidentProcess.self, "INC-1").after(minutes: 5)
        .given(commented()).given(logged())
    #expect(story.incident.contradictions.isEmpty)
    #expect(story.incident.title == "Mail does not arrive")
    #expect(story.incident.times.detectedAt == IncidentStory.start)
    #expect(story.incident.times.stateSince == IncidentStory.start)
    #expect(story.incident.times.firstResponseAt == IncidentStory.start.later(5))
    let own = IncidentStory(IncidentProcess.self, "INC-1").after(minutes: 5).by(.person(caller))
        .given(commented()).given(logged())
    #expect(own.incident.times.firstResponseAt == nil, "the caller's own word is no response")
}

@Test func `what happened before it was detected stays a contradiction`() {
    let story = IncidentStory(IncidentProcess.self, "INC-1", at: IncidentStory.start.later(-10))
        .given(started()).given(logged())
    #expect(contradictions(story).count == 1)
}

@Test func `a second logging is listed, and the first one counts`() {
    let story = newIncident.given(logged("another"))
    #expect(contradictions(story) == ["logged a second time"])
    #expect(story.incident.title == "Mail does not arrive")
}

@Test func `taking back a merge that never was is listed`() {
    let event = IncidentsUnmerged(survivor: "INC-2", absorbed: "INC-1", workMinutes: 0, reason: "x")
    let story = newIncident.given(.unmerged(event))
    #expect(contradictions(story) == ["IncidentsUnmerged while it was New"])
    #expect(story.incident.state == .new)
}

@Test func `an incident knows its first and its last position whatever the order`() {
    let story = IncidentStory(IncidentProcess.self, "INC-1").after(minutes: 5).given(logged())
        .given(commented(), at: IncidentStory.start)
    for order in [World.Order.recorded, .effective] {
        let incident = story.incident("INC-1", order: order)
        #expect(incident.firstPosition == Position(1))
        #expect(incident.lastPosition == Position(2))
    }
}

@Test func `an incident survives its round trip as a row`() throws {
    let story = incident(.inProgress).given(logged(), on: "INC-2").when(SetParent("INC-2")).done()
        .when(DeclareMajorIncident(reason: "x")).done().when(LinkCI("mx-1")).done().when(LinkProblem("P-1")).done()
        .when(SuggestChangeCause("C-1")).done().when(ConfirmChangeCause("C-2")).done()
        .when(SuggestChangeCause("C-3")).done().when(RejectChangeCause("C-3")).done()
        .when(EngageSupplier(supplier: "s-1")).done().when(EscalateIncident(kind: .functional, reason: "x")).done()
        .when(AddComment(.public, text: "x")).done().when(PendIncident(waitingFor: .change, reason: "x")).done()
        .given(reopened, resumed)
    for incident in [story.incident, incident(.closed).incident, incident(.merged).incident] {
        #expect(try Incident(decoding: incident.encoded.span.bytes) == incident)
    }
    #expect(story.incident.contradictions.count == 2)
}
