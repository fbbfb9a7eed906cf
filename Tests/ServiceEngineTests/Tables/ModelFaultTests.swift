import EventLog
import EventModel
import Foundation
import LMDB
import Processes
import ReadModels
import TestSupport
import Testing

@testable import ServiceEngine

/// What may happen to a model between two runs, or beneath it: it is never trusted where it might be wrong.
@Suite struct ModelFaultTests {
    private let log = IncidentLog.random(seed: 11, incidentCount: 15, eventCount: 200)

    @Test func `a batch that was not committed leaves no trace`() async throws {
        let fixture = try await ModelFixture(log.events)
        try fixture.open().catchUp()
        struct PowerCut: Error {}
        do {
            let generation = try fixture.generation()
            let digest = try TableDigest(of: TableSnapshot(generation))
            #expect(throws: PowerCut.self) {
                try generation.environment.write { transaction in
                    try transaction.deleteAll(generation.tables.rows)
                    throw PowerCut()
                }
            }
            #expect(try TableDigest(of: TableSnapshot(generation)) == digest)
        }
        #expect(try fixture.differences(fixture.open()) == [])
    }

    @Test func `a build that was interrupted is gone on with, and one beside a serving model too`() async throws {
        let fixture = try await ModelFixture(log.events)
        let model = try fixture.open()
        for number in 1...2 as ClosedRange<UInt64> {
            do {
                let half = try TableGeneration<ServiceDeskTable>(
                    path: fixture.modelFolder.path(of: number), create: true, readOnly: false)
                try model.advance(half, through: Position(90)) { _, _ in }
            }
            var first: Position?
            try model.rebuild { position, _ in first = first ?? position }
            #expect(first == Position(200))
            #expect(try model.status().generation == number)
            #expect(fixture.modelFolder.generations() == [number])
            #expect(try model.verify().isEqual)
        }
    }

    @Test func `a model ahead of its log is built anew`() async throws {
        var fixture = try await ModelFixture(log.events)
        try fixture.open().catchUp()
        fixture.store = ModelFixture.makeStore()
        try await fixture.append(log.events.prefix(120))
        let model = try fixture.open()
        #expect(try model.status().problem?.description.contains("at most 120") == true)
        #expect(try fixture.differences(model) == [])
        #expect(try model.status().generation == 2)
    }

    @Test func `a model of a log that was restored and went on otherwise is built anew`() async throws {
        var fixture = try await ModelFixture(log.events)
        try fixture.open().catchUp()
        let other = IncidentLog.random(seed: 12, incidentCount: 15, eventCount: 220)
        fixture.store = ModelFixture.makeStore()
        try await fixture.append(other.events.map { $0.with(hash: 7) })
        let model = try fixture.open()
        #expect(try model.status().problem?.description.contains("the commit at position 200") == true)
        #expect(try fixture.differences(model) == [])
    }

    @Test func `a model of another log is built anew`() async throws {
        var fixture = try await ModelFixture(log.events)
        try fixture.open().catchUp()
        fixture.store = ModelFixture.makeStore("other.example/log")
        try await fixture.append(log.events)
        let model = try fixture.open()
        #expect(try model.status().problem?.description.contains("other.example/log") == true)
        try model.catchUp()
        #expect(try model.status().generation == 2)
        #expect(try model.status().problem == nil)
    }

    @Test func `a model of another version of the table is built anew`() async throws {
        let fixture = try await ModelFixture(log.events)
        try fixture.open().catchUp()
        do {
            let generation = try fixture.generation()
            var cursor = try #require(try generation.cursor())
            cursor.tableVersion += 1
            let nothing = TableChanges<ServiceDeskTable>(at: cursor.position)
            try generation.store(nothing, cursor)
        }
        let model = try fixture.open()
        #expect(try model.status().problem?.description.contains("its version") == true)
        #expect(try fixture.differences(model) == [])
        #expect(try model.status().generation == 2)
    }

    @Test(arguments: ["garbage", "emptied", "cut short", "gone"])
    func `a generation whose file is damaged is named and built anew`(fault: String) async throws {
        let fixture = try await ModelFixture(log.events)
        try fixture.open().catchUp()
        let file = fixture.modelFolder.path(of: 1) + "/data.mdb"
        switch fault {
        case "garbage": try Data(repeating: 0x5A, count: 32_768).write(to: URL(fileURLWithPath: file))
        case "emptied": try Data().write(to: URL(fileURLWithPath: file))
        case "cut short": #expect(truncate(file, 3 * 4096) == 0)
        default: try FileManager.default.removeItem(atPath: file)
        }
        let model = try fixture.open()
        let problem = try #require(try model.status().problem)
        #expect(problem.description.contains(fixture.modelFolder.path(of: 1)), "\(problem)")
        #expect(try fixture.differences(model) == [])
        #expect(try model.status().generation == 2)
        #expect(fixture.modelFolder.generations() == [2])
    }

    @Test func `a flipped bit of a row is an error that names the row, and a rebuild repairs it`() async throws {
        let fixture = try await ModelFixture(log.events)
        try fixture.open().catchUp()
        let stream = IncidentNumber("INC-3").stream
        for byte in [0, 12, 40, -9, -1] {
            do {
                let generation = try fixture.generation()
                try generation.flipBit(of: stream.nameBytes, in: generation.tables.rows, byte: byte)
            }
            let model = try fixture.open()
            let error = #expect(throws: TableError.self) { try model.read { try $0.row(stream) } }
            #expect(error?.description.contains("incident-INC-3") == true)
            #expect(throws: TableError.self) { try model.verify() }
            try model.rebuild()
            #expect(try fixture.differences(model) == [])
        }
    }

    @Test func `a flipped bit of an index entry or a sum is an error`() async throws {
        let fixture = try await ModelFixture(log.events)
        try fixture.open().catchUp()
        let model = try DamagedModel(fixture)
        for byte in [0, 9, -1] {
            try model.damage { generation in
                let key = IndexKey(IncidentState.closed).bytes
                try generation.flipBit(of: key, in: generation.tables.index("state"), byte: byte)
            }
            #expect(throws: TableError.self, "byte \(byte)") {
                try model.snapshot().scan(.state, .all, .ascending) { _, _ in .more }
            }
            try model.repair()
        }
        try model.damage { generation in
            let key = SumKey.bytes("byState", IndexKey(IncidentState.closed))
            try generation.flipBit(of: key, in: generation.tables.sums, byte: 7)
        }
        #expect(throws: TableError.self) { try model.snapshot().totals(.byState) }
    }

    @Test func `an index entry that is missing is found by verifying, and named`() async throws {
        let fixture = try await ModelFixture(log.events)
        try fixture.open().catchUp()
        do {
            let generation = try fixture.generation()
            let key = IndexKey(IncidentState.closed).bytes
            try generation.environment.write { transaction in
                guard let value = try transaction.get(generation.tables.index("state"), key.span.bytes)?.array else {
                    return
                }
                try transaction.delete(generation.tables.index("state"), key.span.bytes, value: value.span.bytes)
            }
        }
        let verification = try fixture.open().verify()
        #expect(!verification.isEqual)
        #expect(verification.difference?.contains("index state at incident-INC-") == true)
    }

    @Test func `a row that is another is found by verifying, with the field that differs`() async throws {
        let fixture = try await ModelFixture(log.events)
        try fixture.open().catchUp()
        do {
            let generation = try fixture.generation()
            let name = IncidentNumber("INC-3").stream.nameBytes
            let entry = try #require(try TableSnapshot(generation).entry(IncidentNumber("INC-3").stream))
            var row = entry.row
            row.turns.append(Turn(at: .newYear, state: .merged))
            let value = TableEntry(row: row, extent: entry.extent).stored(key: name)
            try generation.environment.write { transaction in
                try transaction.put(generation.tables.rows, name.span.bytes, value.span.bytes)
            }
        }
        let verification = try fixture.open().verify()
        #expect(verification.difference?.hasPrefix("row incident-INC-3: turns: stored") == true)
    }

    @Test func `while another holds the lock nothing is stored, and every event is seen all the same`() async throws {
        let fixture = try await ModelFixture(log.events.prefix(100))
        let model = try fixture.open()
        try model.catchUp()
        try fixture.modelFolder.withLock(waiting: false) { () throws(TableError) in
            do {
                try model.catchUp()
                #expect(try model.status().position == Position(100))
            } catch {
                Issue.record(error)
            }
        }
        try await fixture.append(log.events.dropFirst(100))
        #expect(try fixture.differences(model) == [])
        #expect(try model.status().position == Position(100))
    }

    @Test func `what is read only is folded in memory where nothing is stored, and over what is`() async throws {
        let fixture = try await ModelFixture(log.events.prefix(100))
        let model = try fixture.open(readOnly: true)
        #expect(try fixture.differences(model) == [])
        try await fixture.append(log.events.dropFirst(100).prefix(50))
        #expect(try fixture.differences(model) == [])
        try fixture.open().catchUp()
        try await fixture.append(log.events.dropFirst(150))
        let other = try fixture.open(readOnly: true)
        #expect(try fixture.differences(other) == [])
        #expect(try other.status().position == Position(150))
        try other.catchUp()
        #expect(try other.status().position == Position(150))
        #expect(throws: TableError.self) { try other.rebuild() }
    }

    @Test func `an event that cannot be read stops the model before it, and what comes before is stored`() async throws
    {
        let fixture = try await ModelFixture(log.events.prefix(60))
        let event = log.events[0]
        let unknown = NewEvent(
            stream: .named(event.stream), type: "IncidentFrozen", schemaVersion: 1, occurredAt: event.occurredAt,
            payload: [])
        let commit = Commit(
            commandID: CommandID(high: 1, low: 1), actor: event.actor, events: [unknown],
            expectations: [event.stream: .any])
        _ = try await fixture.store.append(commit)
        try await fixture.append(log.events.dropFirst(60))
        let model = try fixture.open()
        for _ in 1...2 {
            let error = #expect(throws: TableError.self) { try model.catchUp() }
            let text = try #require(error?.description)
            #expect(text.contains("service-desk") && text.contains("position 61") && text.contains("IncidentFrozen"))
            #expect(try model.status().position == Position(60))
            #expect(try model.status().generation == 1)
        }
        #expect(throws: TableError.self) { try model.read { try $0.rowCount() } }
        #expect(throws: TableError.self) { try model.rebuild() }
        #expect(fixture.modelFolder.generations() == [1])
        #expect(
            try model.read(at: PastMoment(knownAt: Position(60), asOf: nil)) { reader in try reader.rowCount() }
                == fixture.folded(through: Position(60)).rowCount())
    }
}

/// A model whose generation is damaged and looked at without the model in between.
private final class DamagedModel {
    private let fixture: ModelFixture
    init(_ fixture: ModelFixture) throws { self.fixture = fixture }

    func damage(_ body: (TableGeneration<ServiceDeskTable>) throws -> Void) throws { try body(fixture.generation()) }
    func snapshot() throws -> TableSnapshot<ServiceDeskTable> { try TableSnapshot(fixture.generation()) }
    func repair() throws { try fixture.open().rebuild() }
}

extension RecordedEvent {
    /// The same of another commit.
    fileprivate func with(hash: UInt64) -> RecordedEvent {
        RecordedEvent(
            position: position, version: version, recordedAt: recordedAt, stream: stream, drawn: nil, type: type,
            schemaVersion: schemaVersion, occurredAt: occurredAt, actor: actor,
            commandID: CommandID(high: commandID.high, low: commandID.low ^ hash), commitIndex: 0, commitCount: 1,
            causation: nil, correlation: nil, reason: nil, claims: [], payload: payload)
    }
}
