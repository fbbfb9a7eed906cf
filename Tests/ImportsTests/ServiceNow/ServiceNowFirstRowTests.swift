import EventModel
import Imports
import Processes
import Testing

@Suite("The first row of a ServiceNow incident")
struct ServiceNowFirstRowTests {
    @Test func `logs the incident under its own number, at the row's time, noticed when it was opened`() throws {
        let found = try Imported(AuditRow.csv(AuditRow()), .servicenow)
        let commit = try #require(found.commits.first)
        #expect(commit.number == "INC1")
        #expect(commit.line == 2)
        #expect(commit.occurredAt == instant("2016-02-29T07:17:00Z"))
        #expect(commit.actor == Actor(principal: "servicenow", kind: .import, onBehalfOf: "Updated by 3"))
        #expect(
            commit.events == [
                .logged(
                    IncidentLogged(
                        title: "Category 20, Subcategory 125, Symptom 471", source: .phone,
                        detectedAt: instant("2016-02-29T07:08:00Z"), impact: .medium, urgency: .medium,
                        caller: "Caller 7", customer: nil, service: nil, ci: nil, contact: nil, previous: nil,
                        description: nil)),
                .categorised(
                    IncidentCategorised(
                        category: "Category 20", subcategory: "Subcategory 125", symptom: "Symptom 471")),
                .prioritised(
                    IncidentPrioritised(impact: .medium, urgency: .medium, priority: .moderate, matrixVersion: nil)),
            ])
    }

    @Test(arguments: [
        ("New", ""), ("Active", " IncidentWorkStarted"), ("Awaiting User Info", " IncidentPended"),
        ("Awaiting Vendor", " IncidentPended"), ("Awaiting Problem", " IncidentPended"),
        ("Awaiting Change", " IncidentPended"), ("Awaiting Evidence", " IncidentPended"),
        ("Resolved", " IncidentResolved"), ("Closed", " IncidentClosed"), ("-100", " SourceStateRecorded"),
    ])
    func `leads to the state it gives, of which New is none to reach`(state: String, events: String) throws {
        let found = try Imported(AuditRow.csv(AuditRow(["incident_state": state])), .servicenow)
        #expect(found.names == ["IncidentLogged IncidentCategorised IncidentPrioritised" + events])
    }

    @Test func `takes no value that stands on it but became known later`() throws {
        let row = AuditRow(["incident_state": "Resolved", "resolved_at": "3/3/2016 16:01"])
        let incident = try #require(folded(try Imported(AuditRow.csv(row), .servicenow).commits)["INC1"])
        #expect(incident.state == .resolved)
        #expect(incident.times.resolvedAt == instant("2016-02-29T07:17:00Z"))
        #expect(incident.times.closedAt == nil)
        #expect(incident.resolution?.code == nil)
    }

    @Test func `assigns and links what it names`() throws {
        let row = AuditRow([
            "assignment_group": "Group 70", "assigned_to": "Resolver 17", "cmdb_ci": "ci 49",
            "problem_id": "Problem 2", "rfc": "CHG1", "caused_by": "CHG2", "vendor": "Vendor 1",
            "incident_state": "Active",
        ])
        let found = try Imported(AuditRow.csv(row), .servicenow)
        #expect(
            found.events.dropFirst(3) == [
                .assigned(IncidentAssigned(group: "Group 70", person: "Resolver 17")),
                .linked(IncidentLinked(kind: .problem, code: "Problem 2")),
                .linked(IncidentLinked(kind: .change, code: "CHG1")),
                .changeCauseConfirmed(ChangeCauseConfirmed(change: "CHG2")),
                .supplierEngaged(SupplierEngaged(supplier: "Vendor 1", reference: nil)),
                .workStarted(IncidentWorkStarted(person: "Resolver 17")),
            ])
        guard case .logged(let logged) = found.events.first else {
            Issue.record("expected a logging first")
            return
        }
        #expect(logged.ci == "ci 49")
    }

    @Test func `does without whatever the source leaves open`() throws {
        let unknown = ["category", "subcategory", "u_symptom", "impact", "caller_id", "opened_at", "contact_type"]
        let row = AuditRow(Dictionary(uniqueKeysWithValues: unknown.map { ($0, "?") }))
        let found = try Imported(AuditRow.csv(row), .servicenow)
        #expect(
            found.events == [
                .logged(
                    IncidentLogged(
                        title: "INC1", source: .import, detectedAt: instant("2016-02-29T07:17:00Z"), impact: nil,
                        urgency: .medium, caller: nil, customer: nil, service: nil, ci: nil, contact: nil,
                        previous: nil, description: nil))
            ])
    }

    @Test(arguments: [
        ("Phone", IncidentSource.phone), ("IVR", .phone), ("Email", .mail), ("Self service", .portal), ("Chat", .chat),
        ("Walk-in", .walkIn), ("Pigeon", .import),
    ])
    func `knows the channels`(contact: String, source: IncidentSource) throws {
        let found = try Imported(AuditRow.csv(AuditRow(["contact_type": contact])), .servicenow)
        guard case .logged(let logged) = found.events.first else {
            Issue.record("expected a logging first")
            return
        }
        #expect(logged.source == source)
    }

    @Test func `keeps it that an incident was opened after its first update`() throws {
        let row = AuditRow(["opened_at": "29/2/2016 09:41", "sys_updated_at": "29/2/2016 07:27"])
        let incident = try #require(folded(try Imported(AuditRow.csv(row), .servicenow).commits)["INC1"])
        #expect(incident.times.detectedAt == instant("2016-02-29T09:41:00Z"))
        #expect(incident.times.loggedAt == instant("2016-02-29T07:27:00Z"))
    }
}
