import EventLog
import EventModel
import Foundation
import Imports
import Processes
import ReadModels
import ServiceEngine
import TestSupport
import Testing

/// Reports of sources, taken through the engine. cmdb.md section 5 and its edge cases.
struct ReconciliationTests {
    private let hosts = """
        key,class,name,serial,manufacturer,owner
        h1,PhysicalServer,web-1,SN-1,Dell,desk
        h2,PhysicalServer,web-2,SN-2,Dell,desk
        r1,Rack,rack-1,R-1,APC,

        """
    private let links = "type,from,to\nlocatedAt,h1,r1\nlocatedAt,h2,r1\n"

    @Test("what nothing matches is registered, what one matches changes it, and a report repeated makes no event")
    func counting() async throws {
        let fixture = try await ReportFixture()
        let first = try await fixture.report(hosts, links, batch: "b1")
        #expect(first.outcomes == [.registered: 3] && first.relationshipsChanged == 2 && first.events == 6)
        let again = try await fixture.report(hosts, links, batch: "b1")
        #expect(again.outcomes == [.unchanged: 3] && again.relationshipsUnchanged == 2 && again.events == 0)
        fixture.test.clock.advance(days: 1)
        let next = try await fixture.report(
            hosts.replacingOccurrences(of: "web-2", with: "web-22"), links, batch: "b2")
        #expect(next.outcomes == [.confirmed: 2, .changed: 1] && next.relationshipsUnchanged == 2)
        let record = try await fixture.record()
        let second = try #require(record.items["PhysicalServer:sn-2:dell"])
        #expect(second.value("name") == "web-22" && second.sighting(by: "scanner")?.batch == "b2")
        #expect(
            record.intervals.keys.sorted().map(\.rawValue) == [
                "PhysicalServer:sn-1:dell~locatedAt~Rack:r-1:apc", "PhysicalServer:sn-2:dell~locatedAt~Rack:r-1:apc",
            ])
        let late = try await fixture.report(hosts, links, batch: "b1")
        #expect(late.events == 0, "an older batch again changes nothing")
        await fixture.test.close()
    }

    @Test("a dry run plans the very events that the run records, and records none")
    func dryRun() async throws {
        let fixture = try await ReportFixture()
        try await fixture.test.execute(
            RegisterCI(class: "PhysicalServer", attributes: [AttributeValue("assetTag", "A-1")]),
            on: CIID("old").stream)
        try await fixture.test.execute(
            RegisterCI(class: "PhysicalServer", attributes: [AttributeValue("assetTag", "A-1")]),
            on: CIID("twin").stream)
        var table = "id,class,name,serial,manufacturer,assetTag,domain\n"
        // More than a chunk, with rows that are new, the same twice, ambiguous, junk and wrong.
        for number in 0..<1_100 { table += ",PhysicalServer,n\(number),SN-\(number),Dell,,\n" }
        table += ",PhysicalServer,n,,,A-1,\n,PhysicalServer,again,SN-3,Dell,,\n,PhysicalServer,x,0000,Dell,,\n"
        table += "vm,VM,v,,,,example.org\n,NetworkDevice,n9,SN-9,Dell,,\n,Cow,moo,,,,\n"
        let links = "type,from,to\ncontains,vm,PhysicalServer:sn-1:dell\ndependsOn,vm,nothing\n"
        var planned: [String] = []
        let dry = try await fixture.report(table, links, batch: "b", isDryRun: true) { planned.append($0.shown) }
        let position = try fixture.engine.store.head().position
        #expect(try fixture.events(after: .zero).allSatisfy { $0.stream.category != "discovery" })
        let real = try await fixture.report(table, links, batch: "b")
        let recorded = try fixture.events(after: position).map(\.shown)
        #expect(recorded == planned && recorded.count == real.events)
        #expect(dry.outcomes == real.outcomes && dry.rejected == real.rejected && dry.events == real.events)
        #expect(real.outcomes == [.registered: 1_101, .conflict: 2] && real.rejected.count == 4)
        await fixture.test.close()
    }

    @Test("M16: the same serial in two classes is one open conflict, however often it is reported")
    func otherClass() async throws {
        let fixture = try await ReportFixture()
        try await fixture.report(hosts, batch: "b1")
        for day in 2...3 {
            fixture.test.clock.advance(days: 1)
            let summary = try await fixture.report(
                "class,serial,manufacturer\nNetworkDevice,SN-1,Dell\n", by: "nms", batch: "n\(day)")
            #expect(summary.outcomes == [.conflict: 1] && summary.events == (day == 2 ? 2 : 1))
        }
        let item = try #require(try await fixture.record().items["PhysicalServer:sn-1:dell"])
        #expect(item.conflicts.map(\.kind) == [.reclassification])
        #expect(item.conflicts.map(\.values) == [["PhysicalServer", "NetworkDevice"]])
        try await fixture.test.execute(ReclassifyCI(to: "NetworkDevice", reason: "it is a switch"), on: item.id.stream)
        try await fixture.test.execute(ResolveCIConflict(about: "serial", resolution: "moved"), on: item.id.stream)
        fixture.test.clock.advance(days: 1)
        let after = try await fixture.report(
            "class,serial,manufacturer\nNetworkDevice,SN-1,Dell\n", by: "nms", batch: "n4")
        #expect(after.outcomes == [.confirmed: 1])
        await fixture.test.close()
    }

    @Test("M18: a retired serial that is seen again is reactivated, or a new item with the old identity named")
    func retired() async throws {
        for policy in RetiredSighting.allCases {
            let fixture = try await ReportFixture()
            var schema = CISchema.standard
            for index in schema.classes.indices { schema.classes[index].whenSeenRetired = policy }
            try await fixture.test.execute(PublishCISchema(schema), on: CISchema.stream)
            try await fixture.report(hosts, batch: "b1")
            let old = CIID("PhysicalServer:sn-1:dell")
            fixture.test.clock.advance(days: 1)
            try await fixture.test.execute(RetireCI(reason: "scrapped"), on: old.stream)
            let late = try await fixture.report(
                hosts, batch: "late", at: fixture.test.clock.now.advanced(byMicros: -Instant.microsPerHour))
            #expect(late.outcomes[.reactivated] == nil)
            fixture.test.clock.advance(days: 1)
            let summary = try await fixture.report(hosts, batch: "b2")
            let items = try await fixture.record().items
            switch policy {
            case .reactivate:
                #expect(summary.outcomes == [.reactivated: 1, .confirmed: 2])
                #expect(items[old]?.isRetired == false && items.count == 3)
            case .newItem:
                #expect(items[old]?.isRetired == true)
                #expect(items["PhysicalServer:sn-1:dell#2"]?.previousIdentity == old)
            }
            await fixture.test.close()
        }
    }

    @Test("M21: a run that was cut off goes on under its batch, and comes to the same as one that was not")
    func resuming() async throws {
        var (table, links) = ("key,class,name,uuid\n", "type,from,to\n")
        for number in 0..<1_100 {
            table += "k\(number),VM,vm-\(number),4c4c4544-\(number)\n"
            if number > 0 { links += "dependsOn,k\(number),k\(number / 2)\n" }
        }
        let whole = try await ReportFixture()
        let at = whole.test.clock.now
        try await whole.report(table, links, batch: "b")
        let expected = try await whole.record()
        for stop in [1, 900, 1_600] {
            let fixture = try await ReportFixture()
            var heard = 0
            await #expect(throws: Killed.self) {
                try await fixture.report(table, links, batch: "b") { _ in
                    heard += 1
                    if heard == stop { throw Killed() }
                }
            }
            fixture.test.clock.advance(days: 1)
            try await fixture.test.restart()
            let rest = try await fixture.report(table, links, batch: "b", at: at)
            #expect(rest.events > 0 && rest.rejected.isEmpty, "\(stop)")
            #expect(try await fixture.record() == expected, "\(stop)")
            let batches = try fixture.events(after: .zero).filter { $0.type == "DiscoveryReceived" }
            #expect(batches.count == 1)
            let others = try fixture.events(after: .zero).filter { $0.correlation != batches[0].position }
            #expect(others.map(\.type) == ["DiscoveryReceived"], "all of it is one batch")
            await fixture.test.close()
        }
        await whole.test.close()
    }

    @Test("M21: how far read models are behind is seen while a report is taken")
    func lag() async throws {
        let fixture = try await ReportFixture()
        var table = "class,uuid\n"
        for number in 0..<1_500 { table += "VM,4c4c4544-\(number)\n" }
        try await fixture.report(table, batch: "b")
        func position() async throws -> Position? {
            try await fixture.engine.models().first { $0.name == CITable.name }?.position
        }
        let head = try fixture.engine.store.head().position
        let before = try #require(try await position())
        #expect(before < head, "the last chunk is recorded, and not folded yet")
        #expect(try await fixture.record().items.count == 1_500, "whoever asks is answered as of the newest event")
        await fixture.test.close()
    }

    @Test("a batch has one source and one time, and none is reported under a name that it cannot have")
    func refusing() async throws {
        let fixture = try await ReportFixture()
        try await fixture.report(hosts, batch: "b")
        let at = fixture.test.clock.now
        await refused(.otherSource(batch: "b", recorded: "scanner", given: "nms")) {
            try await fixture.report(hosts, by: "nms", batch: "b")
        }
        fixture.test.clock.advance(days: 1)
        let now = fixture.test.clock.now
        await refused(.otherTime(batch: "b", recorded: at, given: now)) {
            try await fixture.report(hosts, batch: "b", at: now)
        }
        let ahead = now.advanced(byMicros: 1)
        await refused(.inFuture(observedAt: ahead, now: now)) {
            try await fixture.report(hosts, batch: "c", at: ahead)
        }
        await refused(.badName(what: "batch", "two words")) { try await fixture.report(hosts, batch: "two words") }
        await refused(.unknown(batch: "z")) { _ = try await fixture.reverse("z") }
        await refused(.withoutReason(batch: "b")) {
            _ = try await fixture.engine.reverse(batch: "b", CommandEnvelope(.person("agent-1")))
        }
        await fixture.test.close()
    }

    private func refused(_ expected: DiscoveryRejection, _ body: () async throws -> Void) async {
        do {
            try await body()
            Issue.record("not refused: \(expected)")
        } catch EngineError.rejected(let rejection) {
            #expect(rejection as? DiscoveryRejection == expected)
        } catch {
            Issue.record(error)
        }
    }

    @Test("rows that nothing identifies, or the schema forbids, are left out with their place, and cost no other")
    func rejecting() async throws {
        let fixture = try await ReportFixture()
        let table = """
            key,class,name,serial,manufacturer,assetTag
            a,PhysicalServer,a,To be filled by O.E.M.,Dell,
            b,PhysicalServer,b,SN-2,Dell,
            b,PhysicalServer,c,SN-3,Dell,
            d,PhysicalServer,d,SN-2,Dell,
            e,Cow,e,,,

            """
        let links = "type,from,to\ndependsOn,b,a\ndependsOn,b,nothing\nlikes,b,b\ncontains,b,b\n"
        let summary = try await fixture.report(table, links, batch: "b")
        let reasons = summary.rejected.map { "\($0.place.place): \($0.reason)" }
        #expect(summary.outcomes == [.registered: 1] && reasons.count == 8)
        for (place, part) in [
            ("line 2", "serial \"To be filled by O.E.M.\" identifies nothing"), ("line 4", "calls two rows b"),
            ("line 5", "stands in the report twice"), ("line 6", "there is no class Cow"),
            ("line 2", "nobody can tell yet which item a is"), ("line 3", "there is no configuration item nothing"),
        ] {
            #expect(reasons.contains { $0.hasPrefix(place) && $0.contains(part) }, "\(place) \(part) \(reasons)")
        }
        await fixture.test.close()
    }
}

private struct Killed: Error {}

extension PlannedEvent {
    var shown: String { "\(stream) \(event.eventName) \(event.encoded(sealer: nil))" }
}

extension RecordedEvent {
    fileprivate var shown: String { "\(stream) \(type) \(payload)" }
}
