import EventModel
import Processes
import TestSupport
import Testing

// A fact may be recorded later than it happened. What it says must then be the same story in the order of the times at
// which things happened (the read models' order) as in the order in which they were recorded.

@Test func `facts that change no state are taken from any time since the detection`() {
    let story = incident(.inProgress).after(minutes: 60)
    let early = IncidentStory.start
    #expect(story.when(LogWork(minutes: 5), at: early).rejection == nil)
    #expect(story.when(AddComment(.public, text: "told by phone"), at: early).rejection == nil)
    #expect(story.when(RecordDiagnosis(finding: "full"), at: early).rejection == nil)
    #expect(story.when(LinkCI("mx-1"), at: early).rejection == nil)
    #expect(story.when(EscalateIncident(kind: .functional, reason: "x"), at: early).rejection == nil)
}

@Test func `beforeDetection: nothing happens to an incident before it was noticed`() {
    let early = IncidentStory.start.later(-1)
    incident(.inProgress).when(LogWork(minutes: 5), at: early)
        .then(refused: .beforeDetection(occurredAt: early, detectedAt: IncidentStory.start))
    let later = incident(.inProgress).after(minutes: 60)
    let other = IncidentEvent.logged(
        IncidentLogged(
            title: "x", source: .mail, detectedAt: later.clock, impact: nil, urgency: nil, caller: nil, customer: nil,
            service: nil, ci: nil, contact: nil, previous: nil, description: nil))
    later.given(other, on: "INC-2").when(SetParent("INC-2"), at: later.clock.later(-1))
        .then(refused: .beforeDetection(occurredAt: later.clock.later(-1), detectedAt: later.clock))
}

@Test func `a resolution is taken from the past, before later comments`() {
    let story = incident(.inProgress)
    let resolvedAt = story.clock
    let late = story.after(minutes: 30).given(commented()).after(minutes: 30).when(solution, at: resolvedAt).done()
    #expect(late.incident.state == .resolved)
    #expect(late.incident.times.resolvedAt == resolvedAt)
    #expect(late.incident("INC-1", order: .effective).state == .resolved)
}

@Test func `beforeChange: a change of state or assignment does not come before the last one`() {
    let story = incident(.inProgress)
    let (early, startedAt) = (IncidentStory.start.later(1), IncidentStory.start.later(2))
    let refusal = IncidentRejection.beforeChange(
        occurredAt: early, what: "its state or assignment last changed", since: startedAt)
    story.when(solution, at: early).then(refused: refusal)
    story.when(PendIncident(waitingFor: .other, reason: "x"), at: early).then(refused: refusal)
    story.when(AssignIncident(group: "network"), at: early).then(refused: refusal)
    story.given(logged(), on: "INC-2").when(MergeIncident(into: "INC-2"), at: early).then(refused: refusal)
    incident(.pending).when(ResumeIncident(), at: startedAt).then(
        refused: .beforeChange(
            occurredAt: startedAt, what: "its state or assignment last changed", since: IncidentStory.start.later(3)))
}

@Test func `beforeChange: an end does not come before anything that is recorded`() {
    let story = incident(.resolved)
    let resolvedAt = story.clock.later(-1)
    let commentedStory = story.given(commented())
    let refusal = IncidentRejection.beforeChange(
        occurredAt: resolvedAt, what: "the last thing recorded of it", since: story.clock)
    commentedStory.when(CloseIncident(), at: resolvedAt).then(refused: refusal)
    newIncident.given(commented()).when(CancelIncident(reason: "x"), at: IncidentStory.start).then(
        refused: .beforeChange(
            occurredAt: IncidentStory.start, what: "the last thing recorded of it", since: newIncident.clock))
}

@Test func `beforeChange: what needs an open incident did not happen while it was resolved`() {
    let story = incident(.resolved).when(ReopenIncident()).done()
    let whileResolved = story.clock.later(-2)
    story.when(EscalateIncident(kind: .functional, reason: "x"), at: whileResolved).then(
        refused: .beforeChange(
            occurredAt: whileResolved, what: "it was opened again", since: story.clock.later(-1)))
}

@Test func `an incident may be written down after it was dealt with`() {
    let detectedAt = IncidentStory.start.later(-120)
    let story = IncidentStory(IncidentProcess.self, "INC-1")
        .when(LogIncident(title: "Printer", source: .walkIn, detectedAt: detectedAt, service: "print")).done()
        .when(StartWork(), at: detectedAt.later(30)).done()
        .when(LogWork(minutes: 20), at: detectedAt.later(50)).done()
        .when(solution, at: detectedAt.later(60)).done()
    for order in [World.Order.recorded, .effective] {
        let incident = story.incident("INC-1", order: order)
        #expect(incident.state == .resolved)
        #expect(incident.contradictions.isEmpty, "\(order)")
        #expect(incident.times.resolvedAt == detectedAt.later(60))
        #expect(incident.times.loggedAt == IncidentStory.start)
        #expect(incident.classification.service == "print")
    }
}

private func randomCommand(_ random: inout SplitMix) -> any IncidentCommand {
    let number = Int.random(in: 0..<5, using: &random)
    switch Int.random(in: 0..<19, using: &random) {
    case 0, 1: return AssignIncident(group: GroupID("group-\(number)"), person: number < 2 ? "agent-1" : nil)
    case 2: return AssignIncident(person: PersonID("agent-\(number)"))
    case 3, 4: return StartWork()
    case 5, 6: return PendIncident(waitingFor: PendingReason.allCases[number], reason: "x")
    case 7, 8: return ResumeIncident()
    case 9, 10: return solution
    case 11: return ReopenIncident()
    // Seldom, so that the story goes on.
    case 12: return number == 0 ? CloseIncident() : ReopenIncident()
    case 13: return number == 0 ? CancelIncident(reason: "x") : StartWork()
    case 14: return AddComment(number < 3 ? .public : .private, text: "x")
    case 15: return LogWork(minutes: Int64(number) + 1)
    case 16: return AcknowledgeIncident()
    case 17: return number < 3 ? MergeIncident(into: "INC-2") : UnmergeIncident(reason: "x")
    default: return EscalateIncident(kind: number < 3 ? .functional : .hierarchical, reason: "x")
    }
}

@Test func `whatever is reported late, both orders tell the same story without a contradiction`() {
    let lateCounts = (0..<80).map { tellRandomly(seed: $0) }
    #expect(lateCounts.reduce(0, +) > 300, "hardly a command was late and done")
}

/// Gives random commands, half of them late, and compares both orders after each. How many late ones were done.
private func tellRandomly(seed: UInt64) -> Int {
    var random = SplitMix(seed: seed)
    func run(_ command: some IncidentCommand, _ story: IncidentStory, at: Instant) -> (IncidentStory, Bool) {
        let outcome = story.when(command, at: at)
        return (outcome.after, outcome.rejection == nil)
    }
    // Detected at the start, written down an hour later.
    var story = IncidentStory(IncidentProcess.self, "INC-1").given(logged(), on: "INC-2").after(minutes: 60)
        .given(logged())
    var lateCount = 0
    for _ in 0..<60 {
        story = story.after(minutes: Int64.random(in: 0..<60, using: &random))
        let sinceStart = story.clock.micros(since: IncidentStory.start) / Instant.microsPerMinute
        let isLate = Bool.random(using: &random)
        let at = isLate ? IncidentStory.start.later(Int64.random(in: 0...sinceStart, using: &random)) : story.clock
        let actors: [Actor] = [.person("agent-1"), .person("agent-2"), .person(caller)]
        let command = randomCommand(&random)
        let (next, isDone) = run(command, story.by(actors[Int.random(in: 0..<3, using: &random)]), at: at)
        if isDone && isLate { lateCount += 1 }
        story = next

        let (recorded, effective) = (story.incident, story.incident("INC-1", order: .effective))
        let comment = Comment(rawValue: "seed \(seed), after \(command) at \(at)")
        #expect(effective.state == recorded.state, comment)
        #expect(effective.assignment == recorded.assignment, comment)
        #expect(effective.times == recorded.times, comment)
        #expect(effective.counts == recorded.counts, comment)
        #expect(effective.waiting == recorded.waiting, comment)
        #expect(effective.resolution == recorded.resolution, comment)
        #expect(effective.contradictions.isEmpty, comment)
        #expect(recorded.contradictions.isEmpty, comment)
    }
    return lateCount
}
