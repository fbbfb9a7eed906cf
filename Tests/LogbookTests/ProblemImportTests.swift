import Foundation
import TestSupport
import Testing

@Suite struct ProblemImportCommandTests {
    private let text = """
        <?xml version="1.0" encoding="UTF-8" ?>
        <log><trace><string key="concept:name" value="1-1"/>
        <event><string key="concept:name" value="Accepted"/><string key="lifecycle:transition" value="In Progress"/>
        <string key="product" value="PROD7"/><date key="time:timestamp" value="2012-03-01T10:00:00+01:00"/></event>
        <event><string key="concept:name" value="Completed"/></event>
        </trace></log>
        """

    @Test("problems are imported once, from a file or a pipe; a dry run records nothing; rejects are named")
    func repeatable() throws {
        let stranger = try Stranger.withLog()
        let (file, rejects) = (stranger.folder.path("p.xes"), stranger.folder.path("rejects.csv"))
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        func counts(_ outcome: Outcome) throws -> [Int?] {
            let answer = try outcome.object
            return ["problems", "rowsRead", "rowsWithEvents", "rowsRecordedBefore", "rowsRejected"]
                .map { answer[$0] as? Int }
        }
        let dry = try stranger.run("import", "xes-problems", file, "--dry-run", "--format", "json")
        #expect(try counts(dry) == [1, 2, 1, 0, 1])
        #expect(try stranger.run("problem", "list", "--format", "json").objects.isEmpty)
        let real = try stranger.run("import", "xes-problems", file, "--rejects", rejects, "--format", "json")
        #expect(try counts(real) == [1, 2, 1, 0, 1])
        #expect(try String(contentsOfFile: rejects, encoding: .utf8).contains("lifecycle:transition"))
        let again = try stranger.run("import", "xes-problems", "-", "--format", "json", input: text)
        #expect(try counts(again) == [1, 2, 0, 1, 1])
        let listed = try stranger.run("problem", "list", "--format", "json").objects
        #expect(listed.map { $0["number"] as? String } == ["1-1"])
        #expect(listed.map { $0["from"] as? String } == ["import"])
        #expect(try stranger.run("search", "PROD7", "--format", "json").objects.count == 1)
    }

    @Test("a damaged export is bad data, and leaves nothing behind")
    func damaged() throws {
        let stranger = try Stranger.withLog()
        for bad in [String(text.dropLast(9)), "<!DOCTYPE log [<!ENTITY a \"a\">]>" + text, "<html/>"] {
            let outcome = try stranger.run("import", "xes-problems", "-", input: bad)
            #expect(outcome.status == 65, "\(outcome.errors)")
            #expect(outcome.errors.contains("line "))
        }
        #expect(try stranger.run("events", "list", "--format", "ndjson").lines.isEmpty)
        #expect(try stranger.run("import", "xes-problems", stranger.folder.path("nowhere.xes")).status != 0)
    }
}
