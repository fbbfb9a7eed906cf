// engine WORKLOAD --events FILE --at FOLDER [--count N] [--batch N] [--producers N] [--workers N]: runs one
// workload on the engine's log and prints one line of JSON. Benchmarks/run calls it, and the peers with the same words.
import EventLog
import Foundation

do {
    let options = try Options(CommandLine.arguments)
    var outcome: Outcome
    let clock = ContinuousClock()
    let start = clock.now
    let log = try Run.open(options.folder)
    _ = try log.head()
    let opening = (clock.now - start).seconds
    let run = try Run(options, log: log)
    switch options.workload {
    case "open":
        outcome = Outcome()
        (outcome.events, outcome.seconds) = (1, opening)
    case "load": outcome = try await run.load()
    case "load-apart": outcome = try await run.loadApart()
    case "append": outcome = try await run.append()
    case "growth": outcome = try await run.growth()
    case "group": outcome = try await run.group()
    case "scan": outcome = try run.scan()
    case "decode": outcome = try run.decode()
    case "point": outcome = try run.point()
    case "stream": outcome = try run.stream()
    case "rebuild": outcome = try run.rebuild()
    case "fold": outcome = try run.fold()
    case "bytes":
        outcome = Outcome()
        (outcome.events, outcome.bytes) = (try run.eventCount(), try run.settledBytes())
    case "verify": outcome = try run.verify()
    case "merkle": outcome = try run.merkle()
    default: throw Failure("what is \(options.workload)? \(Options.usage)")
    }
    outcome.totalEvents = UInt64(try run.eventCount())
    print(outcome.line)
    log.close()
} catch {
    FileHandle.standardError.write(Data("benchmark: \(error)\n".utf8))
    exit(74)
}
