import EventLog
import EventModel
import Processes
import ReadModels
import ServiceEngine
import TestSupport
import Testing

/// Audits by sample, coverage, redundancy that breaks, and restricted items.
struct CMDBAuditTests {
    private let dana = CommandEnvelope(.person("dana"))

    private func estate(_ count: Int = 20) async throws -> TestEngine {
        let test = try await TestEngine()
        for number in 0..<count {
            let values = [AttributeValue("name", "vm \(number)"), AttributeValue("version", "1")]
            try await test.execute(RegisterCI(class: "VM", attributes: values), on: CIID("vm-\(number)").stream)
        }
        return test
    }

    @Test("the same seed draws the same sample of the same record, another seed another; retired items are not drawn")
    func drawing() async throws {
        let test = try await estate()
        try await test.execute(RetireCI(reason: "old"), on: CIID("vm-7").stream)
        let first = try await test.engine.planAudit("a", class: "VM", sample: 6, seed: 1, dana)
        let second = try await test.engine.planAudit("b", class: "VM", sample: 6, seed: 1, dana)
        let third = try await test.engine.planAudit(nil, class: "VM", sample: 6, seed: 2, dana)
        #expect(first.sample == second.sample && first.sample != third.sample && third.name == "audit-3")
        #expect(first.sample.count == 6 && Set(first.sample).count == 6 && first.population == 19)
        let all = try await test.engine.planAudit("all", class: "VM", sample: 19, seed: 9, dana)
        #expect(!all.sample.contains("vm-7"))
        await test.close()
    }

    @Test("every item is drawn about equally often")
    func isFair() {
        let items = (0..<50).map { CIID("ci-\($0)") }
        var counts: [CIID: Int] = [:]
        for seed in 0..<2_000 {
            for id in AuditSample.draw(5, from: items, seed: UInt64(seed)) { counts[id, default: 0] += 1 }
        }
        #expect(items.allSatisfy { (140...260).contains(counts[$0] ?? 0) }, "\(counts.values.sorted())")
    }

    @Test("what was found is judged by what was on record when the sample was drawn")
    func recording() async throws {
        let test = try await estate()
        let plan = try await test.engine.planAudit("a", class: "VM", sample: 4, seed: 1, dana)
        let questions = try await test.engine.questions(of: plan)
        #expect(questions.count == 16 && Set(questions.map(\.attribute)) == ["exists", "status", "name", "version"])
        // Mended after the sample was drawn: no help.
        test.clock.advance(minutes: 1)
        try await test.execute(SetCIAttributes([AttributeValue("version", "2")]), on: plan.sample[0].stream)
        var found = questions.map { (ci: $0.ci, attribute: $0.attribute, value: $0.recorded) }
        for index in found.indices where found[index].attribute == "version" && found[index].ci == plan.sample[0] {
            found[index].value = "2"
        }
        let audit = try await test.engine.recordAudit("a", found: found, dana)
        let accuracy = try #require(audit.accuracy())
        #expect(accuracy.matches == 15 && accuracy.attributes == 16 && accuracy.flawlessItems == 3)
        #expect(
            audit.result?.findings
                == [AuditFinding(ci: plan.sample[0], attribute: "version", recorded: "1", found: "2")])
        let interval = try #require(accuracy.itemInterval)
        #expect(interval.low < 0.75 && 0.75 < interval.high)
        await test.close()
    }

    @Test("a plan or a record that would mislead is refused")
    func refusing() async throws {
        let test = try await estate(5)
        let engine = test.engine
        func refused(_ rejection: CMDBAuditRejection, _ body: () async throws -> Void) async {
            #expect(await refusal(body) == rejection)
        }
        await refused(.populationTooSmall("VM", 5, 6)) {
            _ = try await engine.planAudit("x", class: "VM", sample: 6, seed: 1, dana)
        }
        await refused(.sampleOutOfRange(0, largest: 2_000)) {
            _ = try await engine.planAudit("x", class: "VM", sample: 0, seed: 1, dana)
        }
        let plan = try await engine.planAudit("a", class: "VM", sample: 2, seed: 1, dana)
        await refused(.alreadyPlanned("a")) {
            _ = try await engine.planAudit("a", class: "VM", sample: 1, seed: 1, dana)
        }
        let (first, second) = (plan.sample[0], plan.sample[1])
        await refused(.notLookedAt([second])) {
            _ = try await engine.recordAudit("a", found: [(first, "exists", "true")], dana)
        }
        let stranger = try #require((0..<5).map { CIID("vm-\($0)") }.first { !plan.sample.contains($0) })
        await refused(.notInSample(stranger, audit: "a")) {
            _ = try await engine.recordAudit("a", found: [(stranger, "exists", "true")], dana)
        }
        await refused(.twice(first, "exists")) {
            _ = try await engine.recordAudit("a", found: [(first, "exists", "true"), (first, "exists", nil)], dana)
        }
        await refused(.notPlanned("z", known: ["a"])) { _ = try await engine.recordAudit("z", found: [], dana) }
        let whole: [(ci: CIID, attribute: String, value: String?)] = [
            (first, "exists", "true"), (second, "exists", nil),
        ]
        #expect(try await engine.recordAudit("a", found: whole, dana).accuracy()?.matches == 1)
        let performedAt = try #require(try await engine.audits().first?.performedAt)
        await refused(.alreadyPerformed("a", at: performedAt)) {
            _ = try await engine.recordAudit("a", found: whole, dana)
        }
        await test.close()
    }

    @Test("live items without an owner, an agreement or support are listed; people and contracts are not asked")
    func coverage() async throws {
        let test = try await TestEngine()
        for (id, ciClass) in [("shop", "BusinessService"), ("db", "Database"), ("dana", "Person"), ("sla", "Contract")]
        {
            try await test.execute(RegisterCI(class: ciClass), on: CIID(id).stream)
        }
        try await test.execute(RegisterCI(class: "VM", status: .stock), on: CIID("spare").stream)
        for (from, type, to) in [
            ("shop", "ownedBy", "dana"), ("shop", "coveredBy", "sla"), ("db", "supportedBy", "dana"),
        ] {
            let command = AddRelationship(from: CIID(from), type: type, to: CIID(to))
            try await test.execute(command, on: command.id.stream)
        }
        try await test.execute(SetCIAttributes([AttributeValue("owner", "data")]), on: CIID("db").stream)
        let report = try await test.engine.coverage()
        #expect(report.liveCount == 2)
        #expect(report.rows.map { "\($0.ci) \($0.missing)" } == ["db [agreement]", "shop [support]"].map(spelled))
        #expect(try await test.engine.coverage(ofClass: "Database").rows.map(\.ci) == ["db"])
        await test.close()
    }
    /// As the enumeration's cases print.
    private func spelled(_ text: String) -> String {
        text.replacing("[agreement]", with: "\([CoverageGap.agreement])").replacing(
            "[support]", with: "\([CoverageGap.support])")
    }

    @Test("retiring or merging a member that a redundancy group cannot spare says so in the stream of who needs it")
    func misconfigured() async throws {
        let test = try await estate(4)
        let group = RedundancyGroup("web", members: ["vm-0", "vm-1", "vm-2"], minUp: 2)
        try await test.execute(DefineRedundancyGroup(group), on: CIID("vm-3").stream)
        func retire(_ ci: CIID) async throws {
            let broken = try await test.engine.groupsBroken(without: ci)
            try await test.execute(RetireCI(reason: "old", broken: broken), on: ci.stream)
        }
        func events() async throws -> [String] { try await test.engine.history(of: CIID("vm-3").stream).map(\.type) }
        try await retire("vm-0")
        #expect(try await events() == ["CIRegistered", "RedundancyGroupDefined"])
        let merging = try await test.engine.groupsBroken(without: "vm-1", mergedInto: "vm-2")
        #expect(merging == [BrokenGroup(owner: "vm-3", name: "web", memberCount: 1, needed: 2)])
        #expect(try await test.engine.groupsBroken(without: "vm-1", mergedInto: "vm-3").isEmpty)
        try await retire("vm-1")
        #expect(
            try await events() == ["CIRegistered", "RedundancyGroupDefined", "RedundancyGroupMisconfigured"])
        await test.close()
    }

    @Test("what is hidden is what the graph does not name: restricted items, and all that is one with them, as of when")
    func hidden() async throws {
        let test = try await estate(5)
        func merge(_ ci: CIID, into other: CIID) async throws {
            try await test.execute(MergeCI(into: other, reason: "the same"), on: ci.stream)
        }
        let before = test.clock.now
        test.clock.advance(minutes: 1)
        try await test.execute(RestrictCI(reason: "guards the vault"), on: CIID("vm-1").stream)
        try await test.execute(RestrictCI(reason: "guards the vault"), on: CIID("vm-4").stream)
        try await merge("vm-1", into: "vm-2")
        try await merge("vm-3", into: "vm-2")
        try await test.execute(RetireCI(reason: "old"), on: CIID("vm-4").stream)
        #expect(try await test.engine.hidden(from: .unrestricted) == ["vm-1", "vm-2", "vm-3", "vm-4"])
        #expect(try await test.engine.hidden(from: .everything) == [])
        #expect(try await test.engine.hidden(from: .unrestricted, Moment(asOf: before)) == [])
        let unnamed = try await test.engine.configuration(seeing: .unrestricted) { view in
            (0..<Int32(view.graph.items.count)).filter { view.isThere($0) && view.shown($0) == nil }.map(view.id)
        }
        #expect(unnamed == ["vm-2"])
        await test.close()
    }

    @Test("differences, drift and gaps of restricted items are counted and not told, those that name one among them")
    func countedOnly() async throws {
        let test = try await estate(4)
        let start = test.clock.now
        let baseline = try await test.engine.takeBaseline("base", BaselineScope(), dana)
        test.clock.advance(minutes: 1)
        try await test.execute(RestrictCI(reason: "guards the vault"), on: CIID("vm-1").stream)
        for ci: CIID in ["vm-1", "vm-2"] {
            try await test.execute(SetCIAttributes([AttributeValue("version", "2")]), on: ci.stream)
        }
        let relation = AddRelationship(from: "vm-0", type: "dependsOn", to: "vm-1")
        try await test.execute(relation, on: relation.id.stream)
        let group = RedundancyGroup("web", members: ["vm-1", "vm-2"], minUp: 1)
        try await test.execute(DefineRedundancyGroup(group), on: CIID("vm-3").stream)
        test.clock.advance(minutes: 1)
        try await test.execute(RetireCI(reason: "old"), on: CIID("vm-1").stream)
        func diff(_ sight: ConfigurationSight) async throws -> ConfigurationDiff {
            try await test.engine.configurationDiff(from: Moment(asOf: start), to: .now, seeing: sight)
        }
        let (whole, shown) = (try await diff(.everything), try await diff(.unrestricted))
        #expect(whole.removedItems.map(\.ci) == ["vm-1"] && whole.restrictedCount == 0)
        #expect(shown.removedItems.isEmpty && shown.changedItems.map(\.ci) == ["vm-2"])
        // The item that left, and the relationship to it.
        #expect(whole.addedRelationships.count == 1 && shown.addedRelationships.isEmpty && shown.restrictedCount == 2)
        let report = try await test.engine.drift(from: baseline.name)
        let seen = try await test.engine.shown(report, to: .unrestricted)
        #expect(seen.drift.map { "\($0.ci) \($0.attribute)" } == ["vm-2 version"])
        #expect(seen.restrictedCount == report.drift.count - 1 && seen.restrictedCount >= 2)
        #expect(try await test.engine.shown(report, to: .everything).drift == report.drift)
        try await test.execute(RestrictCI(reason: "guards the vault"), on: CIID("vm-3").stream)
        let gaps = try await test.engine.coverage(seeing: .unrestricted)
        #expect(gaps.liveCount == 3 && gaps.rows.map(\.ci) == ["vm-0", "vm-2"] && gaps.restrictedCount == 1)
        await test.close()
    }

    @Test("M19: a restricted item on a way is counted with and not named, as of when it was restricted")
    func restricted() async throws {
        let test = try await estate(3)
        for (from, to) in [("vm-0", "vm-1"), ("vm-1", "vm-2")] {
            let command = AddRelationship(from: CIID(from), type: "dependsOn", to: CIID(to))
            try await test.execute(command, on: command.id.stream)
        }
        let before = test.clock.now
        test.clock.advance(minutes: 1)
        try await test.execute(RestrictCI(reason: "guards the vault"), on: CIID("vm-1").stream)
        func path(_ sight: ConfigurationSight, _ moment: Moment = .now) async throws -> [String] {
            try await test.engine.configuration(moment, seeing: sight) { view in
                guard let seed = view.item("vm-2"), let last = view.item("vm-0") else { return [] }
                return Impact(of: [seed], in: view).path(to: last).map { view.shown($0)?.rawValue ?? "?" }
            }
        }
        #expect(try await path(.unrestricted) == ["vm-2", "?", "vm-0"])
        #expect(try await path(.everything) == ["vm-2", "vm-1", "vm-0"])
        #expect(try await path(.unrestricted, Moment(asOf: before)) == ["vm-2", "vm-1", "vm-0"])
        let picture = try await test.engine.configuration(seeing: .unrestricted) { view in
            view.item("vm-2").map { GraphPicture(impactOf: $0, depth: nil, limit: 9, in: view).nodes.map(\.id) }
        }
        #expect(picture == ["vm-2", "restricted-2", "vm-0"])
        #expect(test.engine.sight(of: .person("dana")) == .everything)
        test.clock.advance(minutes: 1)
        try await test.execute(RestrictCI(false, reason: "removed"), on: CIID("vm-1").stream)
        #expect(try await path(.unrestricted) == ["vm-2", "vm-1", "vm-0"])
        await test.close()
    }
}
