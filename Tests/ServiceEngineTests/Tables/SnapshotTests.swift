import EventLog
import EventModel
import Foundation
import Processes
import ReadModels
import TestSupport
import Testing

@testable import ServiceEngine

/// States that a model retains of its past: what they answer is what the log folds to, whatever became of the files.
@Suite struct SnapshotTests {
    typealias Model = ReadModel<ActivityProjector>
    private let log = IncidentLog.random(seed: 5, incidentCount: 15, eventCount: 250)

    private func differences(_ model: Model, at position: UInt64) throws -> [String] {
        var folded = MemoryTable<ActivityProjector>()
        try folded.apply(log.events.prefix(Int(position)), history: log.history)
        folded.advance(to: Position(position))
        return try model.read(at: PastMoment(knownAt: Position(position), asOf: nil)) { reader in
            try Self.differ(folded, reader)
        }
    }

    private static func differ(
        _ folded: MemoryTable<ActivityProjector>, _ reader: some TableReader<ActivityProjector>
    ) throws -> [String] { try TestSupport.differences(folded, reader) }

    private func open(_ fixture: ModelFixture, readOnly: Bool = false) throws -> Model {
        try Model(folder: fixture.folder.path, store: fixture.store, isReadOnly: readOnly)
    }

    private let all = stride(from: 40 as UInt64, through: 240, by: 40).map { Position($0) }

    @Test func `the past of a projector is folded on from the state before it`() async throws {
        let fixture = try await ModelFixture(log.events.prefix(100))
        let model = try open(fixture)
        try model.catchUp()
        try await fixture.append(log.events.dropFirst(100))
        try model.catchUp()
        #expect(try model.status().snapshots == all)
        for position in [0, 1, 39, 40, 41, 80, 100, 119, 200, 240, 249, 250] as [UInt64] {
            #expect(try differences(model, at: position) == [], "position \(position)")
        }
        #expect(try model.status().snapshotProblem == nil && model.status().snapshotBytes > 0)
        // Built anew they are the same: the log alone says where it is cut.
        let before = try all.map { try Data(contentsOf: URL(filePath: model.shelf.path(of: $0))) }
        for position in all { model.shelf.remove(position) }
        try model.rebuild()
        #expect(try all.map { try Data(contentsOf: URL(filePath: model.shelf.path(of: $0))) } == before)
    }

    @Test func `a snapshot is what is used, and not the log before it`() async throws {
        let fixture = try await ModelFixture(log.events)
        let model = try open(fixture)
        try model.catchUp()
        // With another state in its place the answer is another.
        let (good, other) = (model.shelf.path(of: Position(80)), fixture.folder.path("other"))
        try FileManager.default.copyItem(atPath: good, toPath: other)
        let head = try SnapshotReader(path: other, table: "activity").head
        try model.shelf.put(Position(80)) { handle in
            let writer = try SnapshotWriter(
                handle, SnapshotHead(cursor: head.cursor, rowCount: 0, isMonthEnd: false, skipped: []))
            try writer.finish()
        }
        #expect(try differences(model, at: 80) != [])
    }

    @Test(arguments: ["flipped", "cut", "empty", "exchanged", "foreign", "skipped"])
    func `a snapshot that is not what was written is named, removed and done without`(how: String) async throws {
        let fixture = try await ModelFixture(log.events)
        let model = try open(fixture)
        try model.catchUp()
        let url = URL(filePath: model.shelf.path(of: Position(160)))
        let whole = try Data(contentsOf: url)
        var damaged: [Data] = []
        switch how {
        case "flipped":
            var random = SplitMix(seed: 1)
            damaged = (0..<24).map { place in
                var bytes = whole
                let index = place < 16 ? place : Int.random(in: 16..<whole.count, using: &random)
                bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
                return bytes
            }
        case "cut": damaged = [whole.dropLast(), whole.prefix(whole.count / 2), whole.prefix(20), whole.prefix(3)]
        case "empty": damaged = [Data()]
        case "exchanged": damaged = [try Data(contentsOf: URL(filePath: model.shelf.path(of: Position(120))))]
        case "skipped":
            // The same state, but of a model that went on without an event.
            let reader = try SnapshotReader(path: url.path(), table: "activity")
            var head = reader.head
            head.skipped = [Position(7)]
            try model.shelf.put(Position(160)) { handle in
                let writer = try SnapshotWriter(handle, head)
                try reader.visit { name, value throws(TableError) in
                    try? writer.add(name: name.span.bytes, value: value.span.bytes.extracting(droppingLast: 8))
                }
                try writer.finish()
            }
            damaged = [try Data(contentsOf: url)]
        default:
            let other = try await ModelFixture(log.events, origin: "other.example/log")
            let foreign = try open(other)
            try foreign.catchUp()
            damaged = [try Data(contentsOf: URL(filePath: foreign.shelf.path(of: Position(160))))]
        }
        for (index, bytes) in damaged.enumerated() {
            try bytes.write(to: url)
            // Who may not write does without it and leaves it there.
            let reader = try open(fixture, readOnly: true)
            #expect(try differences(reader, at: 170) == [], "\(how) \(index)")
            #expect(try reader.status().snapshotProblem != nil && reader.shelf.has(Position(160)), "\(how) \(index)")
            #expect(try differences(model, at: 170) == [], "\(how) \(index)")
            #expect(!model.shelf.has(Position(160)), "\(how) \(index)")
        }
        #expect(try model.status().snapshotProblem != nil)
    }

    @Test func `snapshots that cannot be written hold nothing up`() async throws {
        let fixture = try await ModelFixture(log.events)
        let model = try open(fixture)
        try Data().write(to: URL(filePath: model.shelf.path))
        try model.catchUp()
        #expect(try model.status().position == Position(250) && model.status().snapshotProblem != nil)
        #expect(try differences(model, at: 99) == [])
    }

    @Test func `a snapshot that was being written when its process ended is none`() async throws {
        let fixture = try await ModelFixture(log.events)
        let model = try open(fixture)
        try FileManager.default.createDirectory(atPath: model.shelf.path, withIntermediateDirectories: true)
        try Data([1, 2, 3]).write(to: URL(filePath: model.shelf.path + "/80.new"))
        #expect(try model.status().snapshots == [])
        try model.catchUp()
        #expect(try model.status().snapshots == all)
        struct Halfway: Error {}
        #expect(throws: TableError.self) {
            try model.shelf.put(Position(7)) { handle in
                try handle.write(contentsOf: Data([1, 2, 3]))
                throw Halfway()
            }
        }
        #expect(try model.status().snapshots == all)
        #expect(try FileManager.default.contentsOfDirectory(atPath: model.shelf.path).count == all.count)
    }

    @Test func `months end where the reporting zone says so`() async throws {
        var log = IncidentLog()
        // 20 events each 90 hours apart: the new year, February and so on.
        for index in 0..<20 {
            log.add(
                .workStarted(IncidentWorkStarted(person: nil)), to: "INC-1", at: .newYear.plus(hours: 90 * Int64(index))
            )
        }
        let store = InMemoryEventStore(
            identity: LogIdentity(origin: "test.example/log", createdAt: .newYear, zone: .utc)
        ) { commit in commit.events[0].occurredAt }
        var fixture = try await ModelFixture()
        fixture.store = store
        try await fixture.append(log.events)
        let model = try open(fixture)
        try model.catchUp()
        // 31 January ends before hour 744, February before hour 1416.
        #expect(try model.status().snapshots == [Position(9), Position(16)])
        let head = try SnapshotReader(path: model.shelf.path(of: Position(9)), table: "activity").head
        #expect(head.isMonthEnd && head.rowCount == 1 && head.cursor.position == Position(9))
    }

    @Test func `snapshots are thinned out where they stand closest, month ends after the others, the newest last`()
        throws
    {
        let folder = TemporaryFolder()
        let shelf = SnapshotShelf(path: folder.path("snapshots"), table: "activity")
        let positions: [UInt64] = [100, 110, 200, 300, 305, 400]
        for position in positions {
            try shelf.put(Position(position)) { handle in
                let cursor = TableCursor(
                    layout: 1, model: "m", tableVersion: 1, origin: "o", position: Position(position), commandID: nil)
                let writer = try SnapshotWriter(
                    handle,
                    SnapshotHead(
                        cursor: cursor, rowCount: 0, isMonthEnd: position == 305 || position == 110, skipped: []))
                try writer.finish()
            }
        }
        let each = try #require(shelf.items().map(\.bytes).max())
        func kept(_ count: Int) -> [UInt64] {
            shelf.prune(toBytes: each * count)
            return shelf.items().map(\.position.rawValue)
        }
        #expect(kept(6) == positions)
        #expect(kept(5) == [100, 110, 200, 305, 400])
        #expect(kept(4) == [110, 200, 305, 400])
        #expect(kept(3) == [110, 305, 400])
        #expect(kept(2) == [110, 400])
        #expect(kept(1) == [400])
        #expect(kept(0) == [])
    }
}
