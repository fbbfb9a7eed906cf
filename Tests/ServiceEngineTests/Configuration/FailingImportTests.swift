import EventLog
import EventModel
import Foundation
import Imports
import Processes
import Synchronization
import TestSupport
import Testing

@testable import ServiceEngine

/// A log that cannot be read any more once an import's second commit is on its way, which ends only after somebody has found out.
private final class UnreadableStore: MemoryBackedStore {
    private struct State {
        var isImporting = false
        var begun = 0
        var ended = 0
        var isFoundOut = false
    }
    let memory: InMemoryEventStore
    private let state = Synchronization.Mutex(State())

    init(_ memory: InMemoryEventStore) { self.memory = memory }

    func importBegins() { state.withLock { $0.isImporting = true } }
    var openAppends: Int { state.withLock { $0.begun - $0.ended } }

    func append(_ commits: [Commit]) async -> [Result<Appended, AppendError>] {
        let isLate = state.withLock { state in
            state.begun += state.isImporting ? 1 : 0
            return state.begun > 1
        }
        if isLate {
            while !state.withLock(\.isFoundOut) { try? await Task.sleep(for: .milliseconds(1)) }
            try? await Task.sleep(for: .milliseconds(100))
        }
        let results = await memory.append(commits)
        state.withLock { $0.ended = $0.begun }
        return results
    }
    func head() throws(LogError) -> LogHead {
        let isUnreadable = state.withLock { state in
            state.isFoundOut = state.begun > 1
            return state.isFoundOut
        }
        if isUnreadable { throw .closed }
        return memory.head()
    }
    func onReader<Value: Sendable>(
        _ body: @escaping @Sendable () throws(LogError) -> Value
    ) async throws(LogError) -> Value {
        // What is recorded first is the import's own event, which it waits for.
        while state.withLock({ $0.begun == 1 }) { try? await Task.sleep(for: .milliseconds(1)) }
        return try body()
    }
}

struct FailingImportTests {
    private let fixture = PolicyFixture()

    @Test("an import that cannot read what is on record ends when what is on its way has, and says why")
    func unreadable() async throws {
        let store = UnreadableStore(fixture.memory)
        let engine = try fixture.open([], store: store)
        _ = try await run(engine, items: 0..<1)
        store.importBegins()
        await #expect {
            _ = try await run(engine, items: 1..<9_000)
        } throws: { error in
            if case .model(.unreadable(_, let cause as LogError)) = error as? EngineError { return cause == .closed }
            return false
        }
        #expect(store.openAppends == 0)
    }

    private func run(_ engine: ServiceEngine, items: Range<Int>) async throws -> ConfigurationImportSummary {
        let path = fixture.folder.path("items.csv")
        let rows = ["id,class,name"] + items.map { "ci-\($0),VM,name \($0)" }
        try rows.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return try await engine.run(
            ConfigurationTables(items: path, relationships: nil), from: "import", as: .person("tester"))
    }
}
