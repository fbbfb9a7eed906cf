import EventLog
import EventModel
import Foundation
import Processes
import ReadModels
import TestSupport
import Testing

@testable import ServiceEngine

/// How many matrices were published: a table of other events than incidents'.
private enum MatrixTable: EventModel.Table {
    struct Row: WireMessage, Hashable {
        var published: Int64
        static let schema = Schema(Field(1, "published", \Row.published, "How many."), make: Row.init)
    }
    typealias Event = PriorityMatrixEvent
    static let name = "matrices"
    static let version: UInt64 = 1
    static let categories = [PriorityMatrixProcess.category]
    static let indexes = [TableIndex<Row>("published") { row, keys in keys.add(row.published) }]
    static let sums = [TableSum<Row>("published") { row, amounts in amounts.add(row.published, to: 0) }]

    static func fold(_ row: inout Row?, _ event: PriorityMatrixEvent, _: RecordedEvent) {
        row = Row(published: (row?.published ?? 0) + 1)
    }
}

/// Tables built together are those that each would be alone: whatever some of them had already, and wherever one stops.
@Suite struct JointRebuildTests {
    @Test(arguments: 1...12 as ClosedRange<UInt64>, [1, 2, 3])
    func `several tables in one pass are each what its own fold is, begun anywhere and stopped anywhere`(
        seed: UInt64, workers: Int
    ) async throws {
        var random = SplitMix(seed: seed)
        let (fixture, stops) = try await log(&random)
        let head = fixture.store.head().position
        let members = try [
            member(ServiceDeskTable.self, fixture, workers, stops["incident"], &random),
            member(DeadlineTable<AutoClose>.self, fixture, workers, stops["incident"], &random),
            member(MatrixTable.self, fixture, workers, stops["matrix"], &random),
            member(DeadlineTable<Reminder>.self, fixture, workers, stops["incident"], &random),
        ].shuffled(using: &random)
        let pass = RebuildPass(
            store: fixture.store, workers: Workers(workers),
            portions: RebuildPortions(
                rows: .random(in: 1...60, using: &random), records: .random(in: 1...40, using: &random)))
        var reached: [Position] = []
        let failures = pass.run(members.map(\.lane)) { position, _ in reached.append(position) }
        #expect(reached == reached.sorted() || !stops.isEmpty)
        #expect(reached.last ?? .zero <= head)
        for (member, failure) in zip(members, failures) {
            try member.check(failure, "seed \(seed), \(member.lane.name)")
        }
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>, [1, 2, 3])
    func `a pass over a log that grows ends where that does, and each table where it stops`(
        seed: UInt64, workers: Int
    ) async throws {
        var random = SplitMix(seed: seed)
        let (whole, stops) = try await log(&random)
        let records = whole.store.read(from: .first, through: .last, limit: .max)
        let count = Int.random(in: 0...records.count, using: &random)
        let fixture = try await ModelFixture(records[..<count])
        let members = try [
            member(ServiceDeskTable.self, fixture, workers, stops["incident"], &random),
            member(MatrixTable.self, fixture, workers, stops["matrix"], &random),
            member(DeadlineTable<Reminder>.self, fixture, workers, stops["incident"], &random),
        ].shuffled(using: &random)
        let growth = LogGrowth(fixture.store)
        let pass = RebuildPass(
            store: fixture.store, workers: Workers(workers),
            portions: RebuildPortions(
                rows: .random(in: 1...60, using: &random), records: .random(in: 1...40, using: &random)),
            growth: growth)
        let lanes = members.map(\.lane)
        let running = Task {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: pass.run(lanes) { _, _ in }) }
            }
        }
        for record in records[count...] {
            try await fixture.append([record])
            growth.grew()
        }
        growth.end()
        for (member, failure) in zip(members, await running.value) {
            try member.check(failure, "seed \(seed), \(member.lane.name)")
        }
    }

    @Test func `a model that cannot begin keeps no other from being built`() async throws {
        let log = IncidentLog.random(seed: 2, incidentCount: 10, eventCount: 150)
        let fixture = try await ModelFixture(log.events)
        typealias Deadlines = ReadModel<DeadlineTable<AutoClose>>
        let deadlines = try Deadlines(folder: fixture.folder.path, store: fixture.store, isReadOnly: false)
        let models: [any FoldedModel] = [deadlines, try fixture.open(readOnly: true)]
        for order in [models, models.reversed()] {
            let rebuild = JointRebuild(store: fixture.store, workers: Workers(2), models: order) { _, _, _ in }
            let failures = rebuild.run()
            for (model, failure) in zip(order, failures) { #expect((failure == nil) == (model.name == deadlines.name)) }
        }
        #expect(try deadlines.status().generation == 2)
        #expect(try deadlines.verify().isEqual)
    }

    @Test func `models with and without streams of their own are built together`() async throws {
        let log = IncidentLog.random(seed: 3, incidentCount: 10, eventCount: 150)
        let fixture = try await ModelFixture(log.events)
        let activity = try ReadModel<ActivityProjector>(
            folder: fixture.folder.path, store: fixture.store, isReadOnly: false)
        let desk = try fixture.open()
        let rebuild = JointRebuild(store: fixture.store, workers: Workers(2), models: [activity, desk]) { _, _, _ in }
        for _ in 1...2 { #expect(rebuild.run().allSatisfy { $0 == nil }) }
        #expect(try activity.verify().isEqual)
        #expect(try fixture.differences(desk) == [])
        #expect(try desk.status().generation == 2)
    }

    @Test func `the catalogue's timers are opened as such, and any other too`() throws {
        let folder = TemporaryFolder()
        let opening = ModelOpening(folder: folder.path, store: ModelFixture.makeStore(), isReadOnly: true)
        let timers = try opening.timers(PolicyCatalogue.policies + [Reminder()])
        let known = PolicyCatalogue.policies.compactMap { ($0 as? any TimerPolicy)?.name }
        #expect(known.contains("auto-close"))
        #expect(timers.map(\.deadlines.name) == (known + ["reminder"]).map { "deadlines-\($0)" })
        #expect(
            try opening.models().map(\.name) == [
                ServiceDeskTable.name, CITable.name, RelationshipTable.name, ChangeTable.name, ChangeTemplateTable.name,
                ProblemTable.name, KnownErrorTable.name, TrendTable.name, AlertTable.name, OutboxTable.name,
                OutageTable.name, ReviewTable.name, SearchIndex.name,
            ])
    }

    private struct Member {
        let lane: RebuildLane
        let check: (TableError?, String) throws -> Void
    }

    /// A table that may have been interrupted somewhere before.
    private func member<Content: EventModel.Table>(
        _: Content.Type, _ fixture: ModelFixture, _ workers: Int, _ stop: Position?, _ random: inout SplitMix
    ) throws -> Member {
        let head = fixture.store.head().position
        if Bool.random(using: &random) {
            let interrupted = try TableBuild<Content>(
                fixture, workers, through: .random(in: 0...min(stop?.previous ?? head, head).rawValue, using: &random),
                batch: 7, chunk: 5)
            try interrupted.foldRows()
        }
        let build = try TableBuild<Content>(
            fixture, workers, through: head.rawValue, batch: 1, chunk: 1)
        return Member(lane: build.lane) { failure, comment in
            let end = stop?.previous ?? fixture.store.head().position
            if case .stopped(_, let event)? = failure {
                #expect(event.position == stop, "\(comment)")
            } else {
                #expect(failure == nil && stop == nil, "\(comment)")
            }
            var expected = MemoryTable<Content>()
            try TableSource<Content>(store: fixture.store).fold(into: &expected, through: end)
            let stored = try TableSnapshot(build.generation)
            #expect(stored.position == end, "\(comment)")
            #expect(stored.stopped?.position == stop, "\(comment)")
            let (one, other) = (try TableDigest(of: stored), try TableDigest(of: expected))
            #expect(one == other, "\(comment)")
        }
    }

    /// A log of incidents and matrices, and in each category perhaps an event that nobody can read.
    private func log(_ random: inout SplitMix) async throws -> (ModelFixture, stops: [String: Position]) {
        let fixture = try await ModelFixture()
        let incidents = IncidentLog.random(seed: random.next(), incidentCount: 15, eventCount: 200).events
        var stops: [String: Position] = [:]
        var number: UInt64 = 0
        func append(_ category: String, _ type: String, _ payload: [UInt8]) async throws {
            number += 1
            let stream = StreamID(category: category, key: category == "incident" ? "INC-3" : "standard")
            let event = NewEvent(
                stream: .named(stream), type: type, schemaVersion: 1, occurredAt: incidents[0].occurredAt,
                payload: payload)
            let commit = Commit(
                commandID: CommandID(high: 2, low: number), actor: incidents[0].actor, events: [event],
                expectations: [stream: .any])
            _ = try await fixture.store.append(commit)
        }
        for event in incidents {
            try await fixture.append([event])
            if Int.random(in: 0..<5, using: &random) == 0 {
                try await append("matrix", "PriorityMatrixPublished", PriorityMatrixPublished.example.encoded())
            }
            for category in ["incident", "matrix"] where Int.random(in: 0..<400, using: &random) == 0 {
                try await append(category, "Frozen", [])
                let position = fixture.store.head().position
                stops[category] = stops[category] ?? position
            }
        }
        return (fixture, stops)
    }
}
