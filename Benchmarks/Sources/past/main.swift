// past --at LOGBOOK [--count N] [--seed S] [--only KIND]: asks a logbook about random moments of its past, and prints a line of JSON for each
// kind of question. The logbook is one that `logbook simulate --events N` filled.
//
//     past-item   one incident as known at a position                    count questions
//     past-list   the open incidents as known at a position, by priority     a tenth of it
//     past-desk   the desk's figures as known at a position                  a tenth of it
//     as-of-*     the same as they were at an instant
import EventLog
import EventModel
import Foundation
import ReadModels
import ServiceEngine

struct Questions {
    let engine: ServiceEngine
    let head: UInt64
    var random: Generator

    mutating func position() -> Position { Position(.random(in: 1...head, using: &random)) }

    /// The moment at which a random event was known, or was true.
    mutating func moment(asOf: Bool) throws -> Moment {
        let position = position()
        guard asOf else { return Moment(asKnownAt: .position(position)) }
        let event = try engine.store.read(from: position, through: position, limit: 1)[0]
        return Moment(asOf: event.occurredAt)
    }

    mutating func incident() throws -> StreamID {
        while true {
            let position = position()
            let event = try engine.store.read(from: position, through: position, limit: 1)[0]
            if event.stream.category == IncidentProcess.category { return event.stream }
        }
    }

    mutating func measure(_ name: String, _ count: Int, asOf: Bool, _ ask: (StreamID, Moment) async throws -> Int)
        async throws
    {
        if let only = option("--only"), only != name { return }
        let clock = ContinuousClock()
        var (times, answers, processor) = ([Double](), 0, 0.0)
        for _ in 0..<max(1, count) {
            let (stream, moment) = (try incident(), try moment(asOf: asOf))
            let (start, used) = (clock.now, processorSeconds())
            answers += try await ask(stream, moment)
            let taken = clock.now - start
            processor += processorSeconds() - used
            times.append(Double(taken.components.seconds) * 1e3 + Double(taken.components.attoseconds) * 1e-15)
        }
        times.sort()
        let (median, late) = (times[times.count / 2], times[min(times.count - 1, times.count * 99 / 100)])
        print(
            #"{"workload": "\#(name)", "questions": \#(times.count), "events": \#(head), "p50Millis": \#(median), "#
                + #""p99Millis": \#(late), "maxMillis": \#(times[times.count - 1]), "found": \#(answers), "#
                + #""processorMillisEach": \#(1e3 * processor / Double(times.count)), "#
                + #""rssAnonBytes": \#(anonymousBytes())}"#)
    }
}

/// A small generator with a seed (splitmix64).
struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Seconds that this process has used of the processors, over all its threads.
func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// RssAnon of this process, in bytes.
func anonymousBytes() -> Int {
    let status = String(decoding: FileManager.default.contents(atPath: "/proc/self/status") ?? Data(), as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
    return (line?.split(separator: " ").dropLast().last.flatMap { Int($0) } ?? 0) * 1024
}

func option(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    return arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
}

guard let folder = option("--at"), let count = Int(option("--count") ?? "1000"), count > 0,
    let seed = UInt64(option("--seed") ?? "1")
else {
    FileHandle.standardError.write(Data("usage: past --at LOGBOOK [--count N] [--seed S] [--only KIND]\n".utf8))
    exit(64)
}
func run() async throws {
    var options = EngineOptions()
    // Nothing is recorded while the clock runs.
    (options.followsLog, options.runsPolicies) = (false, false)
    let engine = try await ServiceEngine.open(at: folder, options: options)
    var questions = Questions(
        engine: engine, head: try engine.store.head().position.rawValue, random: Generator(state: seed))
    // What is not folded in yet is folded in before the clock runs.
    _ = try await engine.serviceDesk { try $0.rowCount() }
    for asOf in [false, true] {
        let kind = asOf ? "as-of" : "past"
        try await questions.measure("\(kind)-item", count, asOf: asOf) { stream, moment in
            try await engine.state(of: stream, in: IncidentProcess.self, moment) == nil ? 0 : 1
        }
        try await questions.measure("\(kind)-list", count / 10, asOf: asOf) { _, moment in
            try await engine.serviceDesk(moment) { desk in
                try IncidentQueue(filter: .open, sort: .priority, now: .systemNow).rows(in: desk).count
            }
        }
        try await questions.measure("\(kind)-desk", count / 10, asOf: asOf) { _, moment in
            let now = try await engine.resolve(moment).instant
            return try await engine.serviceDesk(moment) { desk in
                Int(try Desk(desk, asOf: now, zone: engine.store.identity.zone).open)
            }
        }
    }
    await engine.close()
}

try await run()
