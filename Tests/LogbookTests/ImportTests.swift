import Foundation
import TestSupport
import Testing

@Suite struct ImportTests {
    private static let header =
        "Case ID,Activity,Resource,Complete Timestamp,customer,product,"
        + "seriousness_2,service_type,workgroup\n"
    private static func row(_ ticket: Int, _ activity: String, _ time: String) -> String {
        "Case \(ticket),\(activity),Value 1,\(time),Value 2,Value 3,Value 4,Value 5,Value 6\n"
    }
    /// Two tickets; a line without its fields, and one without a time.
    private static let export =
        header + row(1, "Assign seriousness", "2012/10/09 14:50:17.000")
        + row(1, "Take in charge ticket", "2012/10/09 14:51:01.000")
        + row(2, "Assign seriousness", "2012/10/10 08:00:00.000")
        + "Case 3,Closed\n" + row(4, "Closed", "yesterday")
        + row(1, "Resolve ticket", "2012/10/12 15:02:56.000")

    private func file(_ stranger: Stranger, _ content: String = export) throws -> String {
        let path = stranger.folder.path("export.csv")
        try content.write(toFile: path, atomically: false, encoding: .utf8)
        return path
    }

    @Test("rows read are rows with events, recorded before, without a change, and rejected")
    func tally() throws {
        let stranger = try Stranger.withLog()
        let path = try file(stranger)
        let first = try stranger.run("import", "helpdesk", path, "--format", "json")
        let tally = try first.object
        #expect(tally["rowsRead"] as? Int == 6)
        #expect(tally["rowsRejected"] as? Int == 2)
        let parts = ["rowsWithEvents", "rowsRecordedBefore", "rowsWithoutChange", "rowsRejected"]
        #expect(parts.reduce(0) { $0 + (tally[$1] as? Int ?? 0) } == 6)
        #expect(first.errors.contains("line 5:") && first.errors.contains("line 6:"))
        #expect(try stranger.run("incident", "list", "--format", "ndjson").lines.count == 2)

        let events = try stranger.run("stats", "--format", "json").object["events"] as? Int
        let again = try stranger.run("import", "helpdesk", path, "--format", "json").object
        #expect(again["events"] as? Int == 0)
        #expect(again["rowsRecordedBefore"] as? Int == tally["rowsWithEvents"] as? Int)
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == events)
    }

    @Test("rejected rows go to a file with their line and the reason")
    func rejects() throws {
        let stranger = try Stranger.withLog()
        let rejects = stranger.folder.path("rejects.csv")
        let outcome = try stranger.run("import", "helpdesk", try file(stranger), "--rejects", rejects)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("2 were rejected"))
        let lines = try String(contentsOfFile: rejects, encoding: .utf8).split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(lines[0] == "line,reason" && lines[1].hasPrefix("5,") && lines[2].hasPrefix("6,"))
        let nowhere = try stranger.run("import", "helpdesk", try file(stranger), "--rejects", "/no/such/folder/r.csv")
        #expect(nowhere.status == 66)
    }

    @Test("a dry run records nothing")
    func dryRun() throws {
        let stranger = try Stranger.withLog()
        let tally = try stranger.run("import", "helpdesk", try file(stranger), "--dry-run", "--format", "json").object
        #expect(tally["dryRun"] as? Bool == true)
        #expect((tally["events"] as? Int ?? 0) > 0)
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == 0)
    }

    @Test("standard input is read, times are those of the zone that is given")
    func standardInput() throws {
        let stranger = try Stranger.withLog()
        try stranger.run("import", "helpdesk", "-", "--time-zone", "Europe/Rome", input: Self.export)
        let events = try stranger.run("events", "list", "--type", "IncidentLogged", "--format", "json").objects
        let event = try #require(events.first)
        #expect(event["occurredAt"] as? String == "2012-10-09T12:50:17Z")
        let actor = try #require(event["actor"] as? [String: Any])
        #expect(actor["kind"] as? String == "import")
        #expect(event["correlation"] as? Int == 1)
    }

    @Test("an export that cannot be read is bad data, says what is wrong, and records nothing")
    func badExports() throws {
        let stranger = try Stranger.withLog()
        let missing = Self.export.replacing("Activity", with: "Deed")
        let wide = Data(Self.export.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
        let truncated = Data([0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58])
        for (content, hint) in [
            (Data(missing.utf8), "lacks the columns Activity"), (wide, "UTF-8"), (truncated, "cut off"),
            (Data(), "empty"),
        ] {
            let outcome = try stranger.run(["import", "helpdesk", "-"], input: content)
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains(hint), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
        #expect(try stranger.run("import", "helpdesk", "/no/such/export.csv").status == 66)
        #expect(try stranger.run("import", "helpdesk", "-", "--time-zone", "Rome").status == 64)
        #expect(try stranger.run("import", "jira", "-").status == 64)
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == 0)
    }

    @Test("an enormous line is rejected, the rows around it are read")
    func enormousLine() throws {
        let stranger = try Stranger.withLog()
        let enormous = "Case 9,\(String(repeating: "x", count: 2_000_000))\n"
        let content = Self.header + enormous + Self.row(1, "Assign seriousness", "2012/10/09 14:50:17.000")
        let outcome = try stranger.run("import", "helpdesk", "-", "--format", "json", input: content)
        let tally = try outcome.object
        #expect(tally["rowsRejected"] as? Int == 1 && tally["rowsWithEvents"] as? Int == 1)
        #expect(outcome.errors.contains("line 2: the row is longer than"))
    }
}
