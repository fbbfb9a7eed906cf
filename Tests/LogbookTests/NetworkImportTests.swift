import Foundation
import TestSupport
import Testing

/// `import graphml` and `import netbox`, as an operator has them.
@Suite struct NetworkImportTests {
    private let network = """
        <graphml><key id="n" for="node" attr.name="label"/><key id="c" for="node" attr.name="Country"/>
        <graph edgedefault="undirected"><node id="0"><data key="n">Oslo</data><data key="c">NO</data></node>
        <node id="1"/><edge source="0" target="1"/><edge source="0" target="9"/></graph></graphml>
        """
    private let netBox = """
        [{"model":"dcim.site","pk":1,"fields":{"name":"Oslo"}},
        {"model":"dcim.rack","pk":1,"fields":{"name":"R1","site":1}},
        {"model":"dcim.device","pk":1,"fields":{"name":"srv","rack":1,"site":1,"role":null}},
        {"model":"dcim.device","pk":2,"fields":{"name":"lost","rack":7,"site":1}}]
        """

    private func write(_ text: String, _ name: String, _ stranger: Stranger) throws -> String {
        let path = stranger.folder.path(name)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test("a network's unknown attributes are refused, and taken with --extend-schema; again it is nothing new")
    func networks() throws {
        let stranger = try Stranger.withLog()
        let file = try write(network, "Nordic.graphml", stranger)
        let refused = try stranger.run("import", "graphml", file, "--format", "json")
        #expect(try refused.object["rowsRejected"] as? Int == 3)
        #expect(refused.errors.contains("line 2, column 33 (node 0): a NetworkDevice has no attribute Country; see"))
        #expect(refused.errors.contains("there is no configuration item Nordic/0"))
        let taken = try stranger.run("import", "graphml", file, "--extend-schema", "--format", "json").object
        #expect(taken["rowsRead"] as? Int == 4 && taken["rowsWithEvents"] as? Int == 2)
        #expect(taken["rowsWithoutChange"] as? Int == 1 && taken["rowsRejected"] as? Int == 1)
        let again = try stranger.run("import", "graphml", file, "--format", "json").object
        #expect(again["events"] as? Int == 0 && again["rowsWithoutChange"] as? Int == 3)
        let found = try stranger.run("ci", "path", "Nordic/1", "Nordic/0", "--undirected", "--format", "json").object
        #expect(found["path"] as? [String] == ["Nordic/1", "Nordic/0"])
    }

    @Test("NetBox's tables are taken in one go; a dry run records nothing; rejects have their path")
    func tables() throws {
        let stranger = try Stranger.withLog()
        let file = try write(netBox, "netbox.json", stranger)
        let dry = try stranger.run("import", "netbox", file, "--dry-run", "--format", "json").object
        #expect(dry["events"] as? Int == 6 && dry["rowsRejected"] as? Int == 1 && dry["rowsRead"] as? Int == 7)
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == 0)
        let rejects = stranger.folder.path("rejects.csv")
        let taken = try stranger.run("import", "netbox", file, "--rejects", rejects, "--format", "json").object
        #expect(taken["events"] as? Int == 6 && taken["rowsWithoutChange"] as? Int == 0)
        let reasons = try String(contentsOfFile: rejects, encoding: .utf8)
        #expect(
            reasons.contains(
                "\"line 4, [3] dcim.device 2\",\"[3].fields.rack: expected a dcim.rack of the export, found"))
        let impact = try stranger.run("ci", "impact", "netbox/rack-1", "--format", "json").object
        #expect((impact["affected"] as? [[String: Any]])?.map { $0["ci"] as? String } == ["netbox/device-1"])
        let piped = try stranger.run(
            ["import", "netbox", "-", "--prefix", "dc2", "--format", "json"], input: Data(netBox.utf8))
        #expect(try piped.object["events"] as? Int == 6)
        #expect(try stranger.run("ci", "show", "dc2/device-1").status == 0)
    }

    @Test("what changed since the last export is recorded, and nothing else")
    func changed() throws {
        let stranger = try Stranger.withLog()
        _ = try stranger.run("import", "netbox", try write(netBox, "netbox.json", stranger))
        let next = netBox.replacing("\"name\":\"R1\"", with: "\"name\":\"R1a\",\"status\":\"planned\"")
        let answer = try stranger.run("import", "netbox", try write(next, "netbox.json", stranger), "--format", "json")
        #expect(try answer.object["events"] as? Int == 2 && answer.object["rowsWithEvents"] as? Int == 1)
        let rack = try stranger.run("ci", "show", "netbox/rack-1", "--format", "json").object
        #expect(rack["name"] as? String == "R1a" && rack["status"] as? String == "ordered")
    }

    @Test(
        "what cannot be read ends with a message and its exit status, and records nothing",
        arguments: [
            ("graphml", "<graphml><graph><node id='a'/>", 65, "it is cut off"),
            ("graphml", "<!DOCTYPE g [<!ENTITY a 'b'>]><graphml/>", 65, "document types are refused"),
            ("graphml", String(repeating: "<a>", count: 100), 65, "expected <graphml>, found <a>"),
            ("netbox", "[{\"model\":\"dcim.site\",\"pk\":1,\"fields\":{\"name\":\"A\"}},", 65, "it is cut off"),
            ("netbox", String(repeating: "[", count: 100_000), 65, "at most 64 levels"),
            ("netbox", "{\"results\": []}", 65, "as manage.py dumpdata writes, found \"{\""),
        ])
    func unreadable(format: String, text: String, status: Int32, message: String) throws {
        let stranger = try Stranger.withLog()
        let outcome = try stranger.run("import", format, try write(text, "export.txt", stranger))
        #expect(outcome.status == status && outcome.errors.contains(message), "\(outcome.errors)")
        #expect(outcome.errors.contains("export.txt, line 1, column"), "\(outcome.errors)")
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == 0)
    }

    @Test("an attribute of 1 MB is one row rejected, with a message of one line")
    func long() throws {
        let stranger = try Stranger.withLog()
        let text = netBox.replacing("Oslo", with: String(repeating: "x", count: 1 << 20))
        let outcome = try stranger.run("import", "netbox", try write(text, "netbox.json", stranger), "--format", "json")
        #expect(try outcome.object["rowsRejected"] as? Int == 3)
        #expect(outcome.errors.contains("(1048576 bytes; at most 65536)") && outcome.errors.utf8.count < 2_000)
    }
}
