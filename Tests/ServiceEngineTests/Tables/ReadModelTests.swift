import EventLog
import EventModel
import Foundation
import LMDB
import Processes
import ReadModels
import TestSupport
import Testing

@testable import ServiceEngine

@Suite struct ReadModelTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a stored table answers as the plain fold does, caught up or not`(seed: UInt64) async throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 15, eventCount: 240)
        let fixture = try await ModelFixture()
        let model = try fixture.open()
        var random = SplitMix(seed: seed)
        var rest = log.events[...]
        while !rest.isEmpty {
            let slice = rest.prefix(.random(in: 1...60, using: &random))
            try await fixture.append(slice)
            rest = rest.dropFirst(slice.count)
            // Seen before it is stored, and after.
            #expect(try fixture.differences(model) == [], "seed \(seed), a tail of \(slice.count)")
            if Bool.random(using: &random) { try model.catchUp() }
            #expect(try fixture.differences(model) == [], "seed \(seed), after \(log.events.count - rest.count)")
        }
        try model.catchUp()
        #expect(try model.status().position == Position(240))
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a rebuilt table equals the live one`(seed: UInt64) async throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 15, eventCount: 240)
        let fixture = try await ModelFixture()
        let model = try fixture.open()
        for start in stride(from: 0, to: 240, by: 40) {
            try await fixture.append(log.events[start..<start + 40])
            try model.catchUp()
        }
        let live = try model.read { reader in try digest(reader) }
        let verification = try model.verify()
        #expect(verification.isEqual, "seed \(seed): \(verification.difference ?? "")")
        try model.rebuild()
        #expect(try model.read { reader in try digest(reader) } == live, "seed \(seed)")
        #expect(try TableDigest(of: fixture.folded()) == live, "seed \(seed)")
        #expect(verification.stored == live)
        #expect(verification.rowCount == (try fixture.folded().rowCount()))
    }

    @Test func `a rebuild swaps in a new generation and removes the old one, under a reader too`() async throws {
        let log = IncidentLog.random(seed: 1, incidentCount: 15, eventCount: 100)
        let fixture = try await ModelFixture(log.events)
        let model = try fixture.open()
        try model.catchUp()
        #expect(try model.status().generation == 1)
        try model.read { reader in
            let before = try digest(reader)
            try model.rebuild()
            #expect(try digest(reader) == before)
        }
        #expect(try model.status().generation == 2)
        #expect(fixture.modelFolder.generations() == [2])
        #expect(try fixture.differences(model) == [])
    }

    @Test func `a model opened again goes on where it was`() async throws {
        let log = IncidentLog.random(seed: 2, incidentCount: 15, eventCount: 200)
        let fixture = try await ModelFixture(log.events.prefix(120))
        try fixture.open().catchUp()
        try await fixture.append(log.events.dropFirst(120))
        let model = try fixture.open()
        #expect(try model.status().position == Position(120))
        #expect(try fixture.differences(model) == [])
        try model.catchUp()
        #expect(try model.status().generation == 1)
        #expect(try fixture.differences(model) == [])
    }

    @Test func `an empty log has an empty model`() async throws {
        let fixture = try await ModelFixture()
        let model = try fixture.open()
        #expect(try fixture.differences(model) == [])
        try model.catchUp()
        #expect(try fixture.differences(model) == [])
        #expect(try model.verify().isEqual)
    }

    @Test func `as known at a position, and as of an instant, are plain folds of what counts`() async throws {
        var log = IncidentLog()
        log.add(.workStarted(IncidentWorkStarted(person: "person-1")), to: "INC-1", at: .newYear.plus(days: 2))
        log.add(.closed(IncidentClosed(mode: .desk)), to: "INC-1", at: .newYear.plus(days: 5))
        log.add(
            .pended(IncidentPended(waitingFor: .other, reason: "Late", until: nil)), to: "INC-1",
            at: .newYear.plus(days: 3))
        let fixture = try await ModelFixture(log.events)
        let model = try fixture.open()
        let stream = IncidentNumber("INC-1").stream
        func past(_ position: UInt64, _ asOf: Instant? = nil) throws -> (state: IncidentState?, position: Position) {
            try model.read(at: PastMoment(knownAt: Position(position), asOf: asOf)) { reader in
                (try reader.row(stream)?.incident.state, reader.position)
            }
        }
        #expect(try past(1).state == .inProgress && past(2).state == .closed)
        // The late fact is known only at position 3; as of day 4 it is the newest that counts.
        #expect(try past(2, .newYear.plus(days: 4)).state == .inProgress)
        #expect(try past(3, .newYear.plus(days: 4)).state == .pending)
        #expect(try past(3, .newYear).state == nil && past(3, .newYear).position == Position(3))
        #expect(try past(99).state == .closed && past(99).position == Position(3))
    }

    private func digest(_ reader: some TableReader<ServiceDeskTable>) throws -> TableDigest {
        try TableDigest(of: reader)
    }
}
