import EventLog
import EventModel
import Processes
import ReadModels
import ServiceEngine
import TestSupport
import Testing

/// Baselines and drift: design, cmdb.md section 4.
struct BaselineTests {
    private let dana = CommandEnvelope(.person("dana"))

    private func estate() async throws -> TestEngine {
        let test = try await TestEngine()
        for (id, ciClass) in [("shop", "ApplicationService"), ("db", "Database"), ("spare", "VM")] {
            let values = [AttributeValue("name", id), AttributeValue("version", "4.1")]
            try await test.execute(RegisterCI(class: ciClass, attributes: values), on: CIID(id).stream)
        }
        try await relate(test, "shop", "dependsOn", "db")
        return test
    }
    private func relate(_ test: TestEngine, _ from: CIID, _ type: String, _ to: CIID) async throws {
        let command = AddRelationship(from: from, type: type, to: to)
        try await test.execute(command, on: command.id.stream)
    }
    private func set(_ test: TestEngine, _ ci: CIID, _ name: String, _ value: String) async throws {
        test.clock.advance(minutes: 1)
        try await test.execute(SetCIAttributes([AttributeValue(name, value)], source: "discovery"), on: ci.stream)
    }
    /// `item attribute: intended → observed`.
    private func drift(
        _ test: TestEngine, _ moment: Moment = .now, _ rules: DriftRules = DriftRules()
    ) async throws -> [String] {
        try await test.engine.drift(from: "base", moment, rules).drift.map {
            "\($0.ci) \($0.attribute): \($0.intended ?? "-") → \($0.observed ?? "-")"
        }
    }

    @Test("a baseline points to the log as it was: a position, its Merkle root, and a scope, but no copy")
    func pointer() async throws {
        let test = try await estate()
        let head = try test.engine.store.head()
        let baseline = try await test.engine.takeBaseline("base", BaselineScope(), dana)
        #expect(baseline.position == head.position && baseline.itemCount == 3 && baseline.root.count == 64)
        #expect(try await test.engine.baselines() == [baseline])
        #expect(try await drift(test) == [])
        await test.close()
    }

    @Test("a scope narrows by class, status, items and what a service depends on, together")
    func scopes() async throws {
        let test = try await estate()
        var number = 0
        for (scope, count) in [
            (BaselineScope(classes: ["Database", "VM"]), 2), (BaselineScope(statuses: [.production]), 3),
            (BaselineScope(items: ["db", "spare"]), 2), (BaselineScope(service: "shop"), 2),
            (BaselineScope(classes: ["Database"], service: "shop"), 1),
            (BaselineScope(items: ["spare", "db"], service: "shop"), 1),
        ] {
            number += 1
            #expect(try await test.engine.takeBaseline("scope-\(number)", scope, dana).itemCount == Int64(count))
        }
        await test.close()
    }

    @Test("a baseline is not taken twice, of nothing, of an unknown class, or under no name")
    func refusals() async throws {
        let test = try await estate()
        let first = try await test.engine.takeBaseline("base", BaselineScope(), dana)
        for (name, scope, rejection) in [
            ("base", BaselineScope(), BaselineRejection.alreadyTaken("base", at: first.position)),
            ("none", BaselineScope(statuses: [.repair]), .nothingInScope), ("a b", BaselineScope(), .badName("a b")),
        ] {
            let found: BaselineRejection? = await refusal { _ = try await test.engine.takeBaseline(name, scope, dana) }
            #expect(found == rejection)
        }
        let cow: BaselineRejection? = await refusal {
            _ = try await test.engine.takeBaseline("cow", BaselineScope(classes: ["Cow"]), dana)
        }
        #expect(cow?.description.contains("no class Cow") == true)
        let unknown: BaselineRejection? = await refusal { _ = try await test.engine.drift(from: "x") }
        #expect(unknown == .notTaken("x", known: ["base"]))
        await test.close()
    }

    @Test("drift is told attribute by attribute with who said so and since when, to full depth")
    func fullDepth() async throws {
        let test = try await estate()
        _ = try await test.engine.takeBaseline("base", BaselineScope(), dana)
        try await set(test, "db", "version", "4.2")
        let changedAt = test.clock.now
        test.clock.advance(minutes: 1)
        try await test.execute(ChangeCIStatus(to: .repair), on: CIID("spare").stream)
        try await relate(test, "spare", "dependsOn", "db")
        try await test.execute(EndRelationship(), on: RelationshipID(from: "shop", type: "dependsOn", to: "db").stream)
        try await test.execute(
            DefineRedundancyGroup(RedundancyGroup("data", members: ["db", "spare"], minUp: 1)), on: CIID("shop").stream)
        try await test.execute(RegisterCI(class: "VM"), on: CIID("new").stream)
        #expect(
            try await drift(test) == [
                "db version: 4.1 → 4.2", "new item: - → present", "shop group data: - → 1 of db, spare",
                "shop relationship dependsOn db: present → -", "spare relationship dependsOn db: - → present",
                "spare status: production → repair",
            ])
        let version = try #require(try await test.engine.drift(from: "base").drift.first)
        #expect(version.source == "discovery" && version.since == changedAt)
        #expect(try await drift(test, Moment(asOf: changedAt)) == ["db version: 4.1 → 4.2"])
        await test.close()
    }

    @Test("an item that was retired since, or left the scope, is a difference")
    func gone() async throws {
        let test = try await estate()
        _ = try await test.engine.takeBaseline("base", BaselineScope(classes: ["VM", "Database"]), dana)
        test.clock.advance(minutes: 1)
        try await test.execute(RetireCI(reason: "old"), on: CIID("spare").stream)
        try await test.execute(ReclassifyCI(to: "Dataset", reason: "it is one"), on: CIID("db").stream)
        #expect(try await drift(test) == ["db class: Database → Dataset", "spare item: present → -"])
        await test.close()
    }

    @Test("case, white space, named attributes and what flaps are left out where the rules say so")
    func ignoring() async throws {
        let test = try await estate()
        _ = try await test.engine.takeBaseline("base", BaselineScope(), dana)
        try await set(test, "db", "name", " DB ")
        #expect(try await drift(test).count == 1)
        #expect(try await drift(test, .now, DriftRules(ignoresCase: true)).count == 1)
        #expect(try await drift(test, .now, DriftRules(ignoresCase: true, ignoresWhitespace: true)) == [])
        #expect(try await drift(test, .now, DriftRules(ignoredAttributes: ["name"])) == [])
        for version in ["4.2", "4.1", "4.3"] { try await set(test, "spare", "version", version) }
        let rules = DriftRules(ignoredAttributes: ["name"], flappingHours: 1)
        let report = try await test.engine.drift(from: "base", .now, rules)
        #expect(report.drift.isEmpty && report.ignored.map(\.attribute) == ["version"])
        test.clock.advance(hours: 2)
        #expect(try await drift(test, .now, rules) == ["spare version: 4.1 → 4.3"])
        await test.close()
    }

    @Test(
        "a baseline whose root is not that of the log at its position is compared with nothing, and the error names it")
    func otherRoot() async throws {
        let test = try await estate()
        let base = try await test.engine.takeBaseline("base", BaselineScope(), dana)
        let other = Array(repeating: "0", count: 64).joined()
        for (name, position, root, found) in [
            ("swapped", base.position, other, base.root),
            ("shifted", Position(base.position.rawValue - 1), base.root, ""),
            ("later", Position(9_999), base.root, "a log that ends before that"),
        ] {
            let forged = BaselineTaken(
                name: name, scope: BaselineScope(), asOf: base.asOf, position: position, root: root, itemCount: 3)
            try await test.execute(TakeBaseline(forged), on: BaselineProcess.stream)
            for question in [
                { try await test.engine.baseline(name) }, { try await test.engine.drift(from: name).baseline },
            ] {
                do {
                    _ = try await question()
                    Issue.record("\(name) was believed")
                } catch EngineError.log(.corrupt(let damage)) {
                    #expect(damage.what == "the Merkle root of the baseline \(name)" && damage.position == position)
                    #expect(damage.expected == root && damage.found.hasPrefix(found))
                }
            }
        }
        #expect(try await test.engine.baseline("base") == base)
        await test.close()
    }

    @Test("recorded drift is detected once, detected anew with another value, and resolved once")
    func recording() async throws {
        let test = try await estate()
        _ = try await test.engine.takeBaseline("base", BaselineScope(), dana)
        func record() async throws -> [Int] {
            let report = try await test.engine.drift(from: "base")
            let counts = try await test.engine.record(report, dana)
            return [counts.detected, counts.resolved]
        }
        #expect(try await record() == [0, 0])
        try await set(test, "db", "version", "4.2")
        try await set(test, "spare", "version", "4.2")
        #expect(try await record() == [2, 0])
        let head = try test.engine.store.head().position
        #expect(try await record() == [0, 0])
        #expect(try test.engine.store.head().position == head)
        try await set(test, "db", "version", "4.3")
        try await set(test, "spare", "version", "4.1")
        #expect(try await record() == [1, 1])
        let open = try await test.engine.configurationItem("db")?.drift
        #expect(
            open == [DriftDetected(baseline: "base", attribute: "version", intended: "4.1", observed: "4.3")])
        #expect(try await test.engine.configurationItem("spare")?.drift == [])
        #expect(try await record() == [0, 0])
        await test.close()
    }
}

/// The rule that refused; nil where none of this kind did.
func refusal<Rejection: CommandRejection>(_ body: () async throws -> Void) async -> Rejection? {
    do { try await body() } catch EngineError.rejected(let rejection) { return rejection as? Rejection } catch {}
    return nil
}
