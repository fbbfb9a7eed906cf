import EventModel
import Imports
import Processes
import Testing

@Suite("A help desk log")
struct HelpdeskTests {
    /// Activities on one ticket, a minute apart; `activity/resource/seriousness`, the last two left out where usual.
    private func csv(_ activities: String..., ticket: String = "Case 1", from start: Int = 0) -> String {
        let header =
            "Case ID,Activity,Resource,Complete Timestamp,Variant,Variant index,Variant,seriousness,customer,product,"
            + "responsible_section,seriousness_2,service_level,service_type,support_section,workgroup\n"
        let rows = activities.enumerated().map { index, activity in
            let parts = activity.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            let resource = parts.count > 1 && !parts[1].isEmpty ? parts[1] : "Value 1"
            let seriousness = parts.count > 2 ? parts[2] : "Value 2"
            return
                "\(ticket),\(parts[0]),\(resource),2012/10/09 14:\(10 + start + index):17.250,V,1,V,Value 1,Value 22,"
                + "Value 3,Value 1,\(seriousness),Value 2,Value 1,Value 1,Value 4\n"
        }
        return header + rows.joined()
    }

    private func names(_ csv: String) throws -> [String] {
        let found = try Imported(csv, .helpdesk)
        #expect(found.adds)
        return found.names
    }

    @Test func `logs a ticket with its first row, whatever that is`() throws {
        let found = try Imported(csv("Insert ticket"), .helpdesk)
        let commit = try #require(found.commits.first)
        #expect(commit.number == "Case 1")
        #expect(commit.occurredAt == instant("2012-10-09T14:10:17.250Z"))
        #expect(commit.actor == Actor(principal: "helpdesk", kind: .import, onBehalfOf: "resource Value 1"))
        #expect(
            commit.events == [
                .logged(
                    IncidentLogged(
                        title: "product Value 3, service type Value 1", source: .import,
                        detectedAt: commit.occurredAt, impact: nil, urgency: nil, caller: nil,
                        customer: "customer Value 22", service: "product Value 3", ci: nil, contact: nil,
                        previous: nil, description: nil))
            ])
        #expect(
            try names(csv("Take in charge ticket"))
                == ["IncidentLogged IncidentCategorised IncidentAssigned IncidentWorkStarted"])
    }

    @Test func `tells a ticket's usual life`() throws {
        let found = try Imported(
            csv("Assign seriousness", "Take in charge ticket/Value 5", "Wait", "Resolve ticket", "Closed"), .helpdesk)
        #expect(
            found.names == [
                "IncidentLogged IncidentCategorised", "IncidentAssigned IncidentWorkStarted", "IncidentPended",
                "IncidentResolved", "IncidentClosed",
            ])
        #expect(
            found.events[1...4] == [
                .categorised(
                    IncidentCategorised(
                        category: "service type Value 1", subcategory: "seriousness Value 2", service: "product Value 3"
                    )),
                .assigned(IncidentAssigned(group: "workgroup Value 4", person: "resource Value 5")),
                .workStarted(IncidentWorkStarted(person: "resource Value 5")),
                .pended(IncidentPended(waitingFor: .other, reason: "Wait", until: nil)),
            ])
    }

    @Test func `takes each wait for what it says`() throws {
        let found = try Imported(
            csv("Insert ticket", "Wait", "Schedule intervention", "Require upgrade", "Create SW anomaly"), .helpdesk)
        let reasons = found.events.compactMap { event -> String? in
            if case .pended(let pended) = event { return "\(pended.waitingFor): \(pended.reason)" }
            return nil
        }
        #expect(
            reasons == [
                "other: Wait", "other: Schedule intervention", "change: Require upgrade", "problem: Create SW anomaly",
            ])
    }

    @Test func `resumes a wait when the ticket is taken up or the anomaly is resolved`() throws {
        let start = ["IncidentLogged", "IncidentCategorised IncidentPended"]
        #expect(
            try names(csv("Insert ticket", "Create SW anomaly", "Resolve SW anomaly", "Resolve SW anomaly"))
                == start + ["IncidentResumed"])
        #expect(
            try names(csv("Insert ticket", "Wait", "Take in charge ticket"))
                == start + ["IncidentAssigned IncidentResumed IncidentWorkStarted"])
    }

    @Test func `reassigns a ticket that another takes in charge`() throws {
        let found = try Imported(
            csv("Take in charge ticket/Value 1", "Take in charge ticket/Value 1", "Take in charge ticket/Value 9"),
            .helpdesk)
        #expect(
            found.names.dropFirst() == ["IncidentWorkStarted", "IncidentReassigned IncidentWorkStarted"])
    }

    @Test func `reopens a solved or closed ticket for work or a wait, but not for a second solution`() throws {
        for activity in ["Take in charge ticket", "Wait", "Require upgrade", "Create SW anomaly"] {
            for end in ["Resolve ticket", "Closed"] {
                let last = try #require(try names(csv(end, activity)).last)
                #expect(last.hasPrefix("IncidentReopened "), "\(activity) after \(end)")
            }
        }
        #expect(
            try names(csv("Resolve ticket", "Resolve ticket", "Closed", "Closed")).dropFirst()
                == ["IncidentResolved", "IncidentClosed", "IncidentClosed"])
    }

    @Test func `categorises again where a later activity finds another class`() throws {
        #expect(
            try names(csv("Assign seriousness", "Assign seriousness", "Wait", "Resolve ticket//Value 4")) == [
                "IncidentLogged IncidentCategorised", "IncidentCategorised", "IncidentPended",
                "IncidentCategorised IncidentResolved",
            ])
    }

    @Test func `keeps the words of a bug tracker as they are`() throws {
        for word in ["VERIFIED", "RESOLVED", "INVALID", "DUPLICATE", "Something else"] {
            let found = try Imported(csv("Resolve ticket", word), .helpdesk)
            #expect(
                found.commits.last?.events
                    == [.sourceStateRecorded(SourceStateRecorded(source: "helpdesk", code: word, state: nil))])
            #expect(folded(found.commits)["Case 1"]?.state == .resolved)
        }
    }

    @Test func `counts an exact repetition, and an insertion that comes late, as rows without change`() throws {
        let once = csv("Assign seriousness", "Resolve ticket")
        let body = once.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
        let found = try Imported(once + body, .helpdesk)
        #expect(found.tally.withEvents == 2)
        #expect(found.tally.withoutChange == 2)
        #expect(try Imported(csv("Assign seriousness", "Insert ticket"), .helpdesk).tally.withoutChange == 1)
    }

    @Test func `is left out line by line where a value makes no sense`() throws {
        let csv = csv("Assign seriousness", "Wait", "Wait", "Closed")
            .replacing("14:11:17.250", with: "14:11:17").replacing("14:12:17.250", with: "14:61:17.250")
        let found = try Imported(csv, .helpdesk)
        let expected = "a time as yyyy/mm/dd HH:MM:SS.fff"
        #expect(
            found.rejected == [
                RejectedRow(
                    line: 3,
                    fault: .badValue(column: "Complete Timestamp", expected: expected, found: "2012/10/09 14:11:17")),
                RejectedRow(
                    line: 4,
                    fault: .badValue(column: "Complete Timestamp", expected: expected, found: "2012/10/09 14:61:17.250")
                ),
            ])
        #expect(found.adds)
    }

    @Test func `repeated finds nothing new, and goes on where it was interrupted`() throws {
        let rows = csv("Assign seriousness", "Take in charge ticket", "Wait", "Resolve ticket", "Wait", "Closed")
        let once = try Imported(rows, .helpdesk)
        for count in 0...once.commits.count {
            let again = try Imported(rows, .helpdesk, history: history(of: once.commits.prefix(count)))
            #expect(again.events == once.commits.dropFirst(count).flatMap(\.events))
            #expect(again.tally.recordedBefore == count)
        }
    }
}
