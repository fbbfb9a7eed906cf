import EventModel
import Processes
import TestSupport
import Testing

private let nothing = Scenario(ContactProcess.self, "CON-1")
private let received = nothing.given(
    .received(ContactReceived(channel: .phone, caller: "caller-1", callID: "call-7")))
private let answered = received.when(AnswerContact()).done()
private let incident = IncidentNumber("INC-1")
private let withIncident = answered.given(
    IncidentEvent.logged(IncidentLogged.example), in: incident.stream)

@Test func `a contact is received, answered and linked`() {
    let story = nothing.when(ReceiveContact(channel: .chat, caller: "caller-1", callID: " c-1 "))
        .then(.received(ContactReceived(channel: .chat, caller: "caller-1", callID: "c-1")))
        .after(minutes: 4).when(AnswerContact())
        .then(.answered(ContactAnswered(waitMicros: 5 * Instant.microsPerMinute)))
        .given(IncidentEvent.logged(IncidentLogged.example), in: incident.stream)
        .when(LinkContact(to: "INC-1")).then(.linked(ContactLinked(incident: "INC-1")))
    #expect(story.state?.waitMicros == 5 * Instant.microsPerMinute)
    #expect(story.state?.incidents == ["INC-1"])
    #expect(story.state?.channel == .chat)
    #expect(story.state?.caller == "caller-1")
}

@Test func `notReceived: nothing comes of a contact that nobody received`() {
    nothing.when(AnswerContact()).then(refused: .notReceived("CON-1"))
}

@Test func `alreadyReceived: a contact is received once`() {
    received.when(ReceiveContact(channel: .phone)).then(refused: .alreadyReceived("CON-1"))
}

@Test func `alreadyAnswered: a wait ends once`() {
    let wait = received.clock.micros(since: Scenario<ContactProcess>.start)
    answered.when(AnswerContact()).then(refused: .alreadyAnswered(waitMicros: wait))
    answered.when(AbandonContact()).then(refused: .alreadyAnswered(waitMicros: wait))
}

@Test func `abandoned: nothing comes of a contact that was given up`() {
    let wait = Instant.microsPerMinute
    let gone = received.when(AbandonContact()).then(.abandoned(ContactAbandoned(waitMicros: wait)))
    #expect(gone.state?.isAbandoned == true)
    gone.when(AnswerContact()).then(refused: .abandoned(waitMicros: wait))
    gone.when(AbandonContact()).then(refused: .abandoned(waitMicros: wait))
    gone.when(LinkContact(to: incident)).then(refused: .abandoned(waitMicros: wait))
    gone.when(AnswerContactDirectly(article: "KB-1")).then(refused: .abandoned(waitMicros: wait))
}

@Test func `answeredDirectly: what an article answered needs no incident`() {
    let direct = withIncident.when(AnswerContactDirectly(article: "KB-1"))
        .then(.answeredDirectly(ContactAnsweredDirectly(article: "KB-1")))
    direct.when(LinkContact(to: incident)).then(refused: .answeredDirectly(article: "KB-1"))
    direct.when(AnswerContactDirectly(article: "KB-2")).then(refused: .answeredDirectly(article: "KB-1"))
}

@Test func `linked: a contact is linked to an incident once`() {
    let linked = withIncident.when(LinkContact(to: incident)).done()
    linked.when(LinkContact(to: incident)).then(refused: .linked(["INC-1"]))
    linked.when(AnswerContactDirectly(article: "KB-1")).then(refused: .linked(["INC-1"]))
    let other = linked.given(IncidentEvent.logged(IncidentLogged.example), in: IncidentNumber("INC-2").stream)
    #expect(other.when(LinkContact(to: "INC-2")).done().state?.incidents == ["INC-1", "INC-2"])
}

@Test func `noIncident: a contact is linked to an incident that there is`() {
    answered.when(LinkContact(to: "INC-9")).then(refused: .noIncident("INC-9"))
}

@Test func `beforeReceipt: nobody answers before the call`() {
    let start = Scenario<ContactProcess>.start
    received.when(AnswerContact(), at: start.advanced(byMicros: -1)).then(
        refused: .beforeReceipt(occurredAt: start.advanced(byMicros: -1), receivedAt: start))
}

@Test func `invalid: a caller and an article have a code`() {
    nothing.when(ReceiveContact(channel: .phone, caller: "")).then(
        refused: .invalid(what: "the caller", problem: "it is empty"))
    answered.when(AnswerContactDirectly(article: "")).then(
        refused: .invalid(what: "the article", problem: "it is empty"))
}

@Test func `a contact says in a word what came of it`() {
    #expect(received.state?.stateName == "received")
    #expect(answered.state?.stateName == "answered")
    #expect(received.when(AbandonContact()).done().state?.stateName == "abandoned")
    #expect(withIncident.when(LinkContact(to: incident)).done().state?.stateName == "linked")
    let direct = answered.when(AnswerContactDirectly(article: "KB-1")).done()
    #expect(direct.state?.stateName == "answered directly")
}
