import EventLog
import EventModel

/// What a log answers to every kind of question; beside it, the answers of a damaged copy.
struct Answers {
    let head: LogHead
    let identity: LogIdentity
    let events: [RecordedEvent]
    let streams: [StreamID: [RecordedEvent]]
    let commands: [CommandID: Appended]
    let holders: [String: Position]
    let verification: LogVerification

    init(of folder: String) throws {
        let log = try EventLog(at: folder, access: .readOnly)
        defer { log.close() }
        head = try log.head()
        identity = log.identity
        events = try allEvents(of: log)
        streams = Dictionary(grouping: events, by: \.stream)
        var (commands, holders): ([CommandID: Appended], [String: Position]) = ([:], [:])
        for event in events where commands[event.commandID] == nil {
            commands[event.commandID] = try log.find(event.commandID)
            for claim in event.claims {
                holders[claim.key] = try log.holder(namespace: claim.namespace, key: claim.key)
            }
        }
        (self.commands, self.holders) = (commands, holders)
        verification = try log.verify()
    }

    /// Asks everything again; `folder` is opened anew, as a process would that comes upon a damaged disk.
    func compare(_ folder: String) -> Verdict {
        var comparison = Comparison()
        do throws(LogError) {
            let log = try EventLog(at: folder, access: .readOnly)
            defer { log.close() }
            comparison.expect("identity", identity) { () throws(LogError) in log.identity }
            comparison.expect("head", head) { () throws(LogError) in try log.head() }
            comparison.expect("scan", events) { () throws(LogError) in try allEvents(of: log) }
            for event in events {
                comparison.expect("event", [event]) { () throws(LogError) in
                    try log.read(from: event.position, through: event.position, limit: 1)
                }
            }
            for (stream, expected) in streams {
                comparison.expect("stream", expected) { () throws(LogError) in try log.readStream(stream) }
                comparison.expect("version", UInt64(expected.count)) { () throws(LogError) in
                    try log.version(of: stream)
                }
            }
            for (command, expected) in commands {
                comparison.expect("command", expected) { () throws(LogError) in try log.find(command) }
            }
            for (key, expected) in holders {
                comparison.expect("holder", expected) { () throws(LogError) in
                    try log.holder(namespace: "serial", key: key)
                }
            }
            comparison.expect("verify", verification) { () throws(LogError) in try log.verify() }
        } catch {
            comparison.errors["open"] = "\(error)"
        }
        return comparison.verdict
    }
}

/// Collects answers that differ and errors, by the kind of question.
private struct Comparison {
    var differences: Set<String> = []
    var errors: [String: String] = [:]

    mutating func expect<Value: Equatable>(_ what: String, _ expected: Value, _ ask: () throws(LogError) -> Value?) {
        do throws(LogError) {
            if try ask() != expected { differences.insert(what) }
        } catch {
            errors[what] = errors[what] ?? "\(error)"
        }
    }

    /// A read that fails where verification finds nothing is a hole in the verification.
    var verdict: Verdict {
        let names = errors.keys.sorted().joined(separator: ",")
        guard differences.isEmpty else {
            return Verdict(.wrong, "\(differences.sorted().joined(separator: ",")) differ; errors: \(names)")
        }
        guard !errors.isEmpty else { return Verdict(.harmless, "") }
        guard errors["open"] != nil || errors["verify"] != nil else {
            return Verdict(.wrong, "verify finds nothing; errors: \(names)")
        }
        return Verdict(.reported, "\(names): \(errors["open"] ?? errors["verify"] ?? "")")
    }
}
