import EventModel
import Processes
import ReadModels
import ServiceEngine
import TestSupport
import Testing

/// Items that their sources do not see any more.
struct StaleItemTests {
    private let host = "class,serial,manufacturer\nPhysicalServer,SN-1,Dell\n"
    private let id = CIID("PhysicalServer:sn-1:dell")

    private func stale(_ fixture: ReportFixture) async throws -> [CIID] {
        try await fixture.engine.read(CITable.self) { table in
            var found: [CIID] = []
            try CIFilter(isStale: true).scan(table) { row in
                found.append(row.item.id)
                return .more
            }
            return found
        }
    }

    @Test("an item that nobody sees for longer than the schema allows is stale as of then, and seen again it is not")
    func becoming() async throws {
        let fixture = try await ReportFixture()
        try await fixture.test.execute(RegisterCI(class: "VM"), on: CIID("by-hand").stream)
        try await fixture.report(host, batch: "b1")
        let due = fixture.test.clock.now.advanced(byMicros: 60 * Instant.microsPerDay)
        fixture.test.clock.advance(days: 59)
        try await fixture.engine.fireTimers()
        #expect(try await stale(fixture) == [])
        fixture.test.clock.advance(days: 3)
        try await fixture.engine.fireTimers()
        #expect(try await stale(fixture) == [id], "only what a source reports is waited for")
        #expect(try await fixture.record().items[id]?.staleSince == due)
        fixture.test.clock.advance(days: 100)
        try await fixture.engine.fireTimers()
        #expect(try fixture.events(after: .zero).count { $0.type == "CIStale" } == 1)
        try await fixture.report(host, batch: "b2")
        #expect(try await stale(fixture) == [])
        fixture.test.clock.advance(days: 61)
        try await fixture.engine.fireTimers()
        #expect(try await stale(fixture) == [id])
        await fixture.test.close()
    }

    @Test("another period moves every deadline, and without one nothing becomes stale")
    func periods() async throws {
        let fixture = try await ReportFixture()
        try await fixture.report(host, batch: "b1")
        var schema = CISchema.standard
        schema.staleAfterDays = nil
        try await fixture.test.execute(PublishCISchema(schema), on: CISchema.stream)
        fixture.test.clock.advance(days: 400)
        try await fixture.engine.fireTimers()
        #expect(try await stale(fixture) == [])
        schema.staleAfterDays = 500
        try await fixture.test.execute(PublishCISchema(schema), on: CISchema.stream)
        try await fixture.engine.fireTimers()
        #expect(try await stale(fixture) == [])
        schema.staleAfterDays = 30
        try await fixture.test.execute(PublishCISchema(schema), on: CISchema.stream)
        try await fixture.engine.fireTimers()
        #expect(try await stale(fixture) == [id])
        await fixture.test.close()
    }

    @Test("what is retired, or merged into another, is not waited for; a reversed report waits no longer")
    func gone() async throws {
        let fixture = try await ReportFixture()
        try await fixture.report(host + "PhysicalServer,SN-2,Dell\nPhysicalServer,SN-3,Dell\n", batch: "b1")
        try await fixture.test.execute(RegisterCI(class: "PhysicalServer"), on: CIID("x").stream)
        try await fixture.test.execute(RetireCI(reason: "old"), on: id.stream)
        try await fixture.test.execute(MergeCI(into: "x"), on: CIID("PhysicalServer:sn-2:dell").stream)
        _ = try await fixture.reverse("b1")
        fixture.test.clock.advance(days: 100)
        try await fixture.engine.fireTimers()
        #expect(try await stale(fixture) == [])
        await fixture.test.close()
    }
}
