import EventFile
import EventModel
import Foundation
import ReadModels
import ServiceEngine
import Synchronization

extension Run {
    /// The service desk's read model built anew beside the one that serves, as `logbook replay` does it; then what it holds.
    func rebuild() throws -> Outcome {
        let model = try ReadModel<ServiceDeskTable>(folder: options.folder + "/models", store: log, isReadOnly: false)
        var outcome = Outcome()
        outcome.events = try eventCount()
        let memory = MemorySampler()
        let processor = processorSeconds()
        outcome.seconds = try timed { try model.rebuild(workers: options.workers) }
        outcome.processorSeconds = processorSeconds() - processor
        outcome.anonymousBytes = memory.stop()
        outcome.table = try model.read { try StoredTable($0) }
        return outcome
    }

    /// What the table holds after the first `count` events, folded in memory.
    func fold() throws -> Outcome {
        var outcome = Outcome()
        var table = MemoryTable<ServiceDeskTable>()
        outcome.events = options.count
        let records = try (0..<options.count).map { try file.event(at: $0).recorded }
        outcome.seconds = try timed {
            try table.apply(records) { stream, position in
                records.filter { $0.stream == stream && $0.position <= position }
            }
        }
        outcome.table = try StoredTable(table)
        return outcome
    }
}

/// What a table of the service desk holds, for comparing it with others'.
struct StoredTable {
    let rows: Int
    let digest: TableDigest
    let sums: [(name: String, amount: Int64)]

    init(_ reader: some TableReader<ServiceDeskTable>) throws {
        rows = try reader.rowCount()
        digest = try TableDigest(of: reader)
        sums = try ServiceDeskTable.sums.flatMap { sum in
            try reader.totals(sum).map { ("\(sum.name) \($0.group.integer)", $0.amount) }
        }
    }

    /// Members of an object of JSON.
    var fields: [String] {
        let amounts = sums.map { "\"\($0.name)\": \($0.amount)" }.joined(separator: ", ")
        return ["\"rows\": \(rows)", "\"digest\": \"\(digest)\"", "\"sums\": {\(amounts)}"]
    }
}

/// Looks every few milliseconds how much anonymous memory the process holds.
private final class MemorySampler: Sendable {
    private let isStopped = Atomic(false)
    private let most = Mutex(anonymousBytes())

    init() {
        Thread.detachNewThread { [self] in
            while !isStopped.load(ordering: .relaxed) {
                look()
                usleep(5000)
            }
        }
    }

    /// The most that was seen, in bytes.
    func stop() -> Int {
        isStopped.store(true, ordering: .relaxed)
        look()
        return most.withLock { $0 }
    }

    private func look() {
        let bytes = anonymousBytes()
        most.withLock { $0 = max($0, bytes) }
    }
}
