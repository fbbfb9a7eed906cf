import EventModel
import Processes
import TestSupport
import Testing

@Test func `the first assignment is one, every later one a reassignment`() {
    let first = newIncident.when(AssignIncident(group: "desk", person: "agent-1"))
        .then(.assigned(IncidentAssigned(group: "desk", person: "agent-1")))
    #expect(first.incident.state == .assigned)
    #expect(first.incident.assignment.firstGroup == "desk")
    let second = first.when(AssignIncident(group: "network"))
        .then(
            .reassigned(
                IncidentReassigned(fromGroup: "desk", fromPerson: "agent-1", group: "network", person: nil)))
    #expect(second.incident.assignment.group == "network")
    #expect(second.incident.assignment.person == nil)
    #expect(second.incident.assignment.firstGroup == "desk")
    #expect(second.incident.counts.reassigned == 1)
}

@Test func `a person alone works in the group that has it`() {
    let story = incident(.assigned).when(AssignIncident(person: "agent-2"))
        .then(
            .reassigned(
                IncidentReassigned(fromGroup: "desk", fromPerson: "agent-1", group: "desk", person: "agent-2")))
    #expect(story.incident.counts.reassigned == 0, "within a group nothing is handed over")
}

@Test func `alreadyAssigned: an assignment changes something`() {
    incident(.assigned).when(AssignIncident(group: "desk", person: "agent-1"))
        .then(refused: .alreadyAssigned(group: "desk", person: "agent-1"))
    incident(.assigned).when(AssignIncident(person: "agent-1"))
        .then(refused: .alreadyAssigned(group: "desk", person: "agent-1"))
}

@Test func `missing: an assignment names a group or a person`() {
    newIncident.when(AssignIncident()).then(refused: .missing("the group or person"))
}

@Test func `reassigned while it waits, an incident waits on, and goes back to work`() {
    let story = incident(.pending).when(AssignIncident(group: "network")).done()
    #expect(story.incident.state == .pending)
    #expect(story.incident.waiting.reason == .supplier)
    #expect(story.when(ResumeIncident()).done().incident.state == .inProgress)
}

@Test func `assigned while it waits, a new incident comes back as assigned`() {
    let story = newIncident.given(pended()).when(AssignIncident(group: "network")).done()
    #expect(story.incident.state == .pending)
    #expect(story.when(ResumeIncident()).done().incident.state == .assigned)
}

@Test func `the first acknowledgement counts, and is that of whoever acts`() {
    let story = incident(.assigned)
    let once = story.when(AcknowledgeIncident()).then(.acknowledged(IncidentAcknowledged(person: "agent-1")))
    let twice = once.when(AcknowledgeIncident(person: "agent-2")).done()
    #expect(twice.incident.times.acknowledgedAt == story.clock)
}

@Test func `missing: a timer has nobody who could acknowledge or start`() {
    let timer = incident(.assigned).by(Actor(principal: "timer", kind: .timer))
    timer.when(AcknowledgeIncident()).then(refused: .missing("the person"))
    timer.when(StartWork()).then(refused: .missing("the person"))
    timer.when(LogWork(minutes: 5)).then(refused: .missing("the person"))
}

@Test func `who takes a new incident from the queue is assigned to it`() {
    let story = newIncident.when(StartWork())
        .then(.assigned(IncidentAssigned(group: nil, person: "agent-1")), started())
    #expect(story.incident.state == .inProgress)
    #expect(story.incident.assignment.person == "agent-1")
    let group = newIncident.given(assigned("desk", nil)).when(StartWork()).then(started())
    #expect(group.incident.assignment.group == "desk")
    #expect(group.incident.assignment.person == "agent-1")
}

@Test func `a helper who starts work does not take it from the one who has it`() {
    #expect(incident(.assigned).when(StartWork(person: "agent-7")).done().incident.assignment.person == "agent-1")
}

@Test func `notAllowed: work on what waits begins with its end`() {
    incident(.pending).when(StartWork()).then(refused: .notAllowed(command: "started", in: .pending))
    incident(.inProgress).when(StartWork()).then(refused: .notAllowed(command: "started", in: .inProgress))
}

@Test func `an escalation goes to the next level of its kind, with a reason`() {
    newIncident.when(EscalateIncident(kind: .functional)).then(refused: .missing("the reason"))
    let story = newIncident.when(EscalateIncident(kind: .functional, reason: "stuck"))
        .then(.escalated(IncidentEscalated(kind: .functional, level: 1, reason: "stuck", contact: nil)))
        .when(EscalateIncident(kind: .functional, contact: "lead-1", reason: "stuck"))
        .then(.escalated(IncidentEscalated(kind: .functional, level: 2, reason: "stuck", contact: "lead-1")))
        .when(EscalateIncident(kind: .hierarchical, reason: "late"))
        .then(.escalated(IncidentEscalated(kind: .hierarchical, level: 1, reason: "late", contact: nil)))
    #expect(story.incident.assignment.escalationLevel == 2)
    #expect(story.incident.assignment.hierarchicalLevel == 1)
    #expect(story.incident.counts.functionalEscalations == 2)
    #expect(story.incident.counts.hierarchicalEscalations == 1)
}

@Test func `levelReached: nobody escalates to where it is`() {
    let story = newIncident.when(EscalateIncident(kind: .hierarchical, level: 3, reason: "late")).done()
    story.when(EscalateIncident(kind: .hierarchical, level: 3, reason: "late"))
        .then(refused: .levelReached(.hierarchical, level: 3))
    newIncident.when(EscalateIncident(kind: .functional, level: 0, reason: "late"))
        .then(refused: .levelReached(.functional, level: 0))
}

private let path = EscalationPathEvent.defined(
    EscalationPathDefined(
        version: 4, service: "mail",
        levels: [
            EscalationLevel(level: 1, afterMinutes: 60, contacts: ["lead-1", "lead-2"]),
            EscalationLevel(level: 2, afterMinutes: 240, contacts: ["head-1"]),
        ]))

@Test func `an escalation follows the path of its service`() {
    let story = newIncident.given(path, in: EscalationPath.stream(of: "mail"))
    story.when(EscalateIncident(kind: .hierarchical, reason: "late"))
        .then(
            .escalated(
                IncidentEscalated(
                    kind: .hierarchical, level: 1, reason: "late", contact: "lead-1", pathVersion: 4))
        )
        .when(EscalateIncident(kind: .hierarchical, contact: "head-9", reason: "late"))
        .then(
            .escalated(
                IncidentEscalated(
                    kind: .hierarchical, level: 2, reason: "late", contact: "head-9", pathVersion: 4)))
    let elsewhere = newIncident.given(path, in: EscalationPath.stream(of: "payroll"))
    elsewhere.when(EscalateIncident(kind: .hierarchical, reason: "late"))
        .then(.escalated(IncidentEscalated(kind: .hierarchical, level: 1, reason: "late", contact: nil)))
}

@Test func `noSuchLevel: the path ends where it ends`() {
    newIncident.given(path, in: EscalationPath.stream(of: "mail"))
        .when(EscalateIncident(kind: .hierarchical, level: 3, reason: "late"))
        .then(refused: .noSuchLevel(3, service: "mail", highest: 2))
}

@Test func `a supplier is engaged, then answers`() {
    let story = newIncident.when(EngageSupplier(supplier: "carrier-1", reference: " CS-1 "))
        .then(.supplierEngaged(SupplierEngaged(supplier: "carrier-1", reference: "CS-1")))
        .when(EngageSupplier(supplier: "carrier-2")).done()
    #expect(story.incident.assignment.supplier == "carrier-2")
    story.when(RecordSupplierResponse())
        .then(.supplierResponded(SupplierResponded(supplier: "carrier-2", reference: nil)))
    story.when(RecordSupplierResponse(supplier: "carrier-1", reference: "CS-1"))
        .then(.supplierResponded(SupplierResponded(supplier: "carrier-1", reference: "CS-1")))
    newIncident.when(RecordSupplierResponse()).then(refused: .missing("the supplier"))
}

@Test func `supplierNotEngaged: only who was asked answers`() {
    newIncident.when(EngageSupplier(supplier: "carrier-1")).done()
        .when(RecordSupplierResponse(supplier: "carrier-2")).then(refused: .supplierNotEngaged("carrier-2"))
}
