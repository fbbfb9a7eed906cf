import EventLog
import EventModel
import Foundation
import LMDB
import Processes
import ReadModels
import Synchronization
import TestSupport
import Testing

@testable import ServiceEngine

/// A rebuild with its streams side by side, in batches and chunks so small that everything is met that a large log has.
@Suite struct RebuildTests {
    @Test(arguments: 1...6 as ClosedRange<UInt64>, [1, 2, 3])
    func `whatever the workers, batches and chunks, the rows, indexes and sums are those of the plain fold`(
        seed: UInt64, workers: Int
    ) async throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 25, eventCount: 400)
        let fixture = try await ModelFixture(log.events)
        var random = SplitMix(seed: seed)
        let rebuild = try TableBuild<ServiceDeskTable>(
            fixture, workers, through: 400, batch: .random(in: 1...30, using: &random),
            chunk: .random(in: 1...40, using: &random))
        try rebuild.run()
        #expect(try digest(rebuild) == TableDigest(of: fixture.folded()), "seed \(seed)")
        #expect(try rebuild.generation.cursor()?.position == Position(400))
        #expect(try rebuild.generation.buildCursor() == nil)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `one that was interrupted goes on where its rows were stored, wherever that was`(seed: UInt64) async throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 25, eventCount: 300)
        let fixture = try await ModelFixture(log.events)
        var random = SplitMix(seed: seed)
        let path = fixture.modelFolder.path(of: 1)
        try fixture.modelFolder.make()
        for end in [90, 91, 250] as [UInt64] {
            let rebuild = try TableBuild<ServiceDeskTable>(
                fixture, 2, through: end, batch: .random(in: 1...30, using: &random), chunk: 7, at: path)
            try rebuild.foldRows()
            #expect(try rebuild.generation.buildCursor()?.position == Position(end))
            // Nothing that could be taken for a model that is whole.
            #expect(try rebuild.generation.cursor() == nil)
        }
        let model = try fixture.open()
        var first: Position?
        try model.rebuild { position, _ in first = first ?? position }
        #expect(first ?? .zero > Position(250))
        #expect(try model.status().generation == 1)
        let rebuilt = try model.read { reader in try digest(reader) }
        #expect(try rebuilt == TableDigest(of: fixture.folded()))
    }

    @Test(arguments: [1, 2, 3])
    func `an event that cannot be read ends it before that event, whatever was folded beside it`(
        workers: Int
    ) async throws {
        let log = IncidentLog.random(seed: 3, incidentCount: 25, eventCount: 300)
        for place in [0, 1, 77, 200] {
            let fixture = try await ModelFixture(log.events.prefix(place))
            let event = log.events[0]
            let unknown = NewEvent(
                stream: .named(event.stream), type: "IncidentFrozen", schemaVersion: 1, occurredAt: event.occurredAt,
                payload: [])
            let commit = Commit(
                commandID: CommandID(high: 1, low: 1), actor: event.actor, events: [unknown],
                expectations: [event.stream: .any])
            for result in await fixture.store.append([commit]) { _ = try result.get() }
            try await fixture.append(log.events.dropFirst(place))
            let rebuild = try TableBuild<ServiceDeskTable>(fixture, workers, through: 301, batch: 9, chunk: 11)
            let error = #expect(throws: TableError.self) { try rebuild.run() }
            #expect(error?.description.contains("position \(place + 1)") == true)
            let before = try fixture.folded(through: Position(UInt64(place)))
            #expect(try digest(rebuild) == TableDigest(of: before), "at \(place)")
            #expect(try TableSnapshot(rebuild.generation).stopped?.position == Position(UInt64(place + 1)))
        }
    }

    @Test func `indexes that were being made when it was interrupted are made anew`() async throws {
        let log = IncidentLog.random(seed: 4, incidentCount: 25, eventCount: 200)
        let fixture = try await ModelFixture(log.events)
        let rebuild = try TableBuild<ServiceDeskTable>(fixture, 2, through: 200, batch: 50, chunk: 16)
        try rebuild.foldRows()
        let tables = rebuild.generation.tables
        let (key, value) = ([1, 2] as [UInt8], [3, 4] as [UInt8])
        try rebuild.generation.environment.write { transaction in
            for table in [tables.sums] + ServiceDeskTable.indexes.map({ tables.index($0.name) }) {
                try transaction.put(table, key.span.bytes, value.span.bytes)
            }
        }
        try rebuild.run()
        #expect(try digest(rebuild) == TableDigest(of: fixture.folded()))
    }

    @Test func `rebuilt again and again under constant appends, no reader sees an empty, mixed or older state`()
        async throws
    {
        let log = IncidentLog.random(seed: 5, incidentCount: 40, eventCount: 900)
        let fixture = try await ModelFixture(log.events.prefix(300))
        let model = try fixture.open()
        try model.catchUp()
        let appending = Flag()
        async let rebuilding: Void = rebuild(model, while: appending)
        async let reading: Void = read(model, fixture.store, while: appending)
        for start in stride(from: 300, to: 900, by: 20) {
            try await fixture.append(log.events[start..<start + 20])
            try await Task.sleep(for: .milliseconds(2))
        }
        appending.isUp.store(false, ordering: .releasing)
        _ = try await (rebuilding, reading)
        #expect(try model.status().generation ?? 0 > 1)
        #expect(try fixture.differences(model) == [])
    }

    @concurrent
    private func rebuild(_ model: DeskModel, while flag: Flag) async throws {
        // Each gives way to the others, who may have to share its thread.
        repeat {
            try model.rebuild(workers: 2)
            try await Task.sleep(for: .milliseconds(1))
        } while flag.isUp.load(ordering: .acquiring)
    }

    @concurrent
    private func read(_ model: DeskModel, _ store: InMemoryEventStore, while flag: Flag) async throws {
        var newest = Position.zero
        repeat {
            let head = store.head().position
            let (position, seen) = try model.read { reader in (reader.position, try digest(reader)) }
            #expect(position >= max(head, newest))
            newest = position
            var folded = MemoryTable<ServiceDeskTable>()
            try TableSource<ServiceDeskTable>(store: store).fold(into: &folded, through: position)
            let expected = try TableDigest(of: folded)
            #expect(seen == expected)
            try await Task.sleep(for: .milliseconds(1))
        } while flag.isUp.load(ordering: .acquiring)
    }

    private func digest(_ reader: some TableReader<ServiceDeskTable>) throws -> TableDigest {
        try TableDigest(of: reader)
    }

    private func digest(_ rebuild: TableBuild<ServiceDeskTable>) throws -> TableDigest {
        try TableDigest(of: TableSnapshot(rebuild.generation))
    }
}

private final class Flag: Sendable {
    let isUp = Atomic(true)
}
