import Foundation
import Testing

@Suite struct DeskTests {
    @Test("the desk counts what is open, by state, priority and age, and gives figures with their n")
    func desk() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log(
            "A", "--impact", "1", "--urgency", "1", "--service", "s", "--occurred-at", "2026-03-02T08:00:00Z")
        try stranger.log("B", "--occurred-at", "2026-03-02T08:00:00Z")
        try stranger.run(
            "incident", "resolve", number, "--code", "c", "--solution", "s", "--occurred-at", "2026-03-02T10:00:00Z")
        let answer = try stranger.run("desk", "--as-of", "2026-03-05T08:00:00Z", "--format", "json").object
        let promised = ["position", "asOf", "open", "byState", "byPriority", "backlogAge", "figures"]
        #expect(Set(promised).isSubset(of: answer.keys))
        #expect(answer["position"] as? Int == 5)
        #expect(answer["asOf"] as? String == "2026-03-05T08:00:00Z")
        #expect(answer["open"] as? Int == 1)
        let states = try #require(answer["byState"] as? [String: Int])
        #expect(states["New"] == 1 && states["Resolved"] == 1 && states["Closed"] == 0)
        #expect((answer["byPriority"] as? [String: Int])?["3"] == 1)
        #expect((answer["backlogAge"] as? [String: Int])?["3-7"] == 1)
        let figures = try #require(answer["figures"] as? [[String: Any]])
        let resolve = try #require(figures.first { $0["name"] as? String == "meanTimeToResolve" })
        #expect(resolve["value"] as? Int == 7_200_000_000)
        #expect(resolve["n"] as? Int == 1 && resolve["definitionVersion"] is Int)
        let before = try stranger.run("desk", "--as-of", "2026-03-02T09:00:00Z", "--format", "json").object
        #expect(before["open"] as? Int == 2)
    }

    @Test("a period narrows the figures")
    func period() throws {
        let stranger = try Stranger.withLog()
        for day in ["02", "12"] {
            let number = try stranger.log("A", "--service", "s", "--occurred-at", "2026-03-\(day)T08:00:00Z")
            try stranger.run(
                "incident", "resolve", number, "--code", "c", "--solution", "s", "--occurred-at",
                "2026-03-\(day)T10:00:00Z")
        }
        func resolved(_ options: String...) throws -> Int? {
            let answer = try stranger.run(["desk", "--format", "json"] + options).object
            let figures = answer["figures"] as? [[String: Any]]
            return figures?.first { $0["name"] as? String == "meanTimeToResolve" }?["n"] as? Int
        }
        #expect(try resolved() == 2)
        #expect(try resolved("--from", "2026-03-10") == 1)
        #expect(try resolved("--from", "2026-03-03", "--to", "2026-03-12") == 0)
        #expect(try stranger.run("desk", "--from", "2026-03-03", "--to", "2026-03-02").status == 64)
    }

    @Test("people read it on one screen")
    func screen() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("A")
        let page = try stranger.run("desk")
        #expect(page.status == 0 && page.lines.allSatisfy { $0.count <= 80 }, "\(page.output)")
        for word in ["1 open", "InProgress", "critical", "mean time to resolve"] {
            #expect(page.output.contains(word))
        }
    }
}
