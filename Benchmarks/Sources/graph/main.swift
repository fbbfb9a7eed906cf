// graph --at LOGBOOK --ci ID [--count N] [--kind KIND]: asks a logbook's configuration graph what suffers when an item is down,
// and prints a line of JSON.
//
//     cold   the engine opened, one question asked, and closed again, count times
//     ways   the same as now, with the way to each
//     neighbours   its relationships, cold
//     now    of the graph in memory, as it is
//     past   of the graph in memory, as known at random positions of the second half of the log
//     spof   the item's single points of failure, of the graph in memory
//     load   making the graph of memory from its tables, and how much anonymous memory the process has then
import EventLog
import EventModel
import Foundation
import Processes
import ServiceEngine

func option(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    return arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
}

guard let folder = option("--at"), let id = option("--ci"), let count = Int(option("--count") ?? "50"), count > 0 else {
    FileHandle.standardError.write(Data("usage: graph --at LOGBOOK --ci ID [--count N] [--kind KIND]\n".utf8))
    exit(64)
}

func open() async throws -> ServiceEngine {
    var options = EngineOptions()
    (options.followsLog, options.runsPolicies) = (false, false)
    return try await ServiceEngine.open(at: folder, options: options)
}

func affected(_ engine: ServiceEngine, _ moment: Moment = .now, near: [CIID] = []) async throws -> Int {
    try await engine.configuration(moment, near: near) { view in
        view.item(CIID(id)).map { item in
            let impact = Impact(of: [item], in: view)
            return option("--kind") == "ways"
                ? impact.affected.reduce(0) { $0 + min(1, impact.path(to: $1.item).count) } : impact.affected.count
        } ?? 0
    }
}

/// RssAnon of this process, in bytes.
func anonymousBytes() -> Int {
    let status = String(decoding: FileManager.default.contents(atPath: "/proc/self/status") ?? Data(), as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
    return (line?.split(separator: " ").dropLast().last.flatMap { Int($0) } ?? 0) * 1024
}

func run() async throws {
    let (kind, clock) = (option("--kind") ?? "now", ContinuousClock())
    var (times, found) = ([Double](), 0)
    func time(_ body: () async throws -> Int) async throws {
        let start = clock.now
        found = try await body()
        let taken = (clock.now - start).components
        times.append(Double(taken.seconds) * 1e3 + Double(taken.attoseconds) * 1e-15)
    }
    if kind == "cold" || kind == "neighbours" {
        for _ in 0..<count {
            try await time {
                let engine = try await open()
                let found =
                    try await kind == "cold"
                    ? affected(engine, near: [CIID(id)]) : engine.neighbours(of: CIID(id)).count
                await engine.close()
                return found
            }
        }
    } else {
        let engine = try await open()
        let before = anonymousBytes()
        if kind == "load" {
            try await time { try await affected(engine) }
            found = anonymousBytes() - before
        } else {
            _ = try await affected(engine)
            let head = try engine.store.head().position.rawValue
            for _ in 0..<count {
                try await time {
                    switch kind {
                    case "past":
                        let position = Position(UInt64.random(in: head / 2...head))
                        return try await affected(engine, Moment(asKnownAt: .position(position)))
                    case "spof":
                        return try await engine.configuration { view in
                            view.item(CIID(id)).map { Causes(of: $0, in: view).singlePointsOfFailure.count } ?? 0
                        }
                    default: return try await affected(engine)
                    }
                }
            }
        }
        await engine.close()
    }
    times.sort()
    print(
        #"{"kind": "\#(kind)", "found": \#(found), "p50Millis": \#(times[times.count / 2]), "#
            + #""p99Millis": \#(times[min(times.count - 1, times.count * 99 / 100)])}"#)
}

try await run()
