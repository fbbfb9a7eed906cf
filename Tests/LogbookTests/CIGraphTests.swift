import Foundation
import TestSupport
import Testing

/// `ci graph`, and what others make of its pictures.
@Suite struct CIGraphTests {
    /// A name that every format has to escape, and that a shell would run.
    private static let hostile = "A \"quoted\" <b>&amp; $(touch /tmp/no) `x` \\N 二é"

    private func estate() throws -> Stranger {
        let stranger = try Stranger.withLog()
        for (id, ciClass, name) in [
            ("db", "Database", Self.hostile), ("app", "ApplicationService", "App"), ("a&b<\"c\">'", "VM", "odd"),
            ("switch", "NetworkDevice", "switch"),
        ] {
            try #require(try stranger.run("ci", "register", id, "--class", ciClass, "--name", name).status == 0)
        }
        for words in [["app", "dependsOn", "db"], ["db", "runsOn", "a&b<\"c\">'"], ["db", "connectedTo", "switch"]] {
            let outcome = try stranger.run(["ci", "relate"] + words)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        return stranger
    }

    @Test("a picture as GraphML is read by networkx, and by the import, which makes the same items of it")
    func roundTrip() throws {
        let stranger = try estate()
        let picture = try stranger.run("ci", "graph", "db", "--depth", "5", "--format", "graphml")
        #expect(picture.status == 0 && picture.errors.isEmpty)
        let file = stranger.folder.path("picture.graphml")
        try picture.output.write(toFile: file, atomically: true, encoding: .utf8)
        let seen = try stranger.shell(
            """
            python3 -c 'import networkx, json, sys
            g = networkx.read_graphml(sys.argv[1])
            print(json.dumps({"names": {n: d["name"] for n, d in g.nodes(data=True)}, "edges": sorted(
                [s, d["relationshipType"], t] for s, t, d in g.edges(data=True))}))' \(file)
            """, environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
        try #require(seen.status == 0, "python3 has no networkx: Tools/install brings it: \(seen.errors)")
        let graph = try seen.object
        #expect((graph["names"] as? [String: String])?["db"] == Self.hostile)
        #expect((graph["names"] as? [String: String])?["a&b<\"c\">'"] == "odd")
        #expect(
            graph["edges"] as? [[String]]
                == [["app", "dependsOn", "db"], ["db", "connectedTo", "switch"], ["db", "runsOn", "a&b<\"c\">'"]])

        let other = try Stranger.withLog()
        let read = try other.run("import", "graphml", file, "--prefix", "", "--format", "json").object
        #expect(read["events"] as? Int == 7 && read["rowsRejected"] as? Int == 0)
        let again = try other.run("ci", "graph", "db", "--depth", "5", "--format", "graphml").output
        // All but the line that says as of when.
        #expect(again.split(separator: "\n").dropFirst(2) == picture.output.split(separator: "\n").dropFirst(2))
    }

    @Test("an impact is drawn with its states, now and at a moment before")
    func impact() throws {
        let stranger = try estate()
        let dot = try stranger.run("ci", "graph", "a&b<\"c\">'", "--impact", "down").output
        #expect(dot.hasPrefix("digraph configuration {") && dot.contains("ApplicationService, down"))
        #expect(!dot.contains("switch"))
        let before = try stranger.run("ci", "graph", "db", "--as-known-at", "4", "--format", "mermaid").output
        #expect(before.contains("flowchart LR") && !before.contains("app"))
        let some = try stranger.run("ci", "graph", "db", "--limit", "2")
        #expect(some.errors == "2 more items are left out; see --limit and --depth\n")
        #expect(try stranger.run("ci", "graph", "nothing").status == 66)
        #expect(try stranger.run("ci", "graph", "db", "--format", "table").status == 64)
    }

    @Test("people see what items are called; programs get what they are promised")
    func names() throws {
        let stranger = try estate()
        let table = try stranger.run("ci", "impact", "db").lines
        #expect(table.first?.split(separator: " ") == ["CI", "NAME", "CLASS", "STATE", "DISTANCE", "PATH"])
        #expect(table.last?.split(separator: " ").prefix(3) == ["app", "App", "ApplicationService"])
        #expect(try stranger.run("ci", "impact", "db", "--format", "csv").lines[1].hasPrefix("app,ApplicationService,"))
        #expect(
            try stranger.run("ci", "spof", "app").lines.contains { $0.hasPrefix("db ") && $0.contains("A \"quoted\"") })
        #expect(try stranger.run("ci", "show", "app").output.contains("dependsOn → db  (A \"quoted\""))
    }

    @Test("svg is drawn by dot, which gets the text and no shell; where it is missing the message says how to get it")
    func svg() throws {
        let stranger = try estate()
        let missing = try stranger.run("ci", "graph", "db", "--format", "svg", environment: ["PATH": "/nowhere"])
        #expect(missing.status == 69 && missing.errors.contains("apt-get install graphviz") && missing.output.isEmpty)
        // A program of that name that shows what it was given.
        let tools = stranger.folder.path("tools")
        try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
        let dot = tools + "/dot"
        try "#!/bin/sh\\necho \"$#\" \"$@\"; /bin/cat\\n".replacing("\\n", with: "\n")
            .write(toFile: dot, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: dot)
        let drawn = try stranger.run("ci", "graph", "db", "--format", "svg", environment: ["PATH": tools])
        let text = try stranger.run("ci", "graph", "db").output
        #expect(drawn.output.hasPrefix("1 -Tsvg\ndigraph") && drawn.status == 0)
        // The titles differ in the moment.
        #expect(drawn.output.split(separator: "\n").dropFirst(3) == text.split(separator: "\n").dropFirst(2))
        try "#!/bin/sh\\nexit 3\\n".replacing("\\n", with: "\n").write(toFile: dot, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: dot)
        let failed = try stranger.run("ci", "graph", "db", "--format", "svg", environment: ["PATH": tools])
        #expect(failed.status == 74 && failed.errors.contains("dot ended with status 3"))
    }
}
