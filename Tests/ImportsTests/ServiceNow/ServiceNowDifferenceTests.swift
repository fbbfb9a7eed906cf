import EventModel
import Imports
import Processes
import Testing

@Suite("A difference between two rows of a ServiceNow incident")
struct ServiceNowDifferenceTests {
    /// The events of the rows after `first`, one text a commit.
    private func names(_ first: AuditRow, _ rows: AuditRow...) throws -> [String] {
        let found = try Imported(AuditRow.csv([first] + rows), .servicenow)
        #expect(found.adds)
        return Array(found.names.dropFirst())
    }

    private func events(_ first: AuditRow, _ row: AuditRow) throws -> [IncidentEvent] {
        let found = try Imported(AuditRow.csv(first, row), .servicenow)
        return found.commits.count == 2 ? found.commits[1].events : []
    }

    private let new = AuditRow(["assignment_group": "Group 1"])
    private let resolved = AuditRow(["assignment_group": "Group 1", "incident_state": "Resolved"])

    @Test func `that is none makes no event, and is counted`() throws {
        let found = try Imported(
            AuditRow.csv(new, new.then(1), new.then(2, ["made_sla": "false", "knowledge": "true", "location": "L"])),
            .servicenow)
        #expect(found.commits.count == 1)
        #expect(found.tally.withoutChange == 2)
        #expect(found.adds)
    }

    @Test func `to Active starts work, once`() throws {
        let active = new.then(1, ["incident_state": "Active", "assigned_to": "R1"])
        #expect(try names(new, active, active.then(2)) == ["IncidentAssigned IncidentWorkStarted"])
    }

    @Test func `to Awaiting pends, with the reason, and to another Awaiting again`() throws {
        let user = new.then(1, ["incident_state": "Awaiting User Info"])
        let vendor = user.then(2, ["incident_state": "Awaiting Vendor"])
        let found = try Imported(AuditRow.csv(new, user, user.then(1), vendor), .servicenow)
        #expect(
            found.events.suffix(2) == [
                .pended(IncidentPended(waitingFor: .customer, reason: "Awaiting User Info", until: nil)),
                .pended(IncidentPended(waitingFor: .supplier, reason: "Awaiting Vendor", until: nil)),
            ])
    }

    @Test func `from Awaiting to Active resumes, and starts work that had not begun`() throws {
        let active = new.then(1, ["incident_state": "Active"])
        let worked = active.then(2, ["incident_state": "Awaiting Vendor"])
        #expect(
            try names(new, active, worked, worked.then(3, ["incident_state": "Active"]))
                == ["IncidentWorkStarted", "IncidentPended", "IncidentResumed"])
        let unworked = new.then(2, ["incident_state": "Awaiting Vendor"])
        #expect(
            try names(new, unworked, unworked.then(3, ["incident_state": "Active"]))
                == ["IncidentPended", "IncidentResumed IncidentWorkStarted"])
    }

    @Test func `from Awaiting to New resumes, unless work had begun: then it is the source's word`() throws {
        let waiting = new.then(1, ["incident_state": "Awaiting Evidence"])
        #expect(
            try names(new, waiting, waiting.then(2, ["incident_state": "New"])) == [
                "IncidentPended", "IncidentResumed",
            ])
        let worked = AuditRow(["incident_state": "Active"])
        let waited = worked.then(1, ["incident_state": "Awaiting Evidence"])
        #expect(
            try names(worked, waited, waited.then(2, ["incident_state": "New"]))
                == ["IncidentPended", "SourceStateRecorded"])
    }

    @Test func `to Resolved and Closed resolves and closes, from any state`() throws {
        for state in ["New", "Active", "Awaiting Problem"] {
            let first = AuditRow(["incident_state": state])
            let resolved = first.then(1, ["incident_state": "Resolved"])
            #expect(
                try names(first, resolved, resolved.then(2, ["incident_state": "Closed"]))
                    == ["IncidentResolved", "IncidentClosed"])
            #expect(try names(first, first.then(1, ["incident_state": "Closed"])) == ["IncidentClosed"])
        }
    }

    @Test func `in the reopening count reopens, and then enters the state given`() throws {
        let states = [
            ("New", "IncidentReopened"), ("Active", "IncidentReopened IncidentWorkStarted"),
            ("Awaiting User Info", "IncidentReopened IncidentPended"),
            ("Resolved", "IncidentReopened IncidentResolved"),
            ("Closed", "IncidentReopened IncidentClosed"),
        ]
        for (state, events) in states {
            let reopened = resolved.then(1, ["incident_state": state, "reopen_count": "1"])
            #expect(try names(resolved, reopened, reopened.then(2)) == [events], "\(state)")
        }
        let active = AuditRow(["incident_state": "Active"])
        #expect(
            try names(active, active.then(1, ["reopen_count": "1"])) == ["IncidentReopened IncidentWorkStarted"])
    }

    @Test func `in the reopening count downwards, or on the first row, reopens nothing`() throws {
        let counted = AuditRow(["incident_state": "Active", "reopen_count": "3"])
        #expect(try names(counted, counted.then(1, ["reopen_count": "2"])) == [])
        #expect(
            try Imported(AuditRow.csv(counted), .servicenow).names
                == ["IncidentLogged IncidentCategorised IncidentPrioritised IncidentWorkStarted"])
    }

    @Test func `back to an open state that no reopening explains is kept as the source's word`() throws {
        let states = [
            ("New", IncidentState.assigned), ("Active", .inProgress), ("Awaiting User Info", .pending),
        ]
        for (word, state) in states {
            let row = resolved.then(1, ["incident_state": word])
            #expect(
                try events(resolved, row)
                    == [.sourceStateRecorded(SourceStateRecorded(source: "servicenow", code: word, state: state))])
            #expect(folded(try Imported(AuditRow.csv(resolved, row), .servicenow).commits)["INC1"]?.state == state)
        }
        let active = AuditRow(["incident_state": "Active"])
        #expect(
            try events(active, active.then(1, ["incident_state": "New"]))
                == [.sourceStateRecorded(SourceStateRecorded(source: "servicenow", code: "New", state: .new))])
    }

    @Test func `that is an unknown state is recorded once, and so is the return to a known one`() throws {
        let unknown = new.then(1, ["incident_state": "-100"])
        let other = unknown.then(3, ["incident_state": "-200"])
        let found = try Imported(
            AuditRow.csv(new, unknown, unknown.then(2), other, other.then(4, ["incident_state": "New"])), .servicenow)
        #expect(
            found.events.suffix(3) == [
                .sourceStateRecorded(SourceStateRecorded(source: "servicenow", code: "-100", state: nil)),
                .sourceStateRecorded(SourceStateRecorded(source: "servicenow", code: "-200", state: nil)),
                .sourceStateRecorded(SourceStateRecorded(source: "servicenow", code: "New", state: .assigned)),
            ])
        #expect(found.tally.withoutChange == 1)
        #expect(
            try names(new, unknown, unknown.then(2, ["incident_state": "Active"]))
                == ["SourceStateRecorded", "IncidentWorkStarted"])
    }

    @Test func `does not end a wait by an unknown state in between`() throws {
        let waiting = AuditRow(["incident_state": "Awaiting Vendor"])
        let unknown = waiting.then(1, ["incident_state": "-100"])
        let other = unknown.then(2, ["incident_state": "Awaiting Problem"])
        #expect(try names(waiting, unknown, other, other.then(3)) == ["SourceStateRecorded", "IncidentPended"])
    }

    @Test func `that is none is a second closing where the source moved its time here`() throws {
        let closed = AuditRow([
            "incident_state": "Closed", "sys_updated_at": AuditRow.time(0), "closed_at": AuditRow.time(5),
        ])
        let again = closed.then(5)
        #expect(try names(closed, closed.then(1), again, again.then(5)) == ["IncidentClosed"])
        let incident = folded(try Imported(AuditRow.csv(closed, again), .servicenow).commits)["INC1"]
        #expect(incident?.state == .closed)
        #expect(incident?.contradictions.isEmpty == false)
    }

    @Test func `that is none is a second solution where the source moved its time here`() throws {
        let first = AuditRow([
            "incident_state": "Resolved", "sys_updated_at": AuditRow.time(0), "resolved_at": AuditRow.time(5),
        ])
        let again = first.then(5)
        #expect(try names(first, first.then(1), again, again.then(5)) == ["IncidentResolved"])
        let unknown = AuditRow(["incident_state": "Resolved", "resolved_at": "?"])
        #expect(try names(unknown, unknown.then(1)) == [])
    }

    @Test func `in group or resolver assigns at first, then reassigns`() throws {
        let first = AuditRow()
        let group = first.then(1, ["assignment_group": "G1"])
        let taken = group.then(2, ["assigned_to": "R1"])
        let moved = taken.then(3, ["assignment_group": "G2", "assigned_to": "?"])
        let nobody = moved.then(4, ["assignment_group": "?"])
        let back = nobody.then(5, ["assignment_group": "G1", "assigned_to": "R2"])
        let other = back.then(6, ["assigned_to": "R3"])
        let released = other.then(7, ["assigned_to": "?"])
        let found = try Imported(
            AuditRow.csv(first, group, taken, moved, nobody, back, other, released), .servicenow)
        #expect(
            found.events.dropFirst(3) == [
                .assigned(IncidentAssigned(group: "G1", person: nil)),
                .assigned(IncidentAssigned(group: "G1", person: "R1")),
                .reassigned(IncidentReassigned(fromGroup: "G1", fromPerson: "R1", group: "G2", person: nil)),
                .reassigned(IncidentReassigned(fromGroup: "G2", fromPerson: nil, group: nil, person: nil)),
                .reassigned(IncidentReassigned(fromGroup: nil, fromPerson: nil, group: "G1", person: "R2")),
                .reassigned(IncidentReassigned(fromGroup: "G1", fromPerson: "R2", group: "G1", person: "R3")),
                .reassigned(IncidentReassigned(fromGroup: "G1", fromPerson: "R3", group: "G1", person: nil)),
            ])
    }

    @Test func `in impact, urgency or priority prioritises`() throws {
        let high = new.then(1, ["impact": "1 - High", "urgency": "1 - High", "priority": "1 - Critical"])
        #expect(
            try events(new, high) == [
                .prioritised(
                    IncidentPrioritised(impact: .high, urgency: .high, priority: .critical, matrixVersion: nil))
            ])
        #expect(try names(new, new.then(1, ["priority": "4 - Low"])) == ["IncidentPrioritised"])
        #expect(try names(new, new.then(1, ["impact": "?"])) == [])
    }

    @Test func `in category, subcategory or symptom categorises`() throws {
        let other = new.then(1, ["subcategory": "Subcategory 9", "u_symptom": "?"])
        #expect(
            try events(new, other) == [
                .categorised(
                    IncidentCategorised(category: "Category 20", subcategory: "Subcategory 9", symptom: nil))
            ])
        #expect(try names(new, new.then(1, ["category": "?"])) == [])
    }

    @Test func `in item, problem, change, cause or supplier links, each once`() throws {
        for (column, event) in [
            ("cmdb_ci", "CILinkedToIncident"), ("problem_id", "IncidentLinked"), ("rfc", "IncidentLinked"),
            ("caused_by", "ChangeCauseConfirmed"), ("vendor", "SupplierEngaged"),
        ] {
            let linked = new.then(1, [column: "X1"])
            let other = linked.then(2, [column: "X2"])
            let none = other.then(3, [column: "?"])
            #expect(
                try names(new, linked, linked.then(2), other, none, none.then(4, [column: "X2"])) == [event, event])
        }
    }

    @Test func `of several kinds makes one commit, in an order that the fold understands`() throws {
        let row = resolved.then(
            1,
            [
                "incident_state": "Active", "reopen_count": "1", "assignment_group": "G2", "assigned_to": "R1",
                "impact": "1 - High", "priority": "2 - High", "category": "C2", "problem_id": "P1",
            ])
        #expect(
            try names(resolved, row) == [
                "IncidentReopened IncidentCategorised IncidentPrioritised IncidentReassigned IncidentLinked "
                    + "IncidentWorkStarted"
            ])
        let incident = folded(try Imported(AuditRow.csv(resolved, row), .servicenow).commits)["INC1"]
        #expect(incident?.state == .inProgress)
        #expect(incident?.contradictions == [])
    }
}
