import EventModel
import Processes
import TestSupport
import Testing

private let incident = IncidentNumber("INC-1")
private let story = Scenario(NotificationProcess.self, "NTF-1").given(
    IncidentEvent.logged(IncidentLogged.example), in: incident.stream)
private func notification(
    _ incident: IncidentNumber = "INC-1", template: String = "resolved", recipient: PersonID = "caller-1",
    failure: String? = nil
) -> RecordNotification {
    RecordNotification(
        incident: incident, template: template, channel: .mail, recipient: recipient, failure: failure)
}
private let notified = NotificationEvent.notified(
    CustomerNotified(incident: "INC-1", template: "resolved", channel: .mail, recipient: "caller-1"))

@Test func `a customer is notified`() {
    #expect(story.when(notification()).then(notified).state.notifiedAt == story.clock)
}

@Test func `a notification that failed is tried again`() {
    let failed = NotificationFailed(
        incident: "INC-1", template: "resolved", channel: .mail, recipient: "caller-1", reason: "mailbox full")
    let twice = story.when(notification(failure: " mailbox full ")).then(.failed(failed))
        .when(notification(failure: "mailbox full")).done()
    #expect(twice.state.failureCount == 2)
    #expect(twice.state.notifiedAt == nil)
    twice.when(notification()).then(notified)
}

@Test func `alreadyNotified: a customer is told once`() {
    let done = story.when(notification()).done()
    done.when(notification()).then(refused: .alreadyNotified(at: story.clock))
    done.when(notification(failure: "mailbox full")).then(refused: .alreadyNotified(at: story.clock))
}

@Test func `noIncident: a notification is about an incident that there is`() {
    story.when(notification("INC-9")).then(refused: .noIncident("INC-9"))
}

@Test func `missing: a notification has a text, a failure a reason`() {
    story.when(notification(template: " ")).then(refused: .missing("the template"))
    story.when(notification(failure: " ")).then(refused: .missing("what went wrong"))
}

@Test func `invalid: a recipient has a code`() {
    story.when(notification(recipient: "")).then(
        refused: .invalid(what: "the recipient", problem: "it is empty"))
}
