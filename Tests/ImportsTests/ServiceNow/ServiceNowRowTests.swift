import EventModel
import Imports
import Processes
import Testing

@Suite("The rows of a ServiceNow export")
struct ServiceNowRowTests {
    @Test func `are taken in the order of time across incidents, equal times in the order of the file`() throws {
        let one = AuditRow(["number": "A"])
        let two = AuditRow(["number": "B", "sys_updated_at": AuditRow.time(1)])
        let rows = [
            one, one.then(2, ["incident_state": "Resolved"]), one.then(1, ["incident_state": "Active"]), two,
            two.then(1, ["incident_state": "Active"]), two.then(1, ["incident_state": "Closed"]),
        ]
        let found = try Imported(AuditRow.csv(rows), .servicenow)
        #expect(found.commits.map(\.number) == ["A", "A", "B", "B", "B", "A"])
        #expect(found.commits.map(\.line) == [2, 4, 5, 6, 7, 3])
        let times = found.commits.map(\.occurredAt)
        #expect(times == times.sorted())
    }

    @Test func `are read in the given zone, the earlier of two times where clocks go back`() throws {
        let times = [
            ("26/3/2016 12:00", "2016-03-26T11:00:00Z"), ("28/3/2016 12:00", "2016-03-28T10:00:00Z"),
            // This hour does not exist, the next happens twice.
            ("27/3/2016 02:30", "2016-03-27T01:30:00Z"), ("30/10/2016 02:30", "2016-10-30T00:30:00Z"),
        ]
        for (local, moment) in times {
            let row = AuditRow(["sys_updated_at": local, "opened_at": local])
            let found = try Imported(AuditRow.csv(row), .servicenow, zone: germany2016)
            #expect(found.commits.first?.occurredAt == instant(moment), "\(local)")
            guard case .logged(let logged) = found.events.first else {
                Issue.record("expected a logging first")
                return
            }
            #expect(logged.detectedAt == instant(moment), "\(local)")
        }
    }

    @Test(arguments: [
        ("number", "?", "the incident's number"),
        ("number", "a\u{7}b", "1 to 200 bytes without control characters"),
        ("sys_updated_at", "?", "a time as d/m/yyyy HH:MM"),
        ("sys_updated_at", "31/4/2016 07:08", "a time as d/m/yyyy HH:MM"),
        ("sys_updated_at", "2016-04-30 07:08", "a time as d/m/yyyy HH:MM"),
        ("opened_at", "29/2/2016 24:00", "a time as d/m/yyyy HH:MM"),
        ("opened_at", "29/2/2016 7:8", "a time as d/m/yyyy HH:MM"),
        ("resolved_at", "soon", "a time as d/m/yyyy HH:MM"),
        ("incident_state", "?", "a state"),
        ("reopen_count", "-1", "a count"),
        ("reopen_count", "many", "a count"),
        ("impact", "4 - None", "a rating as \"2 - Medium\", 1 to 3"),
        ("urgency", "High", "a rating as \"2 - Medium\", 1 to 3"),
        ("priority", "6 - Never", "a rating as \"2 - Medium\", 1 to 5"),
    ])
    func `are left out with line, column and reason where a value makes no sense`(
        column: String, value: String, expected: String
    ) throws {
        let found = try Imported(
            AuditRow.csv(AuditRow(), AuditRow().then(1, [column: value]), AuditRow(["number": "INC2"])), .servicenow)
        let fault = RowFault.badValue(column: column, expected: expected, found: value)
        #expect(found.rejected == [RejectedRow(line: 3, fault: fault)])
        #expect(found.commits.map(\.number) == ["INC1", "INC2"])
        #expect(found.adds)
    }

    @Test func `are left out where a text is longer than any category`() throws {
        let text = String(repeating: "x", count: 1001)
        let found = try Imported(AuditRow.csv(AuditRow(["category": text])), .servicenow)
        let shown = String(repeating: "x", count: 50) + "…"
        let fault = RowFault.badValue(column: "category", expected: "at most 1000 bytes", found: shown)
        #expect(found.rejected == [RejectedRow(line: 2, fault: fault)])
    }

    @Test func `add up, unreadable lines among them`() throws {
        let csv = AuditRow.csv(AuditRow(), AuditRow().then(1), AuditRow().then(2, ["incident_state": "Active"]))
        let found = try Imported(csv + "INC9,too,short\n", .servicenow)
        #expect(found.tally.read == 4)
        #expect(found.tally.withEvents == 2)
        #expect(found.tally.withoutChange == 1)
        #expect(found.tally.rejected == 1)
        #expect(found.rejected == [RejectedRow(line: 5, fault: .ragged(expected: 36, found: 3))])
        #expect(found.adds)
    }

    @Test func `need every column that the import looks at`() {
        let columns = ["number", "incident_state", "sys_updated_at"]
        let error = #expect(throws: ImportError.self) {
            _ = try Imported(AuditRow.csv([AuditRow()], columns: columns), .servicenow)
        }
        guard case .missingColumns(source: "test", let missing, found: columns) = error else {
            Issue.record("expected missing columns, found \(String(describing: error))")
            return
        }
        #expect(missing.count == 21)
        #expect(missing.contains("assignment_group"))
        #expect(!missing.contains("location"))
    }
}
