import Testing

@Suite struct SimulateTests {
    @Test("a simulated year has the events asked for, is the same again, and is completed by running it again")
    func year() throws {
        let (one, other) = (try Stranger.withLog(), try Stranger.withLog())
        let first = try one.run("simulate", "--events", "500", "--seed", "7", "--format", "json").object
        #expect(first["events"] as? Int == 500 && first["recorded"] as? Int == 500)
        #expect(try one.run("stats", "--format", "json").object["events"] as? Int == 500)
        try other.run("simulate", "--events", "500", "--seed", "7")
        let lists = try [one, other].map { try $0.run("incident", "list", "--format", "json") }
        #expect(lists[0].status == 0 && lists[0].output == lists[1].output)
        #expect(try lists[0].objects.count > 10)

        let again = try one.run("simulate", "--events", "500", "--seed", "7", "--format", "json").object
        #expect(again["recorded"] as? Int == 0)
        #expect(try one.run("replay", "--verify").status == 0)
        #expect(try one.run("verify").status == 0)
    }

    @Test("it does not mix with what is there")
    func occupied() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("Mine")
        let outcome = try stranger.run("simulate", "--events", "100", "--seed", "1")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("new log"))
        #expect(try stranger.run("simulate", "--events", "0").status == 64)
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == 2)
    }
}
