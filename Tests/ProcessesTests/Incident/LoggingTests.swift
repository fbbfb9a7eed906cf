import EventModel
import Processes
import TestSupport
import Testing

private let nobody = IncidentStory(IncidentProcess.self, "INC-1")

@Test func `logging records what was said, and the priority that the matrix gives`() {
    let command = LogIncident(
        title: " Mail does not arrive ", impact: .high, urgency: .medium, source: .phone,
        detectedAt: IncidentStory.start.later(-10), caller: caller, customer: "customer-1", service: "mail", ci: "mx-1",
        category: "software", contact: "CON-1", description: "since nine")
    let incident = nobody.when(command)
        .then(
            .logged(
                IncidentLogged(
                    title: "Mail does not arrive", source: .phone, detectedAt: IncidentStory.start.later(-10),
                    impact: .high, urgency: .medium, caller: caller, customer: "customer-1", service: "mail",
                    ci: "mx-1", contact: "CON-1", previous: nil, description: "since nine")),
            .categorised(IncidentCategorised(category: "software")),
            .prioritised(IncidentPrioritised(impact: .high, urgency: .medium, priority: .high, matrixVersion: 0))
        ).incident
    #expect(incident.state == .new)
    #expect(incident.title == "Mail does not arrive")
    #expect(incident.classification.priority == .high)
    #expect(incident.classification.category == "software")
    #expect(incident.classification.caller == caller)
    #expect(incident.relations.cis == [CILinkedToIncident(ci: "mx-1", role: .affected, how: .manual)])
    #expect(incident.relations.contact == "CON-1")
    #expect(incident.times.detectedAt == IncidentStory.start.later(-10))
    #expect(incident.times.loggedAt == IncidentStory.start)
    #expect(incident.contradictions.isEmpty)
}

@Test func `without a time of detection it was detected when it was logged`() {
    let incident = nobody.when(LogIncident(title: "Mail")).done().incident
    #expect(incident.times.detectedAt == IncidentStory.start)
}

@Test func `alreadyLogged: a number is logged once`() {
    newIncident.when(LogIncident(title: "Mail")).then(refused: .alreadyLogged("INC-1"))
}

@Test func `notLogged: a command on an unknown incident is refused`() {
    nobody.when(AssignIncident(group: "desk")).then(refused: .notLogged("INC-1"))
    nobody.when(CloseIncident()).then(refused: .notLogged("INC-1"))
}

@Test func `notLogged: the incident that it comes back from must exist`() {
    let command = LogIncident(title: "Mail again", previous: "INC-9")
    nobody.when(command).then(refused: .notLogged("INC-9"))
    let incident = nobody.given(logged(), on: "INC-9").when(command).done().incident
    #expect(incident.relations.previous == "INC-9")
}

@Test func `missing: an incident has a title`() {
    nobody.when(LogIncident(title: " \n ")).then(refused: .missing("the title"))
}

@Test func `beforeDetection: nothing is logged before it was noticed`() {
    nobody.when(LogIncident(title: "Mail", detectedAt: IncidentStory.start.later(1)))
        .then(refused: .beforeDetection(occurredAt: IncidentStory.start, detectedAt: IncidentStory.start.later(1)))
}

@Test func `invalid: a code that cannot be one is refused`() {
    let long = String(repeating: "x", count: 201)
    nobody.when(LogIncident(title: "Mail", service: "")).then(
        refused: .invalid(what: "the service", problem: "it is empty"))
    nobody.when(LogIncident(title: "Mail", caller: PersonID(long))).then(
        refused: .invalid(what: "the caller", problem: "it is 201 bytes long, at most 200 are allowed"))
    newIncident.when(AssignIncident(group: "a\nb")).then(
        refused: .invalid(what: "the group", problem: "it holds a control character"))
}

@Test func `a category is told with all that belongs to it`() {
    let command = CategoriseIncident(category: " software ", subcategory: "mail", symptom: " ", service: "exchange")
    let incident = newIncident.when(command)
        .then(.categorised(IncidentCategorised(category: "software", subcategory: "mail", service: "exchange")))
        .incident
    #expect(incident.classification.category == "software")
    #expect(incident.classification.subcategory == "mail")
    #expect(incident.classification.service == "exchange")
    newIncident.when(CategoriseIncident(category: "")).then(refused: .missing("the category"))
}

@Test func `a category without a service leaves the service as it is`() {
    #expect(newIncident.when(CategoriseIncident(category: "x")).done().incident.classification.service == "mail")
}
