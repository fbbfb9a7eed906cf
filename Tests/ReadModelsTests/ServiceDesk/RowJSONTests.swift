import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

@Suite struct RowJSONTests {
    private static let promised = [
        "number", "title", "state", "priority", "impact", "urgency", "category", "group", "assignee", "caller",
        "service",
        "ci", "loggedAt", "resolvedAt", "closedAt", "reopenCount", "reassignmentCount",
    ]

    @Test func `a row of little has every promised key, null where nothing is known`() throws {
        var log = IncidentLog()
        log.add(.workStarted(IncidentWorkStarted(person: nil)), to: "INC-1", at: .newYear)
        guard case .object(let object)? = try log.folded().row(IncidentNumber("INC-1").stream)?.json else {
            Issue.record("the row is no object")
            return
        }
        for key in Self.promised { #expect(object[key] != nil, "\(key)") }
        #expect(object["priority"] == .null)
        #expect(object["ci"] == .null)
        #expect(object["cis"] == .array([]))
        #expect(object["reopenCount"] == .integer(0))
    }

    @Test func `a row of much says all of it`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: .newYear, caller: "person-1", service: "mail", ci: "mx-1")
        log.prioritise("INC-1", .high, at: .newYear)
        log.assign("INC-1", "mail team", "person-8", at: .newYear)
        log.pend("INC-1", at: .newYear.plus(hours: 1))
        guard case .object(let object)? = try log.folded().row(IncidentNumber("INC-1").stream)?.json else {
            Issue.record("the row is no object")
            return
        }
        #expect(object["state"] == .string("Pending"))
        #expect(object["priority"] == .integer(2))
        #expect(object["ci"] == .string("mx-1"))
        #expect(object["loggedAt"] == .string("2026-01-01T00:00:00Z"))
        #expect(object["pendingReason"] == .string("customer"))
        #expect(object["resolvedAt"] == .null)
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `a stored row is read back as it was`(seed: UInt64) throws {
        try IncidentLog.random(seed: seed, incidentCount: 20, eventCount: 400).folded().scanRows { _, row in
            let bytes = row.encoded
            #expect((try? ServiceDeskRow(decoding: bytes.span.bytes)) == row, "seed \(seed)")
            return .more
        }
    }
}
