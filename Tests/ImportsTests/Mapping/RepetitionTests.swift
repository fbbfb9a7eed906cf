import EventModel
import Imports
import Processes
import Testing

@Suite("An import repeated")
struct RepetitionTests {
    private let first = AuditRow(["assignment_group": "G1", "sys_updated_at": AuditRow.time(0)])
    private var rows: [AuditRow] {
        let active = first.then(1, ["incident_state": "Active", "assigned_to": "R1"])
        let touched = active.then(1)
        let resolved = touched.then(1, ["incident_state": "Resolved"])
        let reopened = resolved.then(30, ["incident_state": "Active", "reopen_count": "1"])
        let still = reopened.then(40)
        return [first, active, touched, resolved, reopened, still, still.then(50, ["incident_state": "Closed"])]
    }

    @Test func `finds every row recorded before, or without a change`() throws {
        let once = try Imported(AuditRow.csv(rows), .servicenow)
        let again = try Imported(AuditRow.csv(rows), .servicenow, history: history(of: once.commits))
        #expect(again.commits.isEmpty)
        #expect(again.tally.recordedBefore == once.tally.withEvents)
        #expect(again.tally.withoutChange == once.tally.withoutChange)
        #expect(again.adds)
    }

    @Test func `finds nothing new in any part of the rows, wherever it begins`() throws {
        let once = try Imported(AuditRow.csv(rows), .servicenow)
        for chosen in 1..<(1 << rows.count) {
            let part = rows.indices.filter { chosen & 1 << $0 != 0 }.map { rows[$0] }
            let again = try Imported(AuditRow.csv(part), .servicenow, history: history(of: once.commits))
            #expect(again.names == [], "rows \(String(chosen, radix: 2))")
        }
    }

    @Test func `goes on where it was interrupted`() throws {
        let once = try Imported(AuditRow.csv(rows), .servicenow)
        for count in 0...once.commits.count {
            let again = try Imported(
                AuditRow.csv(rows), .servicenow, history: history(of: once.commits.prefix(count)))
            #expect(again.commits.map(\.commandID) == once.commits.dropFirst(count).map(\.commandID))
            #expect(again.events == once.commits.dropFirst(count).flatMap(\.events))
        }
    }

    @Test func `goes on from a log where the export starts in the middle of an incident`() throws {
        let once = try Imported(AuditRow.csv(rows), .servicenow)
        for split in 1..<rows.count {
            let before = try Imported(AuditRow.csv(Array(rows[..<split])), .servicenow)
            let after = try Imported(
                AuditRow.csv(Array(rows[split...])), .servicenow, history: history(of: before.commits))
            #expect(before.names + after.names == once.names, "split before row \(split)")
        }
    }

    @Test func `counts a row that stands twice in the export once`() throws {
        let found = try Imported(AuditRow.csv(rows + rows), .servicenow)
        #expect(found.tally.withEvents == 5)
        #expect(found.tally.withoutChange == 9)
    }

    @Test func `knows a row by what was said then: not by the order of columns, final values or the zone`() throws {
        let ids = try Imported(AuditRow.csv(rows), .servicenow).commits.map(\.commandID)
        #expect(Set(ids).count == ids.count)
        let turned = AuditRow.csv(rows, columns: AuditRow.reversedColumns)
        #expect(try Imported(turned, .servicenow).commits.map(\.commandID) == ids)
        #expect(try Imported(AuditRow.csv(rows), .servicenow, zone: germany2016).commits.map(\.commandID) == ids)
        let final = AuditRow.csv(rows).replacing("5/3/2016 17:00", with: "9/9/2016 09:09").replacing(
            "code 7", with: "?")
        #expect(try Imported(final, .servicenow).commits.map(\.commandID) == ids)
    }

    @Test func `gives ids of version 8 that begin with the row's time`() throws {
        let found = try Imported(AuditRow.csv(AuditRow()), .servicenow)
        let id = try #require(found.commits.first?.commandID)
        #expect(Int64(id.high >> 16) == instant("2016-02-29T07:17:00Z").micros / 1000)
        #expect(id.description.dropFirst(14).first == "8")
        // Fixed for ever: another value here would record every row of earlier imports anew.
        #expect(id.description == "01532be3-25e0-84f6-8ad4-92451e571445")
    }

    @Test func `is the same import, and one of other rows is another`() throws {
        func id(_ csv: String, zone: ZoneRules = .utc) throws -> CommandID {
            try IncidentImport(
                ByteSource(name: "test", bytes: Array(csv.utf8)), format: .servicenow, zone: zone
            ).importID
        }
        let once = try id(AuditRow.csv(rows))
        #expect(try id(AuditRow.csv(rows.reversed()), zone: germany2016) == once)
        #expect(try id(AuditRow.csv(Array(rows.dropLast()))) != once)
        #expect(once.high >> 16 == UInt64(instant("2016-02-29T08:00:00Z").micros / 1000))
        #expect(try id(AuditRow.csv([])).high >> 16 == 0)
    }

    @Test func `hands on what its history cannot tell`() throws {
        struct Unavailable: Error {}
        var rows = try IncidentImport(
            ByteSource(name: "test", bytes: Array(AuditRow.csv(first).utf8)), format: .servicenow, zone: .utc)
        #expect(throws: Unavailable.self) {
            _ = try rows.next { _ throws(Unavailable) in throw Unavailable() }
        }
        // The row is not lost: asked again, it is there.
        #expect(rows.next(history: { _ in [] })?.number == "INC1")
        #expect(rows.numbers == ["INC1"])
    }
}
