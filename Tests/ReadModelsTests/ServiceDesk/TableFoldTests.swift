import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

@Suite struct TableFoldTests {
    @Test func `a late fact folds its stream anew in the order of effective time`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: .newYear)
        log.resolve("INC-1", at: .newYear.plus(hours: 5))
        log.pend("INC-1", at: .newYear.plus(hours: 1))
        log.resume("INC-1", at: .newYear.plus(hours: 3))
        let incident = try #require(try log.folded().incident("INC-1"))
        #expect(incident.state == .resolved)
        #expect(incident.waiting.pausedMicrosAtResolution == 2 * Instant.microsPerHour)
        #expect(incident.contradictions.isEmpty)
    }

    @Test func `events of equal effective time fold in the order of recording`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: .newYear)
        log.assign("INC-1", "desk", at: .newYear)
        log.reassign("INC-1", "network", at: .newYear)
        #expect(try log.folded().incident("INC-1")?.assignment.group == "network")
    }

    @Test func `a table takes no part in streams of other categories but moves past them`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: .newYear)
        let event = log.events[0]
        let other = RecordedEvent(
            position: Position(2), version: 1, recordedAt: event.recordedAt,
            stream: StreamID(category: "matrix", key: "priority"), drawn: nil, type: "Unheard", schemaVersion: 9,
            occurredAt: event.occurredAt, actor: event.actor, commandID: event.commandID, commitIndex: 0,
            commitCount: 1,
            causation: nil, correlation: nil, reason: nil, claims: [], payload: [])
        var table = try log.folded()
        try table.apply([other], history: { log.history($0, $1) })
        #expect(table.position == Position(2))
        #expect(table.rowCount() == 1)
    }

    @Test func `an event that cannot be read stops the table with its position and type`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: .newYear)
        let event = log.events[0]
        let unknown = RecordedEvent(
            position: Position(2), version: 2, recordedAt: event.recordedAt, stream: event.stream, drawn: nil,
            type: "IncidentFrozen", schemaVersion: 1, occurredAt: event.occurredAt, actor: event.actor,
            commandID: event.commandID, commitIndex: 0, commitCount: 1, causation: nil, correlation: nil, reason: nil,
            claims: [], payload: [])
        var table = try log.folded()
        let error = #expect(throws: TableError.self) { try table.apply([unknown], history: { log.history($0, $1) }) }
        let text = try #require(error?.description)
        #expect(text.contains("service-desk") && text.contains("position 2") && text.contains("IncidentFrozen"))
        #expect(table.position == Position(1))
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `a table folded in slices equals one folded at once`(seed: UInt64) throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 12, eventCount: 200)
        var random = SplitMix(seed: seed)
        var sliced = DeskTable()
        var rest = log.events[...]
        while !rest.isEmpty {
            let slice = rest.prefix(.random(in: 1...20, using: &random))
            try sliced.apply(slice, history: { log.history($0, $1) })
            rest = rest.dropFirst(slice.count)
        }
        #expect(try differences(log.folded(), sliced) == [], "seed \(seed)")
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `a tail laid over a table equals the whole folded`(seed: UInt64) throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 12, eventCount: 200)
        let folded = try log.folded()
        for count in [0, 1, 80, 199, 200] {
            #expect(try differences(folded, log.overlaid(from: count)) == [], "seed \(seed), \(count) events beneath")
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `a row holds the fold of its events in effective order`(seed: UInt64) throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 12, eventCount: 200)
        try log.folded().scanRows { stream, row in
            var state: Incident?
            let events = log.history(stream)
                .sorted { ($0.occurredAt, $0.position) < ($1.occurredAt, $1.position) }
            for record in events {
                let decoded = try? IncidentEvent.catalogue.decode(record)
                for event in decoded ?? [] { IncidentProcess.evolve(&state, event, record) }
            }
            #expect(row.incident == state, "seed \(seed), \(stream)")
            return .more
        }
    }
}
