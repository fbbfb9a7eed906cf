import EventLog
import EventModel
import Foundation
import Processes
import ServiceEngine
import TestSupport
import Testing

/// A batch taken back by events that compensate it.
struct ReversalTests {
    private let hosts = """
        key,class,name,serial,manufacturer,owner
        h1,PhysicalServer,web-1,SN-1,Dell,desk
        h2,PhysicalServer,web-2,SN-2,Dell,desk

        """

    @Test("what changed since is left and listed; the rest is as it was; and a batch is reversed once")
    func listing() async throws {
        let fixture = try await ReportFixture()
        try await fixture.report(hosts, batch: "b1")
        fixture.test.clock.advance(days: 1)
        let before = try await fixture.record()
        try await fixture.report(
            hosts.replacingOccurrences(of: "desk", with: "data").replacingOccurrences(of: "web", with: "app")
                + "h3,PhysicalServer,web-3,SN-3,Dell,desk\nh4,PhysicalServer,web-4,SN-4,Dell,desk\n",
            "type,from,to\ndependsOn,h1,h2\ndependsOn,h1,h3\n", batch: "b2")
        fixture.test.clock.advance(days: 1)
        let (first, fourth) = (CIID("PhysicalServer:sn-1:dell"), CIID("PhysicalServer:sn-4:dell"))
        try await fixture.test.execute(SetCIAttributes([AttributeValue("owner", "night")]), on: first.stream)
        try await fixture.test.execute(AttestCI(note: "seen"), on: fourth.stream)
        var planned: [String] = []
        let dry = try await fixture.reverse("b2", isDryRun: true) { planned.append($0.shown) }
        let position = try fixture.engine.store.head().position
        let summary = try await fixture.reverse("b2")
        #expect(summary.left == dry.left && summary.events == dry.events)
        let recorded = try fixture.events(after: position).map { "\($0.stream) \($0.type) \($0.payload)" }
        #expect(recorded == planned)
        #expect(summary.left.count == 2)
        #expect(summary.left[0] == "\(first): owner was changed since, to \"night\" by manual")
        #expect(summary.left[1].hasPrefix("\(fourth): registered by the batch, and spoken of since: CIAttested"))
        var after = try await fixture.record().real
        #expect(after.items[first]?.value("owner") == "night" && after.items[first]?.value("name") == "web-1")
        #expect(after.items.removeValue(forKey: fourth) != nil)
        after.items[first] = before.items[first]
        #expect(after == before)
        await #expect(throws: EngineError.self) { try await fixture.reverse("b2") }
        await #expect(throws: EngineError.self) { try await fixture.report(hosts, batch: "b2") }
        fixture.test.clock.advance(days: 1)
        let again = try await fixture.report(hosts + "h3,PhysicalServer,web-3,SN-3,Dell,desk\n", batch: "b3")
        #expect(again.outcomes[.reactivated] == 1 && again.outcomes[.registered] == nil)
        await fixture.test.close()
    }

    @Test("an item that the batch registered and others use stays")
    func used() async throws {
        let fixture = try await ReportFixture()
        try await fixture.test.execute(RegisterCI(class: "BusinessService"), on: CIID("shop").stream)
        try await fixture.report(hosts, batch: "b1")
        let relation = AddRelationship(from: "shop", type: "dependsOn", to: "PhysicalServer:sn-1:dell")
        try await fixture.test.execute(relation, on: relation.id.stream)
        let incident = try await fixture.test.execute(
            new: LogIncident(title: "Mail does not arrive", ci: "PhysicalServer:sn-2:dell"))
        let summary = try await fixture.reverse("b1")
        #expect(
            summary.left == [
                "PhysicalServer:sn-1:dell: registered by the batch, and used since: shop dependsOn PhysicalServer:sn-1:dell",
                "PhysicalServer:sn-2:dell: registered by the batch, and used since: incident \(incident.stream.key)",
            ])
        await fixture.test.close()
    }

    @Test("what the batch ended or brought back is as it was before", arguments: [true, false])
    func restoring(isCutOff: Bool) async throws {
        let fixture = try await ReportFixture()
        var schema = CISchema.standard
        for index in schema.classes.indices { schema.classes[index].whenSeenRetired = .reactivate }
        try await fixture.test.execute(PublishCISchema(schema), on: CISchema.stream)
        try await fixture.report(hosts, "type,from,to\ndependsOn,h1,h2\n", batch: "b1")
        let start = fixture.test.clock.now
        fixture.test.clock.advance(days: 1)
        try await fixture.test.execute(
            RegisterCI(class: "PhysicalServer", attributes: [AttributeValue("assetTag", "A-1")]), on: CIID("old").stream
        )
        try await fixture.test.execute(RetireCI(reason: "scrapped"), on: CIID("old").stream)
        let before = try await fixture.record()
        fixture.test.clock.advance(days: 1)
        let end = fixture.test.clock.now
        try await fixture.report(
            hosts, "type,from,to,validFrom,validTo\ndependsOn,h1,h2,\(start),\(end)\n", batch: "b2")
        let back = try await fixture.report(
            "class,assetTag,name\nPhysicalServer,A-1,back\n", by: "nms", batch: "n2")
        #expect(back.outcomes == [.reactivated: 1])
        if isCutOff {
            struct Killed: Error {}
            await #expect(throws: Killed.self) { try await fixture.reverse("b2") { _ in throw Killed() } }
        }
        let summaries = [try await fixture.reverse("b2"), try await fixture.reverse("n2")]
        #expect(summaries.map(\.left) == [[], []])
        #expect(try await fixture.record() == before)
        await fixture.test.close()
    }

    /// Two engines live through the same story, one of them with a batch that is reversed in the end.
    @Test("after a reversal everything is as if the batch had never been, but for what is listed", arguments: 1...12)
    func model(seed: Int) async throws {
        var random = SplitMix(seed: UInt64(seed))
        let story = Story(&random)
        let (with, without) = (try await ReportFixture(), try await ReportFixture())
        for fixture in [with, without] { try await story.tell(fixture, story.before) }
        with.test.clock.advance(days: 1)
        try await with.report(story.items, story.links, batch: "wrong")
        without.test.clock.set(with.test.clock.now)
        for fixture in [with, without] { try await story.tell(fixture, story.after) }
        let summary = try await with.reverse("wrong")
        let (found, expected) = (try await with.record().real, try await without.record())
        let listed = Set(summary.left.map { String($0.prefix { $0 != " " }) })
        for id in Set(found.items.keys).union(expected.items.keys).sorted() {
            guard let now = found.items[id], let wanted = expected.items[id] else {
                #expect(listed.contains("\(id):"), "seed \(seed): \(id) is there in one of them only")
                continue
            }
            for name in Set((now.attributes + wanted.attributes).map(\.name)).sorted()
            where now.attribute(name) != wanted.attribute(name) {
                #expect(
                    summary.left.contains { $0.hasPrefix("\(id): \(name) ") },
                    "seed \(seed): \(id) \(name) \(String(describing: now.attribute(name))) \(String(describing: wanted.attribute(name)))"
                )
            }
            var (bare, wantedBare) = (now, wanted)
            (bare.attributes, wantedBare.attributes) = ([], [])
            #expect(bare == wantedBare, "seed \(seed)")
        }
        for id in Set(found.intervals.keys).union(expected.intervals.keys) {
            let isSame = found.intervals[id] == expected.intervals[id]
            #expect(isSame || listed.contains("\(id):"), "seed \(seed): \(id)")
        }
        await with.test.close()
        await without.test.close()
    }
}

/// What happens to a handful of items, before a batch and after it.
private struct Story {
    enum Step {
        case report(source: String, batch: String, items: String, links: String)
        case set(CIID, String, String)
        case attest(CIID)
        case retire(CIID)
        case end(from: CIID, to: CIID)
        case wait(days: Int64)
    }
    var before: [Step] = []
    var items = ""
    var links = ""
    var after: [Step] = []
    private var value = 0

    init(_ random: inout SplitMix) {
        for number in 1...4 { before.append(report("scanner", "s\(number)", hosts: 1...6, &random)) }
        before.append(.set("PhysicalServer:sn-1:dell", "owner", "manual"))
        for number in 1...3 { before.append(report("nms", "n\(number)", hosts: 3...8, &random)) }
        before.shuffle(using: &random)
        before.insert(report("scanner", "s0", hosts: 1...8, all: true, &random), at: 0)
        before = before.flatMap { [.wait(days: Int64.random(in: 1...20, using: &random)), $0] }
        if Bool.random(using: &random) { before += [.wait(days: 1), .retire("PhysicalServer:sn-8:dell")] }
        (items, links) = tables(1...12, all: false, &random)
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let host = CIID("PhysicalServer:sn-\(Int.random(in: 1...7, using: &random)):dell")
            value += 1
            after.append(.wait(days: 1))
            switch Int.random(in: 0...3, using: &random) {
            case 0: after.append(.attest(host))
            case 1: after.append(.end(from: host, to: "PhysicalServer:sn-1:dell"))
            default:
                after.append(.set(host, ["owner", "name", "model"].randomElement(using: &random) ?? "", "v\(value)"))
            }
        }
    }

    private mutating func report(
        _ source: String, _ batch: String, hosts: ClosedRange<Int>, all: Bool = false, _ random: inout SplitMix
    ) -> Step {
        let (items, links) = tables(hosts, all: all, &random)
        return .report(source: source, batch: batch, items: items, links: links)
    }

    private mutating func tables(
        _ hosts: ClosedRange<Int>, all: Bool, _ random: inout SplitMix
    ) -> (items: String, links: String) {
        var (items, links) = ("key,class,name,serial,manufacturer,owner,model\n", "type,from,to\n")
        for host in hosts where all || Int.random(in: 0...3, using: &random) > 0 {
            func some(_ text: String) -> String {
                Bool.random(using: &random) ? "\(text)\(Int.random(in: 0...2, using: &random))" : ""
            }
            let ciClass = Int.random(in: 0...9, using: &random) == 0 && !all ? "NetworkDevice" : "PhysicalServer"
            items += "h\(host),\(ciClass),\(some("n")),SN-\(host),Dell,\(some("o")),\(some("m"))\n"
            if Bool.random(using: &random), host > hosts.lowerBound {
                links += "dependsOn,h\(host),h\(Int.random(in: hosts.lowerBound..<host, using: &random))\n"
            }
        }
        return (items, links)
    }

    func tell(_ fixture: ReportFixture, _ steps: [Step]) async throws {
        let test = fixture.test
        for step in steps {
            switch step {
            case .report(let source, let batch, let items, let links):
                try await fixture.report(items, links, by: source, batch: batch)
            case .set(let ci, let name, let value):
                try await test.execute(SetCIAttributes([AttributeValue(name, value)]), on: ci.stream)
            case .attest(let ci): try await test.execute(AttestCI(note: "seen"), on: ci.stream)
            case .retire(let ci): try await test.execute(RetireCI(reason: "old"), on: ci.stream)
            case .end(let from, let to):
                // Not every one is there, and not in both stories.
                let id = RelationshipID(from: from, type: "dependsOn", to: to)
                _ = try? await test.execute(EndRelationship(), on: id.stream)
            case .wait(let days): test.clock.advance(days: days)
            }
        }
    }
}
