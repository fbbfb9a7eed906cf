import EventModel
import Processes
import Simulation

/// Folds simulated commits from their bytes, as a log would hand them back: knows nothing of the simulation's own
/// states.
struct Refold {
    var incidents: [StreamID: Incident] = [:]
    var items: [StreamID: ConfigurationItem] = [:]
    var relationships: [StreamID: Relationship] = [:]
    var changes: [StreamID: Change] = [:]
    /// What was seen to change on items, by the commits.
    var deltas: [CommandID: (item: StreamID, event: CIAttributesChanged)] = [:]
    /// What the simulation says of itself.
    var truth = PlantedTruth()
    /// Numbers drawn, by sequence, in the order of drawing.
    var drawn: [String: [UInt64]] = [:]
    /// Streams that began without the number that they are named after.
    var unnumbered: [StreamID] = []
    /// Events by name, and what their payloads take together.
    var counts: [String: Int] = [:]
    var payloadBytes = 0
    /// Every state that an incident has been in.
    var states: Set<IncidentState> = []
    private var versions: [StreamID: UInt64] = [:]
    private var position: UInt64 = 0

    mutating func add(_ commit: SimulatedCommit) throws {
        if let number = commit.drawn { drawn[number.sequence, default: []].append(number.number) }
        for (index, entry) in commit.events.enumerated() {
            position += 1
            versions[entry.stream, default: 0] += 1
            let drawn = index == 0 ? commit.drawn : nil
            let isNumbered = ["incident", "notification", "contact", "change", "problem", "knownerror"].contains(
                entry.stream.category)
            if versions[entry.stream] == 1, isNumbered, drawn?.text != entry.stream.key {
                unnumbered.append(entry.stream)
            }
            counts[entry.event.eventName, default: 0] += 1
            if let event = entry.event as? CIAttributesChanged { deltas[commit.commandID] = (entry.stream, event) }
            let payload = entry.event.encoded()
            payloadBytes += payload.count
            let record = RecordedEvent(
                position: Position(position), version: versions[entry.stream] ?? 0, recordedAt: commit.occurredAt,
                stream: entry.stream, drawn: drawn, type: entry.event.eventName,
                schemaVersion: entry.event.eventVersion, occurredAt: commit.occurredAt, actor: commit.actor,
                commandID: commit.commandID, commitIndex: UInt32(index), commitCount: UInt32(commit.events.count),
                causation: nil, correlation: nil, reason: commit.reason, claims: [], payload: payload)
            switch entry.stream.category {
            case IncidentProcess.category:
                try fold(record, in: IncidentProcess.self, &incidents[entry.stream])
                if let state = incidents[entry.stream] { states.insert(state.state) }
            case CIProcess.category: try fold(record, in: CIProcess.self, &items[entry.stream])
            case RelationshipProcess.category:
                try fold(record, in: RelationshipProcess.self, &relationships[entry.stream])
            case ChangeProcess.category: try fold(record, in: ChangeProcess.self, &changes[entry.stream])
            default: break
            }
        }
    }

    private func fold<Process: Decider>(
        _ record: RecordedEvent, in _: Process.Type, _ state: inout Process.State
    ) throws {
        for event in try Process.Event.catalogue.decode(record) { Process.evolve(&state, event, record) }
    }
}
