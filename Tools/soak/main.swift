import EventLog
import EventModel
import Foundation

// LogSoak SECONDS FOLDER [PRODUCERS]          the soak, which starts its second process itself
// LogSoak --second SECONDS FOLDER             that process; its acknowledgements go to standard output

func second(seconds: Int, folder: String) async throws {
    let log = try EventLog(at: folder)
    let soak = Soak(
        log: log, seconds: seconds, firstProducer: 1_000_000, producerCount: 8, subscriberCount: 1, readerCount: 1)
    for commit in try await soak.run().totals.acknowledged {
        print(
            ([commit.producer, commit.sequence].map(\.description) + commit.positions.map(\.description)).joined(
                separator: " "))
    }
    log.close()
}

func first(seconds: Int, folder: String, producers: UInt32) async throws {
    let identity = LogIdentity(origin: "soak.example", createdAt: systemTime(), zone: .utc)
    let log = try EventLog(creatingAt: folder, identity: identity)
    let other = try SecondProcess(seconds: seconds, folder: folder)
    let soak = Soak(
        log: log, seconds: seconds, firstProducer: 0, producerCount: producers, subscriberCount: 8, readerCount: 4)
    let totals = try await soak.run().totals
    let all = totals.acknowledged + (try other.finish())
    let events = try Audit(log: log).run(all)
    let latency = totals.latencyMicros.sorted()
    print(
        """
        every promise held for \(seconds) s: \(events) events in \(all.count) commits of \(producers) producers and a second \
        process with 8; \(totals.refusedCount) refused, \(totals.repeatedCount) repeated; 8 subscribers saw \
        \(totals.eventsSeenCount) events, 4 readers asked \(totals.readCount) times; append p50 \
        \(latency[latency.count / 2]) µs, p99 \(latency[latency.count * 99 / 100]) µs
        """)
    log.close()
}

let arguments = CommandLine.arguments.dropFirst()
do {
    if arguments.first == "--second", arguments.count == 3, let seconds = Int(arguments.dropFirst().first ?? "") {
        try await second(seconds: seconds, folder: arguments.last ?? "")
    } else if (2...3).contains(arguments.count), let seconds = Int(arguments.first ?? "") {
        let values = Array(arguments)
        try await first(
            seconds: seconds, folder: values[1], producers: UInt32(values.count > 2 ? values[2] : "64") ?? 64)
    } else {
        FileHandle.standardError.write(Data("usage: LogSoak SECONDS FOLDER [PRODUCERS]\n".utf8))
        exit(64)
    }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(2)
}
