import Foundation
import TestSupport
import Testing

/// A change that nobody asked for, from discovery to its regularisation, as an operator sees it.
@Suite struct FindingTests {
    private func desk() throws -> Stranger {
        let stranger = try Stranger.withLog()
        let schema = try stranger.run("ci", "schema", "show", "--format", "json")
        var object = try schema.object
        var classes = try #require(object["classes"] as? [[String: Any]])
        for index in classes.indices where classes[index]["name"] as? String == "VM" {
            classes[index]["isControlled"] = true
        }
        object["classes"] = classes
        let file = stranger.folder.path("schema.json")
        try JSONSerialization.data(withJSONObject: object).write(to: URL(filePath: file))
        let published = try stranger.run("ci", "schema", "publish", file)
        try #require(published.status == 0, "\(published.errors)")
        let registered = try stranger.run("ci", "register", "vm-1", "--class", "VM", "--name", "One")
        try #require(registered.status == 0, "\(registered.errors)")
        return stranger
    }

    @Test func `a change that nobody asked for is found, and an emergency approved afterwards regularises it`() throws {
        let stranger = try desk()
        let set = try stranger.run("ci", "set", "vm-1", "name=Two")
        #expect(set.status == 0, "\(set.errors)")
        var findings = try stranger.run("ci", "findings", "--format", "json").objects
        #expect(findings.count == 1 && findings.first?["verdict"] as? String == "unauthorised")
        #expect(findings.first?["attribute"] as? String == "name")

        let unknown = try stranger.run("ci", "regularise", "vm-1", "--change", "CHG-9")
        #expect(unknown.status == 1 && unknown.errors.contains("there is no change CHG-9"), "\(unknown.errors)")
        let requested = try stranger.run(
            "change", "request", "--type", "emergency", "--title", "Rename", "--ci", "vm-1", "--plan", "rename",
            "--backout", "rename back", "--window", "2026-01-01T00:00Z/2036-01-01T00:00Z", "--format", "json")
        let number = try #require(try requested.object["number"] as? String, "\(requested.errors)")
        let early = try stranger.run("ci", "regularise", "vm-1", "--change", number)
        #expect(early.status == 1 && early.errors.contains("nobody has authorised it"), "\(early.errors)")
        #expect(try stranger.run("change", "submit", number).status == 0)
        let approved = try stranger.run("change", "approve", number, "--actor", "manager-1")
        #expect(approved.status == 0, "\(approved.errors)")
        let regularised = try stranger.run("ci", "regularise", "vm-1", "--change", number)
        #expect(regularised.status == 0, "\(regularised.errors)")
        #expect(try stranger.run("ci", "findings", "--format", "json").objects.isEmpty)
        findings = try stranger.run("ci", "findings", "--all", "--format", "json").objects
        #expect(findings.first?["verdict"] as? String == "regularised")
        #expect(findings.first?["regularisedBy"] as? String == number)
    }

    @Test func `a change at work covers what it changes, and is suspected of what breaks`() throws {
        let stranger = try desk()
        let number = "CHG-\(Calendar(identifier: .gregorian).component(.year, from: .now))-000001"
        for (arguments, actor) in [
            (
                [
                    "change", "request", "--type", "normal", "--title", "Rename", "--ci", "vm-1", "--plan", "p",
                    "--backout", "b", "--window", "2026-01-01T00:00Z/2096-01-01T00:00Z",
                ], "engineer-1"
            ),
            (["change", "assess", number], "manager-1"), (["change", "submit", number], "engineer-1"),
            (["change", "approve", number], "manager-1"), (["change", "schedule", number], "manager-1"),
            (["change", "start", number], "engineer-2"), (["ci", "set", "vm-1", "name=Two"], "engineer-2"),
            (["incident", "log", "--title", "Slow", "--ci", "vm-1"], "agent-1"),
        ] {
            let done = try stranger.run(arguments + ["--actor", actor])
            try #require(done.status == 0, "\(arguments): \(done.errors)")
        }
        #expect(try stranger.run("ci", "findings", "--all", "--format", "json").objects.isEmpty)
        let incident = try #require(try stranger.run("incident", "list", "--format", "json").objects.first)
        let shown = try stranger.run("incident", "show", incident["number"] as? String ?? "", "--format", "json").object
        #expect(shown["suspectedChanges"] as? [String] == [number])
    }
}
