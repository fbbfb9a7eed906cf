import EventModel
import Processes
import ReadModels
import ServiceEngine
import TestSupport
import Testing

/// The edge cases of cmdb.md, section 7, that are about two points in time.
struct ConfigurationMomentTests {
    private func relate(_ test: TestEngine, _ from: CIID, _ type: String, _ to: CIID, at: Instant? = nil) async throws {
        let command = AddRelationship(from: from, type: type, to: to, validFrom: at)
        try await test.execute(command, on: command.id.stream)
    }
    private func register(_ test: TestEngine, _ ids: CIID..., as ciClass: String = "VM") async throws {
        for id in ids { try await test.execute(RegisterCI(class: ciClass), on: id.stream) }
    }
    private func affected(_ test: TestEngine, by id: CIID, _ moment: Moment = .now) async throws -> [String: String] {
        try await test.engine.configuration(moment) { view in
            guard let item = view.item(id) else { return ["?": "not there"] }
            return Dictionary(
                uniqueKeysWithValues: Impact(of: [item], in: view).affected.map {
                    (view.id($0.item).rawValue, $0.state.name)
                })
        }
    }

    @Test("M5, M6: retiring one of two out of three leaves no spare, and before that there was one")
    func retiring() async throws {
        let test = try await TestEngine()
        try await register(test, "svc", "a", "b", "c")
        try await test.execute(
            DefineRedundancyGroup(RedundancyGroup("web", members: ["a", "b", "c"], minUp: 2)), on: CIID("svc").stream)
        let before = test.clock.now
        #expect(try await affected(test, by: "a") == ["svc": "atRisk"])
        test.clock.advance(days: 1)
        try await test.execute(RetireCI(reason: "old"), on: CIID("c").stream)
        #expect(try await affected(test, by: "a") == ["svc": "down"])
        #expect(try await affected(test, by: "a", Moment(asOf: before)) == ["svc": "atRisk"])
        #expect(try await affected(test, by: "c", Moment(asOf: before)) == ["svc": "atRisk"])
        #expect(try await affected(test, by: "c") == ["?": "not there"])
        let health = try await test.engine.configuration { view in view.item("svc").map(view.redundancy) ?? [] }
        #expect(health.map(\.state) == [.atRisk] && health.map(\.memberCount) == [2])
        await test.close()
    }

    @Test("M7: a relationship recorded today that held last month was not known last month")
    func recordedLater() async throws {
        let test = try await TestEngine()
        try await register(test, "a", "b")
        let lastMonth = test.clock.now.advanced(byMicros: Instant.microsPerSecond)
        test.clock.advance(days: 30)
        try await relate(test, "a", "dependsOn", "b", at: lastMonth)
        let then = Moment(asOf: lastMonth, asKnownAt: .instant(lastMonth))
        #expect(try await affected(test, by: "b", then) == [:])
        #expect(try await affected(test, by: "b", Moment(asOf: lastMonth)) == ["a": "down"])
        await test.close()
    }

    @Test("M8: what ended was so before; what was retracted never was, but was believed")
    func endedOrVoid() async throws {
        let test = try await TestEngine()
        try await register(test, "a", "b", "c")
        try await relate(test, "a", "dependsOn", "b")
        try await relate(test, "a", "dependsOn", "c")
        let early = test.clock.now
        test.clock.advance(days: 1)
        try await test.execute(EndRelationship(), on: RelationshipID(from: "a", type: "dependsOn", to: "b").stream)
        try await test.execute(
            RetractRelationship(reason: "wrong"), on: RelationshipID(from: "a", type: "dependsOn", to: "c").stream)
        #expect(try await affected(test, by: "b", Moment(asOf: early)) == ["a": "down"])
        #expect(try await affected(test, by: "c", Moment(asOf: early)) == [:])
        let believed = Moment(asOf: early, asKnownAt: .instant(early))
        #expect(try await affected(test, by: "c", believed) == ["a": "down"])
        #expect(try await affected(test, by: "b") == [:])
        await test.close()
    }

    @Test("M9 to M12: merged items are one, chains of merges lead to the last, and a merge is taken back")
    func merging() async throws {
        let test = try await TestEngine()
        try await register(test, "a", "b", "c", "app", "db")
        try await relate(test, "app", "dependsOn", "a")
        try await relate(test, "app", "dependsOn", "b")
        try await relate(test, "a", "dependsOn", "b")
        try await relate(test, "b", "dependsOn", "db")
        let before = test.clock.now
        test.clock.advance(days: 1)
        try await test.execute(MergeCI(into: "b"), on: CIID("a").stream)
        try await test.execute(MergeCI(into: "c"), on: CIID("b").stream)
        #expect(try await affected(test, by: "a") == ["app": "down"])
        #expect(try await affected(test, by: "db") == ["c": "down", "app": "down"])
        #expect(try await test.engine.configurationItem("a")?.id == "c")
        #expect(try await affected(test, by: "b", Moment(asOf: before)) == ["a": "down", "app": "down"])
        try await test.execute(UnmergeCI(reason: "two machines"), on: CIID("a").stream)
        #expect(try await affected(test, by: "a") == ["app": "down"])
        #expect(try await affected(test, by: "c") == ["a": "down", "app": "down"])
        await test.close()
    }

    @Test("M10: of relationships that a merge makes one, one is kept, and it holds whenever either did")
    func duplicates() async throws {
        let test = try await TestEngine()
        try await register(test, "a", "b", "app", "web")
        let start = test.clock.now
        for (to, from, until) in [("a", 1, 14), ("b", 3, 6), ("b", 12, 16)] as [(CIID, Int64, Int64)] {
            let command = AddRelationship(
                from: "app", type: "dependsOn", to: to,
                validFrom: start.advanced(byMicros: from * Instant.microsPerDay),
                validTo: start.advanced(byMicros: until * Instant.microsPerDay))
            try await test.execute(command, on: command.id.stream)
        }
        try await relate(test, "a", "connectedTo", "web")
        try await relate(test, "b", "connectedTo", "web")
        test.clock.advance(days: 10)
        try await test.execute(MergeCI(into: "b"), on: CIID("a").stream)
        func held(on day: Int64) async throws -> [String] {
            let moment = Moment(asOf: start.advanced(byMicros: day * Instant.microsPerDay))
            return try await test.engine.neighbours(of: "b", moment).map { "\($0.type) \($0.other)" }
        }
        for day in [10, 13, 15] as [Int64] {
            #expect(try await held(on: day) == ["connectedTo web", "dependsOn app"], "\(day)")
        }
        #expect(try await held(on: 17) == ["connectedTo web"])
        #expect(try await held(on: 8) == ["connectedTo web"], "before the merge each stands for itself")
        let depth = try await test.engine.configuration { view in
            view.item("b").map { view.around($0, depth: 1).count } ?? 0
        }
        #expect(depth == 2)
        await test.close()
    }

    @Test("M13: an incident that names an absorbed item is shown with the survivor, its link as it was")
    func incidents() async throws {
        let test = try await TestEngine()
        try await register(test, "a", "b")
        let logged = try await test.execute(new: LogIncident(title: "Mail does not arrive", ci: "a"))
        try await test.execute(MergeCI(into: "b"), on: CIID("a").stream)
        let item = try #require(try await test.engine.configurationItem("a"))
        let incidents = try await test.engine.incidents(of: item)
        #expect(incidents.map(\.ci) == ["a"] && incidents.map(\.number.rawValue) == [logged.stream.key])
        await test.close()
    }

    @Test("M17: open incidents and live services are what uses an item")
    func users() async throws {
        let test = try await TestEngine()
        try await register(test, "db")
        try await register(test, "shop", as: "BusinessService")
        try await relate(test, "shop", "dependsOn", "db")
        let logged = try await test.execute(new: LogIncident(title: "Slow", ci: "db"))
        #expect(try await test.engine.users(of: "db") == ["incident \(logged.stream.key)", "BusinessService shop"])
        #expect(try await test.engine.users(of: "shop") == [])
        await test.close()
    }

    @Test("M20: a relationship that lies ahead is there only as of then")
    func future() async throws {
        let test = try await TestEngine()
        try await register(test, "a", "b")
        let ahead = test.clock.now.advanced(byMicros: 86_400 * Instant.microsPerSecond)
        try await relate(test, "a", "dependsOn", "b", at: ahead)
        #expect(try await affected(test, by: "b") == [:])
        #expect(try await affected(test, by: "b", Moment(asOf: ahead)) == ["a": "down"])
        test.clock.advance(days: 2)
        #expect(try await affected(test, by: "b") == ["a": "down"])
        await test.close()
    }

    @Test("the graph in memory follows what is recorded after it was made, and a restart changes no answer")
    func following() async throws {
        let test = try await TestEngine()
        try await register(test, "a", "b")
        #expect(try await affected(test, by: "b") == [:])
        try await relate(test, "a", "dependsOn", "b")
        #expect(try await affected(test, by: "b") == ["a": "down"])
        try await test.execute(
            EndRelationship(), on: RelationshipID(from: "a", type: "dependsOn", to: "b").stream,
            occurredAt: test.clock.now.advanced(byMicros: 1))
        try await register(test, "c")
        try await relate(test, "c", "dependsOn", "b")
        test.clock.advance(days: 1)
        #expect(try await affected(test, by: "b") == ["c": "down"])
        try await test.restart()
        #expect(try await affected(test, by: "b") == ["c": "down"])
        await test.close()
    }
}
