import EventLog
import EventModel
import Processes
import ServiceEngine
import TestSupport
import Testing

/// Policies that ask the configuration graph: P4 and P5 of the list.
struct GraphPolicyTests {
    private func register(_ test: TestEngine, _ ids: CIID..., as ciClass: String = "VM") async throws {
        for id in ids { try await test.execute(RegisterCI(class: ciClass), on: id.stream) }
    }
    private func relate(_ test: TestEngine, _ from: CIID, _ type: String, _ to: CIID) async throws {
        let command = AddRelationship(from: from, type: type, to: to)
        try await test.execute(command, on: command.id.stream)
    }
    private func log(_ test: TestEngine, _ command: LogIncident) async throws -> StreamID {
        try await test.execute(new: command).stream
    }
    /// `id how`, in the order of linking, after policies have acted.
    private func links(_ test: TestEngine, _ stream: StreamID, settles: Bool = true) async throws -> [String] {
        if settles { try await test.engine.settlePolicies() }
        return try await incident(test, stream).relations.cis.map { "\($0.ci) \($0.how.name)" }
    }
    private func incident(_ test: TestEngine, _ stream: StreamID) async throws -> Incident {
        try #require(try await test.engine.state(of: stream, in: IncidentProcess.self))
    }
    private func head(_ test: TestEngine) throws -> Position { try test.engine.store.head().position }

    /// A shop on two of three web servers on one host, and the order database.
    private func estate() async throws -> TestEngine {
        let test = try await TestEngine()
        try await register(test, "shop", as: "ApplicationService")
        try await register(test, "sales", as: "BusinessService")
        try await register(test, "web-1", "web-2", "db")
        try await register(test, "host", as: "PhysicalServer")
        try await relate(test, "sales", "dependsOn", "shop")
        try await relate(test, "shop", "dependsOn", "db")
        try await relate(test, "db", "runsOn", "host")
        try await relate(test, "web-1", "memberOf", "shop")
        try await relate(test, "web-2", "memberOf", "shop")
        return test
    }

    @Test("P4: the caller's items are linked as computed, once, and nobody else's")
    func callerAssets() async throws {
        let test = try await TestEngine()
        try await register(test, "person-1", "person-2", as: "Person")
        try await register(test, "nb-1", "nb-2", "nb-3", as: "Endpoint")
        try await register(test, "printer", as: "Peripheral")
        try await relate(test, "nb-1", "usedBy", "person-1")
        try await relate(test, "nb-2", "usedBy", "person-2")
        try await relate(test, "nb-3", "usedBy", "person-1")
        try await relate(test, "printer", "availableTo", "person-1")
        try await test.execute(RetireCI(reason: "old"), on: CIID("nb-3").stream)
        let stream = try await log(test, LogIncident(title: "It does not start", caller: "person-1"))
        #expect(try await links(test, stream) == ["nb-1 computed", "printer computed"])
        let head = try head(test)
        try await test.engine.settlePolicies()
        try await test.restart()
        try await test.engine.settlePolicies()
        #expect(try self.head(test) == head)
        for caller in [PersonID("person-9"), nil] {
            let other = try await log(test, LogIncident(title: "Another", caller: caller))
            #expect(try await links(test, other) == [])
        }
        await test.close()
    }

    @Test("P5: what suffers with a linked item is linked as computed: services first, then the nearest")
    func impact() async throws {
        let test = try await estate()
        let stream = try await log(test, LogIncident(title: "Disk full", ci: "host"))
        #expect(
            try await links(test, stream)
                == ["host manual", "shop computed", "sales computed", "db computed"])
        let computed = try #require(try await incident(test, stream).relations.computations.first)
        #expect(computed.basis == .impact && computed.from == ["host"] && !computed.isCut && computed.found == 3)
        await test.close()
    }

    @Test("P5: a redundant member's failure reaches nothing, and a second member linked later does")
    func redundancy() async throws {
        let test = try await estate()
        let stream = try await log(test, LogIncident(title: "Web server hangs", ci: "web-1"))
        #expect(try await links(test, stream) == ["web-1 manual"])
        try await test.execute(LinkCI("web-2"), on: stream)
        #expect(
            try await links(test, stream) == ["web-1 manual", "web-2 manual", "shop computed", "sales computed"])
        await test.close()
    }

    @Test("P5: the service that categorising names is linked, with what depends on it")
    func service() async throws {
        let test = try await estate()
        let stream = try await log(test, LogIncident(title: "No orders"))
        #expect(try await links(test, stream) == [])
        try await test.execute(CategoriseIncident(category: "web", service: "shop"), on: stream)
        #expect(try await links(test, stream) == ["shop computed", "sales computed"])
        await test.close()
    }

    @Test("P5: what is categorised as it is logged is looked at once")
    func onceForOneCommit() async throws {
        let test = try await estate()
        let stream = try await log(test, LogIncident(title: "No orders", service: "shop", category: "web"))
        #expect(try await links(test, stream) == ["shop computed", "sales computed"])
        #expect(try await test.engine.policies().allSatisfy { $0.refusedCount == 0 })
        await test.close()
    }

    @Test("P5: a link that a person made or excluded is left alone, whatever is computed later")
    func saidByPerson() async throws {
        let test = try await estate()
        let stream = try await log(test, LogIncident(title: "Slow"))
        try await test.execute(ExcludeCI("sales"), on: stream)
        try await test.execute(LinkCI("db", role: .cause), on: stream)
        #expect(try await links(test, stream) == ["sales excluded", "db manual", "shop computed"])
        try await test.execute(ExcludeCI("shop"), on: stream)
        try await test.execute(LinkCI("host"), on: stream)
        #expect(try await links(test, stream) == ["sales excluded", "db manual", "shop excluded", "host manual"])
        await test.close()
    }

    @Test("P5: an item excluded under an id that was merged away stays excluded under the survivor's")
    func excludedAlias() async throws {
        let test = try await estate()
        try await register(test, "shop-old", as: "ApplicationService")
        try await test.execute(MergeCI(into: "shop", reason: "the same"), on: CIID("shop-old").stream)
        test.clock.advance(minutes: 1)
        let other = try await log(test, LogIncident(title: "Slow again"))
        try await test.execute(ExcludeCI("shop-old"), on: other)
        try await test.execute(LinkCI("db"), on: other)
        #expect(try await links(test, other) == ["shop-old excluded", "db manual", "sales computed"])
        await test.close()
    }

    @Test("loops are impossible: in a circle of items every one is linked once, and computing is no cause of computing")
    func loops() async throws {
        let test = try await TestEngine()
        try await register(test, "a", "b", "c")
        for (from, to) in [("a", "b"), ("b", "c"), ("c", "a")] {
            try await relate(test, CIID(from), "dependsOn", CIID(to))
        }
        let stream = try await log(test, LogIncident(title: "Round", ci: "a"))
        #expect(try await links(test, stream) == ["a manual", "c computed", "b computed"])
        let status = try await test.engine.policies().filter { ["P4", "P5"].contains($0.policy.number) }
        #expect(status.count == 2 && status.allSatisfy { $0.refusedCount == 0 })
        #expect(status.map { $0.progress?.firedCount } == [0, 1])
        await test.close()
    }

    @Test("the graph is that of the detection, as known when the cause was recorded, however late the policy acts")
    func deterministic() async throws {
        let test = try await estate()
        let detectedAt = test.clock.now
        test.clock.advance(days: 1)
        try await register(test, "report")
        try await relate(test, "report", "dependsOn", "db")
        try await test.execute(
            EndRelationship(), on: RelationshipID(from: "sales", type: "dependsOn", to: "shop").stream)
        test.clock.advance(hours: 1)
        let before = try await log(test, LogIncident(title: "Late news", detectedAt: detectedAt, ci: "db"))
        let now = try await log(test, LogIncident(title: "News", ci: "db"))
        // Recorded after both causes, before the policy acts, and said to have been so all along.
        try await register(test, "batch")
        let late = AddRelationship(from: "batch", type: "dependsOn", to: "db", validFrom: detectedAt)
        try await test.execute(late, on: late.id.stream)
        #expect(try await links(test, before) == ["db manual", "shop computed", "sales computed"])
        #expect(try await links(test, now) == ["db manual", "shop computed", "report computed"])
        await test.close()
    }

    @Test("more than fifty affected items are cut, services are kept, and the event and the incident say so")
    func cut() async throws {
        let test = try await TestEngine()
        try await register(test, "host", as: "PhysicalServer")
        for number in 100..<170 {
            let id = CIID("vm-\(number)")
            try await register(test, id)
            try await relate(test, id, "runsOn", "host")
        }
        try await register(test, "zz-service", as: "BusinessService")
        try await relate(test, "zz-service", "dependsOn", "vm-150")
        let stream = try await log(test, LogIncident(title: "Host down", ci: "host"))
        let links = try await links(test, stream)
        #expect(links.count == 51 && links[1] == "zz-service computed")
        let computed = try #require(try await incident(test, stream).relations.computations.first)
        #expect(computed.isCut && computed.found == 71 && computed.linked == 50)
        await test.close()
    }

    @Test("M13: an incident linked to an absorbed item is shown under the survivor, and its link stays as it was")
    func absorbed() async throws {
        let test = try await estate()
        try await register(test, "db-copy")
        let stream = try await log(test, LogIncident(title: "Slow", ci: "db-copy"))
        #expect(try await links(test, stream) == ["db-copy manual"])
        try await test.execute(MergeCI(into: "db", reason: "the same"), on: CIID("db-copy").stream)
        let survivor = try #require(try await test.engine.configurationItem("db-copy"))
        #expect(survivor.id == "db")
        let shown = try await test.engine.incidents(of: survivor)
        #expect(shown.map(\.ci) == ["db-copy"])
        let link = try #require(try await test.engine.ciLinks(of: try await incident(test, stream)).first)
        #expect(link.link.ci == "db-copy" && link.survivor == "db")
        // And what suffers with it is what suffers with the survivor.
        test.clock.advance(minutes: 1)
        let next = try await log(test, LogIncident(title: "Slow again", ci: "db-copy"))
        #expect(try await links(test, next) == ["db-copy manual", "shop computed", "sales computed"])
        await test.close()
    }

    @Test("what an import recorded is linked to nothing by itself")
    func imported() async throws {
        let test = try await estate()
        let importer = Actor(principal: "import", kind: .import)
        let stream = try await test.execute(new: LogIncident(title: "Old", ci: "db"), by: importer).stream
        #expect(try await links(test, stream) == ["db manual"])
        await test.close()
    }
}
