import EventLog
import EventModel
import LMDB
import Processes
import ReadModels
import TestSupport
import Testing

@testable import ServiceEngine

/// How much each actor has recorded, whatever stream it went to. Every tenth event the one with the least is dropped, so that
/// rows of others than the event's go too.
enum ActivityProjector: Projector {
    struct Row: WireMessage, Hashable {
        var events: Int64
        var last: Position
        static let schema = Schema(
            Field(1, "events", \Row.events, "How many."), Field(2, "last", \.last, "The newest of them."))
    }
    static let name = "activity"
    static let version: UInt64 = 1
    static let snapshotInterval: UInt64? = 40
    static let byEvents = TableIndex<Row>("events") { row, keys in keys.add(row.events) }
    static let indexes = [byEvents]
    static let sums = [TableSum<Row>("events") { row, amounts in amounts.add(row.events, to: 0) }]

    static func project(_ record: RecordedEvent, _ rows: inout ProjectedRows<Self>) throws(TableError) {
        _ = try events(of: record, in: IncidentProcess.self)
        let key = StreamID(category: "actor", key: record.actor.principal.rawValue)
        let events = (try rows.row(key)?.events ?? 0) + 1
        rows.set(key, Row(events: events, last: record.position))
        guard record.position.rawValue % 10 == 0 else { return }
        if let least = try rows.rows(byEvents, .all).first { rows.set(least.key, nil) }
    }
}

@Suite struct ProjectorTests {
    typealias Model = ReadModel<ActivityProjector>

    /// The same rules without tables.
    private func expected(_ events: [RecordedEvent]) -> [String: Int64] {
        var counts: [String: Int64] = [:]
        for event in events {
            counts[event.actor.principal.rawValue, default: 0] += 1
            guard event.position.rawValue % 10 == 0 else { continue }
            if let least = counts.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) { counts[least.key] = nil }
        }
        return counts
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `a projector's rows are those of the log, in memory, on disk, caught up or not`(seed: UInt64) async throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 15, eventCount: 240)
        let fixture = try await ModelFixture()
        let model = try Model(folder: fixture.folder.path, store: fixture.store, isReadOnly: false)
        var memory = MemoryTable<ActivityProjector>()
        var random = SplitMix(seed: seed)
        var done = 0
        while done < log.events.count {
            let slice = log.events[done...].prefix(.random(in: 1...60, using: &random))
            try await fixture.append(slice)
            done += slice.count
            try memory.apply(slice) { log.history($0, $1) }
            let (folded, expected) = (memory, expected(Array(log.events.prefix(done))))
            for isStored in [false, true] {
                if isStored, Bool.random(using: &random) { try model.catchUp() }
                let differences = try model.read { reader in try self.differ(folded, reader) }
                #expect(differences == [], "seed \(seed), \(done) events, stored: \(isStored)")
            }
            var found: [String: Int64] = [:]
            try memory.scanRows { key, row in
                found[key.key] = row.events
                return .more
            }
            #expect(found == expected, "seed \(seed), \(done) events")
        }
        let verification = try model.verify()
        #expect(verification.isEqual, "seed \(seed): \(verification.difference ?? "")")
        try model.rebuild()
        #expect(try model.status().position == Position(240))
    }

    @Test func `a build that ended while it was being copied is begun anew`() async throws {
        let log = IncidentLog.random(seed: 3, incidentCount: 15, eventCount: 120)
        let fixture = try await ModelFixture(log.events)
        let model = try Model(folder: fixture.folder.path, store: fixture.store, isReadOnly: false)
        try model.catchUp()
        let served = try #require(try model.status().generation)
        let digest = try model.read { reader in try self.digest(reader) }
        do {
            let generation = try #require(try model.trusted())
            let half = try TableGeneration<ActivityProjector>(
                path: model.folder.path(of: served + 1), create: true, readOnly: false)
            try generation.copy(into: half)
            #expect(try TableDigest(of: TableSnapshot(half)) == digest)
            try half.environment.write { transaction in try transaction.deleteAll(half.tables.meta) }
        }
        try model.rebuild()
        #expect(try model.read { reader in try self.digest(reader) } == digest)
        #expect(try model.verify().isEqual)
        #expect(model.folder.generations().count == 1)
    }

    private func digest(_ reader: some TableReader<ActivityProjector>) throws -> TableDigest {
        try TableDigest(of: reader)
    }

    private func differ(
        _ folded: MemoryTable<ActivityProjector>, _ reader: some TableReader<ActivityProjector>
    ) throws -> [String] { try TestSupport.differences(folded, reader) }
}
