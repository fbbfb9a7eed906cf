import Foundation
import TestSupport
import Testing

@Suite struct ConfigurationTests {
    private func imported(_ items: String, _ relationships: String, _ options: String...) throws -> (Stranger, Outcome)
    {
        let stranger = try Stranger.withLog()
        let (cis, rels) = (stranger.folder.path("cis.csv"), stranger.folder.path("relationships.csv"))
        try items.write(toFile: cis, atomically: true, encoding: .utf8)
        try relationships.write(toFile: rels, atomically: true, encoding: .utf8)
        let outcome = try stranger.run(
            ["import", "cmdb", "--cis", cis, "--relationships", rels, "--format", "json"] + options)
        return (stranger, outcome)
    }
    private let items = """
        id,class,name,owner
        shop,BusinessService,Shop,retail
        app,ApplicationService,App,
        db,Database,"Orders, all",data
        web-1,VM,web-1,
        web-2,VM,web-2,
        host,PhysicalServer,host,

        """
    private let relationships = """
        type,from,to,validFrom,validTo
        dependsOn,shop,app,2026-01-01T00:00:00Z,
        dependsOn,app,db,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z
        memberOf,web-1,app,2026-01-01T00:00:00Z,
        memberOf,web-2,app,2026-01-01T00:00:00Z,
        runsOn,web-1,host,,
        runsOn,web-2,host,,

        """

    @Test("an import answers with what became of every row, and again with nothing new")
    func importing() throws {
        let (stranger, outcome) = try imported(items, relationships)
        let answer = try outcome.object
        #expect(answer["rowsRead"] as? Int == 12 && answer["events"] as? Int == 12)
        let again = try stranger.run(
            "import", "cmdb", "--cis", stranger.folder.path("cis.csv"), "--relationships",
            stranger.folder.path("relationships.csv"), "--format", "json"
        ).object
        #expect(again["events"] as? Int == 0 && again["rowsWithoutChange"] as? Int == 12)
        #expect(try stranger.run("ci", "list", "--format", "json").objects.count == 6)
    }

    @Test("a header that names a column twice is refused, and nothing recorded")
    func repeatedColumn() throws {
        let (stranger, outcome) = try imported("id,class,name,owner,name\nx,VM,a,o,b\n", relationships)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("cis.csv has more than one column name: expected each once"))
        #expect(try stranger.run("ci", "list", "--format", "json").objects.isEmpty)
        let report = stranger.folder.path("cis.csv")
        let reported = try stranger.run("ci", "reconcile", report, "--source", "scanner")
        #expect(reported.status == 65 && reported.errors.contains("cis.csv has more than one column name"))
    }

    @Test("impact, single points of failure and ways have the promised form")
    func asking() throws {
        let (stranger, _) = try imported(items, relationships)
        let now = try stranger.run("ci", "impact", "host", "--format", "json").object
        #expect(Set(now.keys) == ["ci", "asOf", "position", "affected", "truncated"])
        let affected = try #require(now["affected"] as? [[String: Any]])
        #expect(affected.map { $0["ci"] as? String } == ["web-1", "web-2", "app", "shop"])
        #expect(affected.allSatisfy { Set($0.keys) == ["ci", "class", "state", "distance", "path"] })
        #expect(affected.allSatisfy { $0["state"] as? String == "down" } && now["truncated"] as? Bool == false)
        #expect((affected[3]["path"] as? [String])?.count == 4)
        #expect(try stranger.run("ci", "impact", "db", "--format", "json").object["affected"] as? [String] == [])
        let then = try stranger.run("ci", "impact", "db", "--as-of", "2026-01-15", "--format", "json").object
        #expect((then["affected"] as? [[String: Any]])?.compactMap { $0["ci"] as? String } == ["app", "shop"])
        let points = try stranger.run("ci", "spof", "shop", "--format", "json").objects
        #expect(points.map { $0["ci"] as? String } == ["app", "host"])
        #expect(points.allSatisfy { Set($0.keys) == ["ci", "class"] })
        let path = try stranger.run("ci", "path", "web-1", "shop", "--undirected", "--format", "json").object
        #expect(path["path"] as? [String] == ["web-1", "app", "shop"])
        let diff = try stranger.run(
            "ci", "diff", "--from", "2026-01-15", "--to", "2026-02-15", "--format", "json"
        ).object
        #expect(Set(diff.keys) == ["added", "removed", "changed"])
        #expect((diff["removed"] as? [[String: Any]])?.compactMap { $0["to"] as? String } == ["db"])
        let limited = try stranger.run("ci", "impact", "host", "--limit", "1", "--format", "json").object
        #expect((limited["affected"] as? [[String: Any]])?.count == 1 && limited["truncated"] as? Bool == true)
    }

    @Test("rows that the schema forbids are rejected with their place, and cost no other row")
    func rejecting() throws {
        let (stranger, outcome) = try imported(
            "id,class,name,colour\na,VM,A,\nb,VM,B,red\nc,Cow,C,\na,VM,again,\n,VM,nameless,\n",
            "type,from,to,validFrom,validTo\nlikes,a,a2,,\ndependsOn,a,a,,\ndependsOn,a,z,,\ndependsOn,a,b,2026-02-01,2026-01-01\n"
        )
        let answer = try outcome.object
        #expect(answer["rowsRejected"] as? Int == 8 && answer["events"] as? Int == 1)
        let rejects = stranger.folder.path("rejects.csv")
        let again = try stranger.run(
            "import", "cmdb", "--cis", stranger.folder.path("cis.csv"), "--extend-schema", "--rejects", rejects,
            "--format",
            "json"
        ).object
        #expect(again["rowsRejected"] as? Int == 2 && again["rowsWithoutChange"] as? Int == 1)
        let text = try String(contentsOfFile: rejects, encoding: .utf8)
        #expect(text.contains("line 5,a stands in the export twice") && text.contains("line 6,"))
        #expect(try stranger.run("ci", "list", "--class", "Cow", "--format", "json").objects.count == 1)
    }

    @Test("the schema is shown with what an import added to it")
    func schema() throws {
        let (stranger, _) = try imported("id,class,name\na,Cow,A\n", "type,from,to\n", "--extend-schema")
        let schema = try stranger.run("ci", "schema", "--format", "json").object
        #expect(schema["version"] as? Int == 1)
        #expect((schema["classes"] as? [[String: Any]])?.contains { $0["name"] as? String == "Cow" } == true)
        let before = try stranger.run("ci", "schema", "--as-known-at", "1", "--format", "json").object
        #expect(before["version"] as? Int == 0)
    }

    @Test("a dry run records nothing, and says what it would")
    func dryRun() throws {
        let (stranger, outcome) = try imported(items, relationships, "--dry-run")
        #expect(try outcome.object["events"] as? Int == 12)
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == 0)
    }

    @Test("what is not there, or not allowed, ends with its exit status and changes nothing")
    func refusing() throws {
        let (stranger, _) = try imported(items, relationships)
        let position = try stranger.run("stats", "--format", "json").object["events"] as? Int
        for (status, words) in [
            (66, ["ci", "impact", "nothing"]), (66, ["ci", "show", "nothing"]), (66, ["ci", "history", "nothing"]),
            (66, ["ci", "relate", "shop", "dependsOn", "nothing"]), (66, ["ci", "set", "nothing", "name=x"]),
            (1, ["ci", "retire", "host", "--reason", "old"]), (1, ["ci", "relate", "shop", "dependsOn", "shop"]),
            (1, ["ci", "relate", "shop", "likes", "app"]), (1, ["ci", "relate", "shop", "dependsOn", "app"]),
            (1, ["ci", "merge", "app", "--into", "app"]), (1, ["ci", "register", "app", "--class", "VM"]),
            (1, ["ci", "register", "x", "--class", "Cow"]), (1, ["ci", "set", "app", "colour=red"]),
            (64, ["ci", "set", "app", "colour"]), (64, ["import", "cmdb"]),
        ] {
            let outcome = try stranger.run(words)
            #expect(outcome.status == status && !outcome.errors.isEmpty, "\(words) \(outcome.status) \(outcome.errors)")
        }
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == position)
    }
}
