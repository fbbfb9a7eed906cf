import EventLog
import EventModel
import LMDB
import Processes
import ReadModels
import TestSupport

@testable import ServiceEngine

typealias DeskModel = ReadModel<ServiceDeskTable>

/// A log in memory, and a folder for a service desk beside it.
struct ModelFixture {
    let folder = TemporaryFolder()
    var store: InMemoryEventStore

    init(_ events: some Sequence<RecordedEvent> = [], origin: String = "test.example/log") async throws {
        store = Self.makeStore(origin)
        try await append(events)
    }

    static func makeStore(_ origin: String = "test.example/log") -> InMemoryEventStore {
        let late = Instant.newYear.plus(days: 3650)
        return InMemoryEventStore(identity: LogIdentity(origin: origin, createdAt: .newYear, zone: .utc)) { _ in late }
    }

    /// Appends the events, a commit each.
    func append(_ events: some Sequence<RecordedEvent>) async throws {
        let commits = events.map { event in
            let new = NewEvent(
                stream: .named(event.stream), type: event.type, schemaVersion: event.schemaVersion,
                occurredAt: event.occurredAt, payload: event.payload)
            return Commit(
                commandID: event.commandID, actor: event.actor, events: [new], expectations: [event.stream: .any])
        }
        for result in await store.append(commits) { _ = try result.get() }
    }

    func open(readOnly: Bool = false) throws -> DeskModel {
        try DeskModel(folder: folder.path, store: store, isReadOnly: readOnly)
    }

    /// The plain fold of the log: what every answer is compared with.
    func folded(through position: Position? = nil) throws -> MemoryTable<ServiceDeskTable> {
        var table = MemoryTable<ServiceDeskTable>()
        let source = TableSource<ServiceDeskTable>(store: store)
        try source.fold(into: &table, through: position ?? store.head().position)
        return table
    }

    /// Where the model's answers differ from the plain fold.
    func differences(_ model: DeskModel) throws -> [String] {
        let folded = try folded()
        return try model.read { reader in try differ(folded, reader) }
    }

    private func differ(
        _ folded: MemoryTable<ServiceDeskTable>, _ reader: some TableReader<ServiceDeskTable>
    ) throws -> [String] { try TestSupport.differences(folded, reader) }

    /// The generation that serves, opened by itself. No model may have it open.
    func generation() throws -> TableGeneration<ServiceDeskTable> {
        let folder = modelFolder
        return try TableGeneration(path: folder.path(of: folder.current() ?? 0), create: false, readOnly: false)
    }

    var modelFolder: ModelFolder {
        ModelFolder(path: folder.path("service-desk"), table: ServiceDeskTable.name)
    }
}

extension TableGeneration {
    /// Turns one bit of the value of `key`; in an index, of its first entry.
    func flipBit(of key: [UInt8], in table: LMDB.Table, byte: Int) throws {
        try environment.write { transaction in
            guard var value = try transaction.get(table, key.span.bytes)?.array else { return }
            if table.options.contains(.dupSort) {
                try transaction.delete(table, key.span.bytes, value: value.span.bytes)
            }
            value[byte < 0 ? value.count + byte : byte] ^= 1
            try transaction.put(table, key.span.bytes, value.span.bytes)
        }
    }
}
