import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// What every command takes that records something.
struct RecordingOptions: ParsableArguments {
    @OptionGroup(title: "Recording")
    var write: WriteOptions
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    /// Executes what `command` makes, on a stream or on a new one, and says what was recorded.
    ///
    /// The times of a command are read in the log's zone, which is known only once the log is open.
    func record<C: Command>(on stream: StreamID?, _ command: (ZoneRules) throws -> C) async throws {
        try await record(on: stream, asking: { try command($0.zone) })
    }

    /// The same with a command that the log's read models have to be asked for, and what else follows from it.
    func record<C: Command>(
        on stream: StreamID?, asking command: (ServiceEngine) async throws -> C,
        then: (ServiceEngine, CommandEnvelope) async throws -> Void = { _, _ in },
        adding: (ServiceEngine, StreamID) async throws -> RecordedAddition = { _, _ in RecordedAddition() }
    ) async throws {
        _ = try write.acting.actor()
        let engine = try await log.openForWriting()
        let envelope = try write.envelope(in: engine.zone)
        let receipt: Receipt<C.Process>
        let addition: RecordedAddition
        do {
            if let stream {
                receipt = try await engine.execute(try await command(engine), on: stream, envelope)
            } else {
                receipt = try await engine.execute(new: try await command(engine), envelope)
            }
            try await then(engine, envelope)
            addition = try await adding(engine, receipt.stream)
        } catch let error as EngineError {
            throw Failure(error, about: stream)
        }
        await engine.close()
        let summary = Summary(receipt)
        var answer = summary.json
        for member in addition.json.members { answer[member.key] = member.value }
        try writeObject(answer, format.format) { output in
            try output.line(summary.sentence)
            for line in addition.lines { try output.line(line) }
        }
    }

    /// The same on an incident.
    func record<C: IncidentCommand>(on number: IncidentNumber, _ command: (ZoneRules) throws -> C) async throws {
        try await record(on: number.stream, command)
    }
}

/// What a command says besides what it recorded.
struct RecordedAddition {
    var json: JSONObject = [:]
    var lines: [String] = []
}

/// A thing that a command leaves in a state with a name.
protocol NamedState {
    var stateName: String { get }
}

extension Incident: NamedState {
    var stateName: String { state.name }
}
extension ConfigurationItem: NamedState {
    var stateName: String { status.name }
}
extension Change: NamedState {
    var stateName: String { state.name }
}
extension Problem: NamedState {
    var stateName: String { state.name }
}
extension KnownError: NamedState {
    var stateName: String { state.name }
}
extension Notice: NamedState {
    var stateName: String { state.name }
}
extension Outage: NamedState {
    var stateName: String { state.name }
}
extension Review: NamedState {
    var stateName: String { state.name }
}

/// What a command recorded, as JSON and in words.
private struct Summary {
    let json: JSONObject
    let sentence: String

    init<Process: Decider>(_ receipt: Receipt<Process>) {
        let change = receipt.state as? Change
        let state = (receipt.state as? any NamedState)?.stateName
        json = [
            "number": .string(receipt.stream.key),
            "stream": .string(receipt.stream.description),
            "version": .integer(Int64(receipt.version)),
            "positions": .array(receipt.positions.map { .integer(Int64($0.rawValue)) }),
            "state": state.map(JSONValue.string) ?? .null,
        ]
        let standing = change?.approvalInWords.map { ", \($0)" } ?? ""
        let subject = state.map { "\(receipt.stream.key) is \($0)\(standing)" } ?? receipt.stream.description
        guard let first = receipt.positions.first, let last = receipt.positions.last else {
            sentence = "\(subject): nothing to record"
            return
        }
        let range = first == last ? "position \(first)" : "positions \(first)–\(last)"
        let again = receipt.wasDuplicate ? "; this command had been recorded before" : ""
        sentence = "\(subject) (version \(receipt.version), \(range)\(again))"
    }
}
