import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

@testable import ServiceEngine

/// What a table says of the past must be the plain fold of the events that count, however it is come by.
@Suite struct PastTests {
    /// Positions before, in and after the log; instants of the world around its events, or none.
    private func moments(_ log: IncidentLog, _ random: inout SplitMix, count: Int) -> [PastMoment] {
        (0..<count).map { _ in
            let position = Position(.random(in: 0...UInt64(log.events.count), using: &random))
            let instants = log.events.map(\.occurredAt)
            let asOf = instants.randomElement(using: &random)?.plus(minutes: .random(in: -1...1, using: &random))
            return PastMoment(knownAt: position, asOf: Bool.random(using: &random) ? asOf : nil)
        }
    }

    /// The plain fold of the events that count.
    private func folded(_ log: IncidentLog, at moment: PastMoment) throws -> MemoryTable<ServiceDeskTable> {
        func counts(_ event: RecordedEvent) -> Bool { moment.counts(event.position, effective: event.occurredAt) }
        var table = MemoryTable<ServiceDeskTable>()
        try table.apply(log.events.filter(counts)) { log.history($0, $1).filter(counts) }
        table.advance(to: moment.position)
        return table
    }

    private func rows(
        _ log: IncidentLog, _ streams: [StreamID], at moment: PastMoment
    ) throws(TableError) -> [TableEntry<ServiceDeskRow>?] {
        var rows: [TableEntry<ServiceDeskRow>?] = []
        for stream in streams { rows.append(try moment.fold(log.history(stream), in: ServiceDeskTable.self)) }
        return rows
    }

    private func differ(
        _ folded: MemoryTable<ServiceDeskTable>, _ reader: some TableReader<ServiceDeskTable>
    ) throws -> [String] { try TestSupport.differences(folded, reader) }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `the past of a table is the fold of what counts, late facts and all`(seed: UInt64) throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 12, eventCount: 120)
        let now = try folded(log, at: PastMoment(knownAt: Position(120), asOf: nil))
        var random = SplitMix(seed: seed)
        var straddling = 0
        for moment in moments(log, &random, count: 8) {
            let made = try now.past(at: moment, limit: 20) { streams throws(TableError) in
                try rows(log, streams, at: moment)
            }
            let past = try #require(made)
            #expect(try differ(folded(log, at: moment), past) == [], "seed \(seed), \(moment)")
            let limited = try now.past(at: moment, limit: 0) { streams in streams.map { _ in nil } }
            if limited == nil { straddling += 1 }
        }
        #expect(straddling > 0, "seed \(seed)")
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `a stored table's past is the same, with a tail or without, and where it lags behind`(seed: UInt64)
        async throws
    {
        let log = IncidentLog.random(seed: seed, incidentCount: 12, eventCount: 150)
        let fixture = try await ModelFixture(log.events.prefix(100))
        let model = try fixture.open()
        try model.catchUp()
        try await fixture.append(log.events.dropFirst(100))
        var random = SplitMix(seed: seed)
        for isStored in [false, true] {
            if isStored { try model.catchUp() }
            for moment in moments(log, &random, count: 6) {
                let expected = try folded(log, at: moment)
                let found = try model.read(at: moment) { reader in try self.differ(expected, reader) }
                #expect(found == [], "seed \(seed), \(moment), stored: \(isStored)")
            }
        }
    }

    @Test func `a row says which events it is folded from, live and rebuilt`() async throws {
        let log = IncidentLog.random(seed: 3, incidentCount: 12, eventCount: 200)
        let fixture = try await ModelFixture(log.events)
        let model = try fixture.open()
        try model.catchUp()
        for stream in Set(log.events.map(\.stream)) {
            let events = log.history(stream)
            let extent = try model.read { reader in try reader.extent(of: stream) }
            #expect(extent?.first == events.map(\.position).min() && extent?.last == events.map(\.position).max())
            #expect(
                extent?.earliest == events.map(\.occurredAt).min() && extent?.latest == events.map(\.occurredAt).max())
        }
        #expect(try model.read { reader in try reader.extent(of: IncidentNumber("INC-none").stream) } == nil)
    }
}
