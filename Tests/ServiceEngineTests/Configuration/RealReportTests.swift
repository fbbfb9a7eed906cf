import EventModel
import Imports
import Processes
import ServiceEngine
import TestSupport
import Testing

/// A scan of what NetBox's export has, reported in capitals and without an id.
struct RealReportTests {
    @Test("a scan of NetBox's devices", .enabled(if: SharedData.hasNetBox, "\(SharedData.absence)"))
    func netBox() async throws {
        let fixture = try await ReportFixture()
        _ = try await fixture.engine.run(
            NetBoxExport(ByteSource(path: SharedData.netBox)), from: "import", as: .person("tester"))
        var schema = CISchema.standard
        for index in schema.classes.indices {
            schema.classes[index].identifiers.append(IdentifierRule("only-name", ["name"], isWeak: true))
        }
        try await fixture.test.execute(PublishCISchema(schema), on: CISchema.stream)
        let before = try await fixture.record()
        let devices = before.items.values.filter { ["NetworkDevice", "PhysicalServer"].contains($0.ciClass) }
            .sorted { $0.id < $1.id }
        #expect(devices.count == 59)
        var (names, table) = ([String: Int](), "class,name,serial,manufacturer\n")
        for (number, device) in devices.enumerated() {
            let name = try #require(device.name)
            names["\(device.ciClass) \(name)", default: 0] += 1
            table += "\(device.ciClass),\(name.uppercased()),SN-\(number),Scanned\n"
        }
        fixture.test.clock.advance(days: 1)
        let summary = try await fixture.report(table, batch: "scan")
        let unique = names.values.count { $0 == 1 }
        #expect(summary.outcomes == [.changed: unique, .conflict: devices.count - unique] && summary.rejected.isEmpty)
        let conflicts = try await fixture.record().items.values.flatMap(\.conflicts)
        #expect(conflicts.count == names.values.count { $0 > 1 }, "one for each name, however often it is reported")
        #expect(try await fixture.reverse("scan").left.isEmpty)
        #expect(try await fixture.record() == before)
        await fixture.test.close()
    }
}
