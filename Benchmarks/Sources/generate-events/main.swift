// generate-events FILE EVENTS SEED: writes what a simulated organisation records in a year, for the engine and its peers.
//
// The events pass through an engine, so that personal texts are sealed as they are on disk. Its logbook stays beside the file,
// FILE.logbook, for questions about the past.
import EventFile
import EventLog
import EventModel
import Foundation
import ServiceEngine
import Simulation

let arguments = CommandLine.arguments
guard arguments.count == 4, let events = Int(arguments[2]), events > 0, let seed = UInt64(arguments[3]) else {
    FileHandle.standardError.write(Data("usage: generate-events FILE EVENTS SEED\n".utf8))
    exit(64)
}
let path = arguments[1]
let folder = path + ".logbook"
for old in [folder, path] { try? FileManager.default.removeItem(atPath: old) }
var options = EngineOptions()
// The same events whenever they are made: what follows by itself follows sooner or later.
(options.followsLog, options.runsPolicies) = (false, false)
options.recordingClock = { commit in commit.events[0].occurredAt }
let engine = try await ServiceEngine.create(at: folder, origin: "benchmarks", options: options)
// Without an estate: the file, its figures over the years, and the peers' fold of incidents stay what they were.
var year = Simulation(seed: seed, events: events, zone: .utc, estate: 0).makeIterator()
while true {
    var chunk: [ExternalCommit] = []
    while chunk.count < 2048, let commit = year.next() { chunk.append(ExternalCommit(commit)) }
    if chunk.isEmpty { break }
    _ = try await engine.record(chunk)
}

var writer = try EventFileWriter(path: path + ".partial")
var slices = engine.store.slices()
while let slice = try slices.next() { for event in slice { try writer.add(event) } }
try writer.finish()
await engine.close()
try FileManager.default.moveItem(atPath: path + ".partial", toPath: path)

let mean = (record: writer.recordBytes / writer.count, payload: writer.payloadBytes / writer.count)
print(
    #"{"events": \#(writer.count), "streams": \#(writer.streamCount), "seed": \#(seed), "#
        + #""recordBytes": \#(mean.record), "payloadBytes": \#(mean.payload)}"#)

extension ExternalCommit {
    /// On streams by name: numbers that are drawn cost the peers nothing, so nobody draws them.
    init(_ commit: SimulatedCommit) {
        self.init(
            commandID: commit.commandID, actor: commit.actor, reason: commit.reason, correlation: nil,
            items: commit.events.map {
                Item(target: .named($0.stream), occurredAt: commit.occurredAt, event: $0.event)
            })
    }
}
