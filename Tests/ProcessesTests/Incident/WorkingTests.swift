import EventModel
import Processes
import TestSupport
import Testing

@Test func `work is logged in minutes and adds up`() {
    let story = incident(.inProgress).when(LogWork(minutes: 25, note: " restarted "))
        .then(.workLogged(WorkLogged(minutes: 25, person: "agent-1", note: "restarted")))
        .when(LogWork(minutes: 1440, person: "agent-2")).done().when(LogWork(minutes: 1)).done()
    #expect(story.incident.counts.workMinutes == 1466)
}

@Test(arguments: [Int64.min, -1, 0, 1441, Int64.max])
func `minutesOutOfRange: a day has 1440 minutes`(minutes: Int64) {
    newIncident.when(LogWork(minutes: minutes)).then(refused: .minutesOutOfRange(minutes))
}

@Test func `texts about the caller name the caller as their subject`() {
    newIncident.when(RecordDiagnosis(finding: "full")).then(
        .diagnosed(DiagnosisRecorded(finding: "full", subject: caller)))
    newIncident.when(AddComment(.private, text: "hm")).then(
        .commented(CommentAdded(visibility: .private, text: "hm", subject: caller)))
    newIncident.when(AddComment(.public, text: "")).then(refused: .missing("the text"))
    newIncident.when(RecordDiagnosis(finding: "")).then(refused: .missing("the finding"))
}

@Test func `the first response is the first public comment by anyone but the caller`() {
    let story = incident(.inProgress)
    let staffOnly = story.when(AddComment(.private, text: "x")).done()
    #expect(staffOnly.incident.times.firstResponseAt == nil)
    let own = staffOnly.by(.person(caller)).when(AddComment(.public, text: "any news?")).done()
    #expect(own.incident.times.firstResponseAt == nil)
    let forCaller = own.by(.person("agent-1", onBehalfOf: caller)).when(AddComment(.public, text: "by phone")).done()
    #expect(forCaller.incident.times.firstResponseAt == nil)
    let machine = forCaller.by(Actor(principal: "auto-reply", kind: .policy))
        .when(AddComment(.public, text: "we have it")).done()
    #expect(machine.incident.times.firstResponseAt == nil)
    let answered = machine.by(.person("agent-2")).when(AddComment(.public, text: "we look")).done()
    #expect(answered.incident.times.firstResponseAt == machine.clock)
    let later = answered.when(AddComment(.public, text: "done")).done()
    #expect(later.incident.times.firstResponseAt == machine.clock)
    #expect(later.incident.counts.comments == 6)
}

@Test func `a response that is reported late comes first all the same`() {
    let story = incident(.inProgress).when(AddComment(.public, text: "we look")).done()
        .when(AddComment(.public, text: "told by phone"), at: IncidentStory.start).done()
    #expect(story.incident.times.firstResponseAt == IncidentStory.start)
}

@Test func `a known error is matched once`() {
    let story = newIncident.when(MatchKnownError("KE-1")).then(
        .knownErrorMatched(KnownErrorMatched(knownError: "KE-1")))
    #expect(story.incident.relations.knownErrors == ["KE-1"])
    story.when(MatchKnownError("KE-1")).then(refused: .alreadyLinked("the known error KE-1"))
}

@Test func `a workaround says what was done`() {
    newIncident.when(ApplyWorkaround(" the second relay ", knownError: "KE-1"))
        .then(.workaroundApplied(WorkaroundApplied(workaround: "the second relay", knownError: "KE-1")))
    newIncident.when(ApplyWorkaround(" ")).then(refused: .missing("the workaround"))
}
