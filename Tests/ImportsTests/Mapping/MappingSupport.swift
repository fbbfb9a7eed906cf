import EventModel
import Imports
import Processes

/// What an import made of an export.
struct Imported {
    var commits: [ImportedCommit] = []
    var rejected: [RejectedRow]
    var tally: ImportTally

    init(
        _ csv: String, _ format: ImportFormat, zone: ZoneRules = .utc, history: [IncidentNumber: [KnownEvent]] = [:]
    ) throws {
        try self.init(ByteSource(name: "test", bytes: Array(csv.utf8)), format, zone: zone, history: history)
    }

    init(
        _ source: consuming ByteSource, _ format: ImportFormat, zone: ZoneRules = .utc,
        history: [IncidentNumber: [KnownEvent]] = [:]
    ) throws {
        var rows = try IncidentImport(source, format: format, zone: zone)
        while let commit = rows.next(history: { history[$0] ?? [] }) { commits.append(commit) }
        rejected = rows.rejected
        tally = rows.tally
    }

    var events: [IncidentEvent] { commits.flatMap(\.events) }
    /// The names of each commit's events: `IncidentLogged IncidentAssigned`.
    var names: [String] { commits.map { $0.events.map(\.name).joined(separator: " ") } }
    var counts: [String: Int] { Dictionary(events.map { ($0.name, 1) }, uniquingKeysWith: +) }

    /// No row has gone missing.
    var adds: Bool {
        tally.read == tally.withEvents + tally.recordedBefore + tally.withoutChange + tally.rejected
            && tally.withEvents == commits.count && tally.events == events.count && tally.rejected == rejected.count
    }
}

extension IncidentEvent {
    var name: String { String(describing: type(of: event)) }
}

/// What a log would know after recording `commits` in this order.
func history(of commits: some Sequence<ImportedCommit>) -> [IncidentNumber: [KnownEvent]] {
    var known: [IncidentNumber: [KnownEvent]] = [:]
    var position = Position.zero
    for commit in commits {
        for event in commit.events {
            position = position.next
            known[commit.number, default: []].append(KnownEvent(record: record(event, commit, position), event: event))
        }
    }
    return known
}

/// The incidents as their events leave them.
func folded(_ commits: some Sequence<ImportedCommit>) -> [IncidentNumber: Incident] {
    history(of: commits).compactMapValues { events in
        var incident: Incident?
        for known in events { IncidentProcess.evolve(&incident, known.event, known.record) }
        return incident
    }
}

private func record(_ event: IncidentEvent, _ commit: ImportedCommit, _ position: Position) -> RecordedEvent {
    RecordedEvent(
        position: position, version: 0, recordedAt: commit.occurredAt, stream: commit.number.stream, drawn: nil,
        type: event.name, schemaVersion: 1, occurredAt: commit.occurredAt, actor: commit.actor,
        commandID: commit.commandID, commitIndex: 0, commitCount: 1, causation: nil, correlation: nil, reason: nil,
        claims: [], payload: [])
}

func instant(_ text: String) -> Instant {
    guard let instant = Instant(parsing: text) else { fatalError("not an instant: \(text)") }
    return instant
}

/// Germany's clocks in 2016: forward on 27 March, back on 30 October, at 01:00 UTC.
let germany2016 = ZoneRules(
    name: "Europe/Berlin", tzdataVersion: "test", initialOffsetSeconds: 3600,
    transitions: [
        ZoneRules.Transition(at: instant("2016-03-27T01:00:00Z"), offsetSeconds: 7200),
        ZoneRules.Transition(at: instant("2016-10-30T01:00:00Z"), offsetSeconds: 3600),
    ])
