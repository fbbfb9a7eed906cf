import EventLog
import EventModel
import Foundation
import Imports
import Processes
import ReadModels
import ServiceEngine
import TestSupport

/// An engine, and reports in files that it is given.
struct ReportFixture {
    let test: TestEngine
    let folder = TemporaryFolder()

    init() async throws { test = try await TestEngine() }

    var engine: ServiceEngine { test.engine }

    /// Reconciles tables given as CSV. The batch is named after the source and the day unless it has a name.
    @discardableResult
    func report(
        _ tables: String..., by source: String = "scanner", batch: String, at: Instant? = nil, isDryRun: Bool = false,
        planned: (PlannedEvent) throws -> Void = { _ in }
    ) async throws -> ReconciliationSummary {
        var paths: [String] = []
        for (index, table) in tables.enumerated() {
            paths.append(folder.path("\(batch)-\(index).csv"))
            try table.write(toFile: paths[index], atomically: true, encoding: .utf8)
        }
        return try await engine.reconcile(
            ReportTables(paths: paths),
            ReconciliationOptions(source: source, batch: batch, observedAt: at, isDryRun: isDryRun),
            CommandEnvelope(.person("agent-1")), planned: planned)
    }

    func reverse(
        _ batch: String, isDryRun: Bool = false, planned: (PlannedEvent) throws -> Void = { _ in }
    ) async throws -> ReversalSummary {
        try await engine.reverse(
            batch: batch, isDryRun: isDryRun, CommandEnvelope(.person("agent-1"), reason: "another site"),
            planned: planned)
    }

    /// Everything on record of items and relationships.
    func record() async throws -> ConfigurationRecord {
        let items = try await engine.read(CITable.self) { table in
            var items: [CIID: ConfigurationItem] = [:]
            try table.scanRows { _, row throws(TableError) in
                items[row.item.id] = row.item
                // What is counted of the record itself: a report that is reversed was taken all the same.
                items[row.item.id]?.lastPosition = .zero
                items[row.item.id]?.deltas = []
                return .more
            }
            return items
        }
        let intervals = try await engine.read(RelationshipTable.self) { table in
            var intervals: [RelationshipID: [ValidInterval]] = [:]
            try table.scanRows { _, row throws(TableError) in
                intervals[row.id] = row.intervals()
                return .more
            }
            return intervals
        }
        return ConfigurationRecord(items: items, intervals: intervals.filter { !$0.value.isEmpty })
    }

    /// The log's events from a position on: stream, type and payload.
    func events(after position: Position) throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        var slices = engine.store.slices(from: position.next)
        while let slice = try slices.next() { events += slice }
        return events
    }
}

struct ConfigurationRecord: Equatable {
    var items: [CIID: ConfigurationItem]
    var intervals: [RelationshipID: [ValidInterval]]

    /// Without items that never were.
    var real: ConfigurationRecord {
        ConfigurationRecord(items: items.filter { !$0.value.isVoid }, intervals: intervals)
    }
}
