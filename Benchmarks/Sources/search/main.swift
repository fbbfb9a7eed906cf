// search --at LOGBOOK --load TEXTS    makes a log and records an incident a line of tab-separated title, symptom and workaround
// search --at LOGBOOK                 answers queries, a line each on standard input, with a line of JSON each
//
// A query that begins with "any:" has any of its words. The first line of answers says that the index is built.
import EventLog
import EventModel
import Foundation
import Processes
import ServiceEngine

func option(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    return arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
}

guard let folder = option("--at") else {
    FileHandle.standardError.write(Data("usage: search --at LOGBOOK [--load TEXTS]\n".utf8))
    exit(64)
}

/// A line that is not kept back.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

/// The line's incident, as another tool would have recorded it.
func commit(_ number: Int, _ line: Substring, at: Instant) -> ExternalCommit {
    let texts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    let stream = IncidentNumber("INC-2026-\(number)").stream
    let events: [any DomainEvent] = [
        IncidentLogged(
            title: texts[0], source: .portal, detectedAt: at, impact: nil, urgency: nil, caller: nil, customer: nil,
            service: nil, ci: nil, contact: nil, previous: nil, description: nil),
        IncidentCategorised(category: "x", symptom: texts[1]),
        WorkaroundApplied(workaround: texts[2], knownError: nil),
    ]
    return ExternalCommit(
        commandID: CommandID(derivedAt: at, hash: (1, UInt64(number))),
        actor: Actor(principal: "benchmark", kind: .import), reason: nil, correlation: nil,
        items: events.map { ExternalCommit.Item(target: .named(stream), occurredAt: at, event: $0) })
}

func load(_ path: String, into engine: ServiceEngine) async throws {
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    var commits: [ExternalCommit] = []
    let start = Instant(micros: 1_767_225_600_000_000)
    for (index, line) in text.split(separator: "\n").enumerated() {
        commits.append(commit(index + 1, line, at: start.advanced(byMicros: Int64(index) * 1_000_000)))
        if commits.count == 1024 {
            _ = try await engine.record(commits)
            commits = []
        }
    }
    _ = try await engine.record(commits)
}

func answer(_ engine: ServiceEngine) async throws {
    _ = try await engine.replay("search")
    say("{\"ready\": true}")
    let clock = ContinuousClock()
    while let line = readLine() {
        let isAny = line.hasPrefix("any:")
        guard var query = SearchQuery(isAny ? String(line.dropFirst(4)) : line) else { continue }
        (query.isAny, query.kinds) = (isAny, [.incident])
        let (chosen, start) = (query, clock.now)
        let result = try await engine.search(chosen)
        let taken = (clock.now - start).components
        let millis = Double(taken.seconds) * 1e3 + Double(taken.attoseconds) * 1e-15
        say("{\"found\": \(result.found), \"millis\": \(millis)}")
    }
}

func run() async throws {
    var options = EngineOptions()
    (options.followsLog, options.runsPolicies) = (false, false)
    if let path = option("--load") {
        let engine = try await ServiceEngine.create(at: folder, origin: "benchmarks", options: options)
        try await load(path, into: engine)
        return await engine.close()
    }
    let engine = try await ServiceEngine.open(at: folder, options: options)
    try await answer(engine)
    await engine.close()
}

try await run()
