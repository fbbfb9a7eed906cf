import EventModel
import Processes
import TestSupport
import Testing

private let twisted = PriorityMatrixEvent.published(
    PriorityMatrixPublished(
        version: 7,
        priorities: [.planning, .low, .low, .moderate, .moderate, .high, .high, .critical, .critical]))

@Test(arguments: [
    (Impact.high, Urgency.high, Priority.critical), (.high, .medium, .high), (.high, .low, .moderate),
    (.medium, .high, .high), (.medium, .medium, .moderate), (.medium, .low, .low),
    (.low, .high, .moderate), (.low, .medium, .low), (.low, .low, .planning),
])
func `the standard matrix is ITIL's`(impact: Impact, urgency: Urgency, priority: Priority) {
    let incident = newIncident.when(PrioritiseIncident(impact: impact, urgency: urgency))
        .then(
            .prioritised(
                IncidentPrioritised(impact: impact, urgency: urgency, priority: priority, matrixVersion: 0))
        ).incident
    #expect(incident.classification.priority == priority)
    #expect(incident.classification.matrixVersion == 0)
}

@Test func `priority is only what the matrix in force gives, and its version is kept`() {
    let story = newIncident.given(twisted, in: PriorityMatrix.stream)
    let incident = story.when(PrioritiseIncident(impact: .low, urgency: .medium)).done().incident
    #expect(incident.classification.priority == .critical)
    #expect(incident.classification.matrixVersion == 7)
    let other = story.when(LogIncident(title: "Disk", impact: .high, urgency: .high), on: "INC-2").done()
    #expect(other.incident("INC-2").classification.priority == .planning)
    #expect(other.incident("INC-2").classification.matrixVersion == 7)
}

@Test func `an incident keeps the version it was judged by until it is judged again`() {
    let before = newIncident.when(PrioritiseIncident(impact: .high, urgency: .high)).done()
    let after = before.given(twisted, in: PriorityMatrix.stream)
    #expect(after.incident.classification.priority == .critical)
    #expect(after.when(PrioritiseIncident()).done().incident.classification.priority == .planning)
}

@Test func `what is not given stays as it is`() {
    let incident = newIncident.when(PrioritiseIncident(urgency: .high)).done().incident
    #expect(incident.classification.impact == .medium)
    #expect(incident.classification.priority == .high)
}

@Test func `missing: a priority needs an impact and an urgency`() {
    let bare = IncidentStory(IncidentProcess.self, "INC-1").given(assigned())
    bare.when(PrioritiseIncident(urgency: .high)).then(refused: .missing("the impact"))
    bare.when(PrioritiseIncident(impact: .high)).then(refused: .missing("the urgency"))
}

@Test func `priorityUnchanged: judging again without a difference is refused`() {
    let story = newIncident.when(PrioritiseIncident()).done()
    story.when(PrioritiseIncident()).then(refused: .priorityUnchanged(.moderate))
    story.when(OverridePriority(priority: .moderate, reason: "why not")).then(refused: .priorityUnchanged(.moderate))
}

@Test func `an override needs a reason, and the matrix ends it`() {
    newIncident.when(OverridePriority(priority: .critical)).then(refused: .missing("the reason"))
    let overridden = newIncident.when(OverridePriority(priority: .critical, reason: " the board "))
        .then(.priorityOverridden(IncidentPriorityOverridden(priority: .critical, reason: "the board")))
    #expect(overridden.incident.classification.priority == .critical)
    #expect(overridden.incident.classification.isOverridden)
    let judged = overridden.when(PrioritiseIncident()).done().incident
    #expect(judged.classification.priority == .moderate)
    #expect(!judged.classification.isOverridden)
}

@Test func `an override back to what the matrix gives is still one, until the matrix is asked`() {
    let story = newIncident.when(PrioritiseIncident()).done()
        .when(OverridePriority(priority: .critical, reason: "the board")).done()
        .when(OverridePriority(priority: .moderate, reason: "the board has left")).done()
    #expect(story.incident.classification.isOverridden)
    #expect(!story.when(PrioritiseIncident()).done().incident.classification.isOverridden)
}

@Test func `the same priority from another matrix is news: the version is kept`() {
    let same = PriorityMatrixPublished(version: 8, priorities: PriorityMatrix.standard.rows.flatMap { $0 })
    let story = newIncident.when(PrioritiseIncident()).done()
        .given(PriorityMatrixEvent.published(same), in: PriorityMatrix.stream)
    #expect(story.when(PrioritiseIncident()).done().incident.classification.matrixVersion == 8)
}

@Test func `a reason in the envelope is a reason`() {
    newIncident.when(OverridePriority(priority: .critical), reason: "the board")
        .then(.priorityOverridden(IncidentPriorityOverridden(priority: .critical, reason: "the board")))
    newIncident.when(OverridePriority(priority: .critical, reason: " "), reason: "the board")
        .then(refused: .missing("the reason"))
}

@Test func `a major incident is declared with a reason and stood down with one`() {
    newIncident.when(DeclareMajorIncident()).then(refused: .missing("the reason"))
    let major = newIncident.when(DeclareMajorIncident(manager: "manager-1", reason: "all sites"))
        .then(.majorDeclared(MajorIncidentDeclared(manager: "manager-1", reason: "all sites")))
    #expect(major.incident.major == Incident.MajorIncident(declaredAt: newIncident.clock, manager: "manager-1"))
    major.when(StandDownMajorIncident()).then(refused: .missing("the reason"))
    let over = major.given(resolved).when(StandDownMajorIncident(reason: "mail runs")).done().incident
    #expect(over.major?.stoodDownAt == major.clock.later(1))
}

@Test func `alreadyMajor: it is declared major once at a time`() {
    let major = newIncident.when(DeclareMajorIncident(reason: "all sites")).done()
    major.when(DeclareMajorIncident(reason: "all sites")).then(refused: .alreadyMajor(since: newIncident.clock))
    let again = major.when(StandDownMajorIncident(reason: "runs")).done()
        .when(DeclareMajorIncident(reason: "again")).done().incident
    #expect(again.major?.stoodDownAt == nil)
}

@Test func `notMajor: only a major incident is stood down`() {
    newIncident.when(StandDownMajorIncident(reason: "x")).then(refused: .notMajor)
    let over = newIncident.when(DeclareMajorIncident(reason: "all sites")).done()
        .when(StandDownMajorIncident(reason: "runs")).done()
    over.when(StandDownMajorIncident(reason: "runs")).then(refused: .notMajor)
}

@Test func `it is not stood down before it was declared`() {
    let major = newIncident.when(DeclareMajorIncident(reason: "all sites")).done()
    major.when(StandDownMajorIncident(reason: "x"), at: IncidentStory.start)
        .then(
            refused: .beforeChange(
                occurredAt: IncidentStory.start, what: "it was declared major", since: newIncident.clock))
}
