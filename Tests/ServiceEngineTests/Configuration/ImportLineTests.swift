import EventLog
import EventModel
import Foundation
import Imports
import Processes
import ReadModels
import ServiceEngine
import Synchronization
import TestSupport
import Testing

/// Chunks of an import on their way into the log.
struct ImportLineTests {
    private let folder = TemporaryFolder()

    @Test("chunks are told of in their order, each once it is durable, and stand in the log in that order")
    func order() async throws {
        let test = try await TestEngine()
        let reported = Mutex([(rows: Int, head: Position)]())
        let store = test.engine.store
        let summary = try await run(test, items: items(9_000) { "ci-\($0),VM,name \($0)" }) { step in
            reported.withLock { $0.append((step.rowsRead, (try? store.head().position) ?? .zero)) }
        }
        #expect(summary.events == 9_000 && summary.rejected.isEmpty)
        let told = reported.withLock { $0 }
        #expect(told.map(\.rows) == [2_048, 4_096, 6_144, 8_192, 9_000])
        // The import's own event comes first.
        for each in told { #expect(each.head >= Position(UInt64(each.rows + 1))) }
        let records = try store.read(from: Position(2), through: .last, limit: 2_048)
        #expect(records.map(\.stream.key) == (0..<records.count).map { "ci-\($0)" })
        await test.close()
    }

    @Test("a chunk that makes more events than a commit takes is several commits, each of whole rows")
    func manyEvents() async throws {
        let test = try await TestEngine()
        _ = try await run(test, items: items(2_048) { "ci-\($0),VM,name \($0)" })
        let header = "id,class,name,status,colour"
        let summary = try await run(
            test, items: items(2_048, header) { "ci-\($0),VM,other \($0),stock,red" }, extendsSchema: true)
        #expect(summary.events == 2 * 2_048 + 1 && summary.rejected.isEmpty)
        let item = try await test.engine.read(CITable.self) { try $0.row(CIID("ci-2047").stream)?.item }
        #expect(item?.name == "other 2047" && item?.status == .stock && item?.value("colour") == "red")
        let again = try await run(
            test, items: items(2_048, header) { "ci-\($0),VM,other \($0),stock,red" }, extendsSchema: true)
        #expect(again.events == 0 && again.rowsWithoutChange == 2_048)
        await test.close()
    }

    @Test("a chunk that makes more bytes than a commit takes is several commits")
    func manyBytes() async throws {
        let test = try await TestEngine()
        let text = String(repeating: "x", count: 60_000)
        let summary = try await run(
            test, items: items(200, "id,class,name,description") { "ci-\($0),VM,name \($0),\(text)" })
        #expect(summary.events == 200 && summary.rejected.isEmpty)
        #expect(try test.engine.store.head().position == Position(201))
        #expect(try await test.engine.read(CITable.self) { try $0.rowCount() } == 200)
        await test.close()
    }

    @Test("the read models of a large import are there when it ends, and are what a rebuild makes of the log")
    func models() async throws {
        let test = try await TestEngine()
        let summary = try await run(test, items: items(24_000) { "ci-\($0),VM,name \($0)" })
        #expect(summary.events == 24_000 && summary.rejected.isEmpty)
        // Asked before anybody reads them, which would let them catch up.
        let head = try test.engine.store.head().position
        for model in try await test.engine.models() { #expect(model.position == head, "\(model.name)") }
        for model in try await test.engine.verifyModels() { #expect(model.isEqual, "\(model.name)") }
        #expect(try await test.engine.read(CITable.self) { try $0.rowCount() } == 24_000)
        await test.close()
    }

    private func items(_ count: Int, _ header: String = "id,class,name", _ row: (Int) -> String) -> String {
        ([header] + (0..<count).map(row)).joined(separator: "\n") + "\n"
    }

    private func run(
        _ test: TestEngine, items: String, extendsSchema: Bool = false,
        progress: @Sendable (ConfigurationImportSummary) -> Void = { _ in }
    ) async throws -> ConfigurationImportSummary {
        let path = folder.path("items.csv")
        try items.write(toFile: path, atomically: true, encoding: .utf8)
        return try await test.engine.run(
            ConfigurationTables(items: path, relationships: nil), from: "import", as: .person("tester"),
            extendsSchema: extendsSchema, progress: progress)
    }
}
