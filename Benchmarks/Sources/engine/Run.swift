import EventFile
import EventLog
import EventModel
import Foundation

/// One workload on one log.
struct Run {
    let options: Options
    let file: EventFile
    let log: EventLog

    init(_ options: Options, log: EventLog) throws {
        self.options = options
        self.log = log
        file = try EventFile(path: options.events)
    }

    /// Opens the log, or makes it.
    static func open(_ folder: String) throws -> EventLog {
        if FileManager.default.fileExists(atPath: folder + "/data.mdb") { return try EventLog(at: folder) }
        let now = systemClock(Commit(commandID: CommandID(high: 0, low: 0), actor: .person("benchmark"), events: []))
        return try EventLog(
            creatingAt: folder, identity: LogIdentity(origin: "benchmarks", createdAt: now, zone: .utc))
    }

    /// How many events the log has: it goes on with the next one of the file.
    func eventCount() throws -> Int { Int(try log.head().position.rawValue) }

    /// The next commits: `count` events from `index` on, `batch` a commit. Made before the clock runs, a chunk at a time.
    func commits(from index: Int, count: Int, batch: Int, expecting: Bool = true) throws -> [Commit] {
        var commits: [Commit] = []
        commits.reserveCapacity(count / batch + 1)
        for first in stride(from: index, to: index + count, by: batch) {
            let events = try (first..<min(first + batch, index + count)).map { try file.event(at: $0) }
            commits.append(Commit(events, expecting: expecting))
        }
        return commits
    }

    /// The bytes on disk once everything is packed that is due.
    func settledBytes() throws -> UInt64 {
        try log.pack()
        return try log.statistics().bytesOnDisk
    }
}

extension Commit {
    /// Events of the file as one commit, each stream expected as it stands before.
    fileprivate init(_ events: [FiledEvent], expecting: Bool) {
        var expectations: [StreamID: StreamExpectation] = [:]
        for event in events where expectations[event.stream] == nil {
            let before = event.recorded.version - 1
            expectations[event.stream] = expecting ? (before == 0 ? .noStream : .exactly(before)) : .any
        }
        self.init(
            commandID: events[0].commandID, actor: events[0].recorded.actor,
            events: events.map {
                NewEvent(
                    stream: .named($0.stream), type: $0.recorded.type, schemaVersion: $0.recorded.schemaVersion,
                    occurredAt: $0.recorded.occurredAt, payload: $0.recorded.payload)
            },
            expectations: expectations, reason: events[0].recorded.reason)
    }
}
