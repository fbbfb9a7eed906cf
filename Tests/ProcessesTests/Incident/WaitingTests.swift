import EventModel
import Processes
import TestSupport
import Testing

@Test func `missing: pending needs a reason`() {
    incident(.inProgress).when(PendIncident(waitingFor: .customer)).then(refused: .missing("the reason"))
    incident(.inProgress).when(PendIncident(waitingFor: .customer, reason: " ")).then(refused: .missing("the reason"))
    incident(.inProgress).when(PendIncident(waitingFor: .customer), reason: "the error text")
        .then(.pended(IncidentPended(waitingFor: .customer, reason: "the error text", until: nil)))
}

@Test(arguments: [IncidentState.new, .assigned, .inProgress])
func `a resumed incident is again in the state that it left`(state: IncidentState) {
    let waiting = incident(state).when(PendIncident(waitingFor: .customer, reason: "x")).done()
    #expect(waiting.incident.state == .pending)
    let back = waiting.when(ResumeIncident(cause: "they wrote")).then(.resumed(IncidentResumed(cause: "they wrote")))
    #expect(back.incident.state == state)
    #expect(back.incident.waiting.reason == nil)
    #expect(back.incident.waiting.since == nil)
}

@Test func `notAllowed: only what waits is resumed`() {
    incident(.inProgress).when(ResumeIncident()).then(refused: .notAllowed(command: "resumed", in: .inProgress))
}

@Test func `alreadyWaiting: waiting again waits for something else`() {
    let story = incident(.inProgress).when(PendIncident(waitingFor: .customer, reason: "x")).done()
    let since = incident(.inProgress).clock
    story.when(PendIncident(waitingFor: .customer, reason: "y")).then(
        refused: .alreadyWaiting(for: .customer, since: since))
    let changed = story.when(PendIncident(waitingFor: .supplier, reason: "y")).done()
    #expect(changed.incident.waiting.reason == .supplier)
    #expect(changed.incident.waiting.since == since, "the wait goes on, for another reason")
    #expect(changed.incident.counts.pended == 1)
    let until = changed.clock.later(60)
    let dated = changed.when(PendIncident(waitingFor: .supplier, reason: "y", until: until)).done()
    #expect(dated.incident.waiting.until == until)
    #expect(dated.when(ResumeIncident()).done().incident.state == .inProgress)
}

@Test func `invalid: a wait ends after it begins`() {
    let story = incident(.inProgress)
    let now = story.clock
    story.when(PendIncident(waitingFor: .customer, reason: "x", until: now)).then(
        refused: .invalid(what: "the end of the wait", problem: "\(now) is not after \(now)"))
}

@Test func `pauses before the resolution count, those after it do not`() {
    let story = incident(.inProgress).when(PendIncident(waitingFor: .supplier, reason: "x")).done()
        .after(minutes: 29).when(ResumeIncident()).done()
        .when(PendIncident(waitingFor: .customer, reason: "x")).done()
        .after(minutes: 9).when(solution).done()
    #expect(story.incident.waiting.pausedMicros == 40 * Instant.microsPerMinute)
    #expect(story.incident.waiting.pausedMicrosAtResolution == 40 * Instant.microsPerMinute)
    let again = story.when(ReopenIncident()).done().when(PendIncident(waitingFor: .change, reason: "x")).done()
        .after(minutes: 4).when(ResumeIncident()).done()
    #expect(again.incident.waiting.pausedMicros == 45 * Instant.microsPerMinute)
    #expect(again.incident.waiting.pausedMicrosAtResolution == 40 * Instant.microsPerMinute)
    #expect(again.when(solution).done().incident.waiting.pausedMicrosAtResolution == 45 * Instant.microsPerMinute)
}

/// The same by another way: the minutes that pass are counted as they pass, by what goes on in them.
private struct Minutes {
    var isWaiting = false
    var isResolved = false
    var passed = 0
    var waited = 0
    var waitedAtResolution = 0
    var resolvedAtMinute = 0

    mutating func pass(_ minutes: Int) {
        passed += minutes
        if isWaiting { waited += minutes }
    }
}

@Test(arguments: 0..<100 as Range<UInt64>)
func `paused time is what an independent count of minutes finds`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var story = IncidentStory(IncidentProcess.self, "INC-1").given(logged(), at: IncidentStory.start)
    var minutes = Minutes()
    for _ in 0..<40 {
        let step = Int.random(in: 0...2000, using: &random)
        minutes.pass(step)
        story = story.after(minutes: Int64(step))
        let pick = Int.random(in: 0..<6, using: &random)
        let before = story
        switch pick {
        case 0, 1:
            let reason = PendingReason.allCases.randomElement(using: &random) ?? .other
            story = story.when(PendIncident(waitingFor: reason, reason: "x")).after
            if !minutes.isResolved { minutes.isWaiting = true }
        case 2:
            story = story.when(ResumeIncident()).after
            minutes.isWaiting = false
        case 3:
            story = story.when(solution).after
            if !minutes.isResolved {
                (minutes.isWaiting, minutes.isResolved) = (false, true)
                minutes.waitedAtResolution = minutes.waited
                minutes.resolvedAtMinute = minutes.passed
            }
        case 4:
            story = story.when(ReopenIncident()).after
            let isInWindow = minutes.passed - minutes.resolvedAtMinute <= 14 * 24 * 60
            if isInWindow { minutes.isResolved = false }
        default: story = story.when(AssignIncident(group: GroupID("g\(step)"))).after
        }
        // A command takes no time here: the clock stays where it was.
        story.clock = before.clock

        let incident = story.incident
        let isWaiting = incident.state == .pending
        #expect(isWaiting == minutes.isWaiting, "seed \(seed)")
        let running = incident.waiting.since.map { story.clock.micros(since: $0) } ?? 0
        let paused = (incident.waiting.pausedMicros + running) / Instant.microsPerMinute
        #expect(paused == Int64(minutes.waited), "seed \(seed)")
        #expect(
            incident.waiting.pausedMicrosAtResolution == Int64(minutes.waitedAtResolution) * Instant.microsPerMinute,
            "seed \(seed)")
        if let resolvedAt = incident.times.resolvedAt {
            #expect(resolvedAt == IncidentStory.start.later(Int64(minutes.resolvedAtMinute)), "seed \(seed)")
        }
        #expect(incident.contradictions.isEmpty, "seed \(seed)")
    }
}
