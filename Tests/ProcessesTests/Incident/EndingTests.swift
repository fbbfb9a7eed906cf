import EventModel
import Processes
import TestSupport
import Testing

@Test func `resolveNeeds: resolving needs a code, a solution and a service`() {
    let story = IncidentStory(IncidentProcess.self, "INC-1").given(logged(service: nil))
    story.when(ResolveIncident(code: nil, solution: " ")).then(refused: .resolveNeeds(["code", "solution", "service"]))
    story.when(ResolveIncident(code: "fixed", solution: "done")).then(refused: .resolveNeeds(["service"]))
    newIncident.when(ResolveIncident(code: "", solution: "done")).then(refused: .resolveNeeds(["code"]))
    newIncident.when(ResolveIncident(code: "fixed", solution: nil)).then(refused: .resolveNeeds(["solution"]))
    #expect(story.when(ResolveIncident(code: "fixed", solution: "done", service: "mail")).rejection == nil)
}

@Test func `the service that stands on the incident will do`() {
    let restoredAt = newIncident.clock.later(-1)
    let command = ResolveIncident(code: " fixed ", solution: "done", causeCI: "mx-1", restoredAt: restoredAt)
    let incident = newIncident.when(command)
        .then(
            .resolved(
                IncidentResolved(
                    code: "fixed", solution: "done", service: "mail", causeCI: "mx-1", restoredAt: restoredAt))
        ).incident
    #expect(incident.times.resolvedAt == newIncident.clock)
    #expect(incident.times.firstResolvedAt == newIncident.clock)
    #expect(incident.resolution?.code == "fixed")
    #expect(incident.resolution?.causeCI == "mx-1")
}

@Test(arguments: [-1, 2]) func `the service ran again between detection and resolution`(minutes: Int64) {
    let restoredAt = IncidentStory.start.later(minutes)
    let outcome = newIncident.when(ResolveIncident(code: "fixed", solution: "done", restoredAt: restoredAt))
    guard case .invalid("the time of restoration", _) = outcome.rejection else {
        Issue.record("\(outcome.result)")
        return
    }
}

@Test func `notOpen: what is resolved is not resolved again`() {
    incident(.resolved).when(solution).then(refused: .notOpen(.resolved))
    incident(.closed).when(solution).then(refused: .notOpen(.closed))
}

@Test func `closing keeps who closed it`() {
    let story = incident(.resolved)
    let closed = story.when(CloseIncident(mode: .customer)).then(.closed(IncidentClosed(mode: .customer)))
    #expect(closed.incident.times.closedAt == story.clock)
    #expect(closed.incident.resolution?.closedBy == .customer)
    #expect(closed.incident.times.resolvedAt == story.clock.later(-1))
}

@Test func `notAllowed: only what is resolved is closed`() {
    for state in [IncidentState.new, .inProgress, .pending, .closed, .cancelled] {
        incident(state).when(CloseIncident()).then(refused: .notAllowed(command: "closed", in: state))
    }
}

@Test func `readOnly: nothing is added to what is closed, cancelled or merged`() {
    for state in [IncidentState.closed, .cancelled, .merged] {
        incident(state).when(AddComment(.private, text: "x")).then(refused: .readOnly(state))
    }
}

@Test func `a reopened incident is assigned to whoever had it`() {
    let story = incident(.resolved)
    let open = story.when(ReopenIncident(reason: "still broken"))
        .then(.reopened(IncidentReopened(reason: "still broken", rulesVersion: 0))).incident
    #expect(open.state == .assigned)
    #expect(open.assignment.person == "agent-1")
    #expect(open.counts.reopened == 1)
    #expect(open.times.resolvedAt == nil)
    #expect(open.times.firstResolvedAt == story.clock.later(-1))
    #expect(open.times.lastReopenedAt == story.clock)
    #expect(open.resolution == nil)
    let again = story.when(ReopenIncident()).done().when(solution).done().incident
    #expect(again.times.firstResolvedAt == story.clock.later(-1), "the first resolution stays the first")
    #expect(again.times.resolvedAt == story.clock.later(1))
}

@Test func `a reopened incident that was never assigned is new`() {
    let open = newIncident.when(solution).done().when(ReopenIncident()).done().incident
    #expect(open.state == .new)
}

@Test func `reopenWindowOver: it is reopened within fourteen days, to the microsecond`() {
    let story = newIncident.when(solution).done()
    let resolvedAt = newIncident.clock
    let last = resolvedAt.advanced(byMicros: 14 * Instant.microsPerDay)
    #expect(story.when(ReopenIncident(), at: last).rejection == nil)
    story.when(ReopenIncident(), at: last.advanced(byMicros: 1))
        .then(refused: .reopenWindowOver(resolvedAt: resolvedAt, days: 14))
}

@Test func `the window is that of the rules in force`() {
    let rules = IncidentRulesPublished(version: 3, reopenWindowDays: 2, autoCloseBusinessDays: 1)
    let story = incident(.resolved).given(IncidentRulesEvent.published(rules), in: IncidentRules.stream)
    story.when(ReopenIncident()).then(.reopened(IncidentReopened(reason: nil, rulesVersion: 3)))
    let resolvedAt = story.incident.times.resolvedAt!
    story.after(days: 2).when(ReopenIncident()).then(refused: .reopenWindowOver(resolvedAt: resolvedAt, days: 2))
}

@Test func `a closed incident is not reopened: a new one is logged with it as its previous`() {
    let outcome = incident(.closed).when(ReopenIncident())
    outcome.then(refused: .notAllowed(command: "reopened", in: .closed))
    #expect(outcome.rejection!.description.contains("log a new incident with this one as its previous"))
    let next = incident(.closed).when(LogIncident(title: "again", previous: "INC-1"), on: "INC-2").done()
    #expect(next.incident("INC-2").relations.previous == "INC-1")
}

@Test func `a cancelled incident needs a reason`() {
    newIncident.when(CancelIncident()).then(refused: .missing("the reason"))
    newIncident.when(CancelIncident(reason: "no incident")).then(cancelled)
}

// Automatic closing. IncidentStory.start is a Monday, so the end of the fifth business day after it is the midnight
// that ends the Monday of the week after.

private let nextTuesday = Instant(parsing: "2026-03-10T00:00:00Z")!

@Test func `notSilentLongEnough: a resolved incident closes by itself after five business days of silence`() {
    let story = newIncident.when(solution).done()
    let lastWordAt = newIncident.clock
    let early = nextTuesday.advanced(byMicros: -1)
    story.when(CloseIncident(mode: .auto), at: early)
        .then(refused: .notSilentLongEnough(lastWordAt: lastWordAt, dueAt: nextTuesday))
    #expect(!story.incident.isDueForAutoClose(at: early, zone: .utc, rules: .standard))
    #expect(story.incident.isDueForAutoClose(at: nextTuesday, zone: .utc, rules: .standard))
    let timer = story.by(Actor(principal: "auto-close", kind: .timer))
    let closed = timer.when(CloseIncident(mode: .auto), at: nextTuesday)
        .then(.closed(IncidentClosed(mode: .auto, rulesVersion: 0)))
    #expect(closed.incident.resolution?.closedBy == .auto)
}

@Test func `a word of the caller begins the silence anew`() {
    let story = newIncident.when(solution).done().after(days: 2).by(.person(caller))
        .when(AddComment(.public, text: "still looking")).done()
    #expect(story.incident.autoCloseDueAt(.utc, .standard) == Instant(parsing: "2026-03-12T00:00:00Z"))
}

@Test func `the silence is measured in the log's zone and by the rules in force`() {
    let zone = ZoneRules(name: "+02:00", tzdataVersion: "", initialOffsetSeconds: 7200, transitions: [])
    let rules = IncidentRulesPublished(version: 2, reopenWindowDays: 14, autoCloseBusinessDays: 1)
    let story = newIncident.when(solution).done().zone(zone)
        .given(IncidentRulesEvent.published(rules), in: IncidentRules.stream)
    let dueAt = Instant(parsing: "2026-03-03T22:00:00Z")!
    story.when(CloseIncident(mode: .auto), at: dueAt.advanced(byMicros: -1))
        .then(refused: .notSilentLongEnough(lastWordAt: newIncident.clock, dueAt: dueAt))
    story.when(CloseIncident(mode: .auto), at: dueAt).then(.closed(IncidentClosed(mode: .auto, rulesVersion: 2)))
}

@Test func `only what is resolved is due`() {
    for state in IncidentState.allCases where state != .resolved {
        let isDue = incident(state).incident.isDueForAutoClose(at: .latest, zone: .utc, rules: .standard)
        #expect(!isDue, "\(state)")
    }
}
