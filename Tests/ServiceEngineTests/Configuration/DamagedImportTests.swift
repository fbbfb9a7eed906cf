import EventLog
import EventModel
import Imports
import Processes
import ReadModels
import Synchronization
import TestSupport
import Testing

@testable import ServiceEngine

/// An export that breaks off while it is being recorded.
struct DamagedImportTests {
    /// 3,000 nodes in a ring, as they come down a pipe: more than two chunks of them, and as many edges.
    private func ring(upTo bytes: Int = .max) throws -> ByteSource {
        let nodes = (0..<3_000).map { "<node id=\"\($0)\"/>" }.joined(separator: "\n")
        let edges = (0..<3_000).map { "<edge source=\"\($0)\" target=\"\(($0 + 1) % 3_000)\"/>" }.joined(
            separator: "\n")
        let text = "<graphml><graph id=\"ring\">\n\(nodes)\n\(edges)\n</graph></graphml>\n"
        return try ByteSource(name: "pipe", bytes: Array(text.utf8.prefix(bytes)))
    }

    @Test("what was recorded before the break is whole chunks, and the import run again completes it")
    func cutOff() async throws {
        let test = try await TestEngine()
        let reported = Mutex(ConfigurationImportSummary())
        await #expect(throws: ImportError.self) {
            _ = try await test.engine.run(GraphMLExport(ring(upTo: 45_000)), from: "import", as: .person("tester")) {
                step in
                reported.withLock { $0 = step }
            }
        }
        let before = reported.withLock { $0 }
        #expect(before.events == 2_048 && before.rejected.isEmpty)
        // The import's own event comes first.
        #expect(try test.engine.store.head().position == Position(UInt64(before.events + 1)))
        let whole = try await test.engine.run(GraphMLExport(ring()), from: "import", as: .person("tester"))
        #expect(whole.rowsRead == 6_000 && whole.rowsWithoutChange == 2_048 && whole.events == 6_000 - 2_048)
        #expect(try await test.engine.read(CITable.self) { try $0.rowCount() } == 3_000)
        #expect(try await test.engine.read(RelationshipTable.self) { try $0.rowCount() } == 3_000)
        await test.close()
    }

    @Test("an export that has to be read whole first leaves nothing behind where it is cut off")
    func nothing() async throws {
        let test = try await TestEngine()
        let text = "[{\"model\":\"dcim.site\",\"pk\":1,\"fields\":{\"name\":\"A\"}},"
        await #expect(throws: ImportError.self) {
            _ = try await test.engine.run(
                NetBoxExport(ByteSource(name: "pipe", bytes: Array(text.utf8))), from: "import", as: .person("tester"))
        }
        #expect(try test.engine.store.head().position == .zero)
        await test.close()
    }
}
