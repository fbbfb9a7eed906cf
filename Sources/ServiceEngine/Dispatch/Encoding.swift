import EventLog
import EventModel

/// Events on their way into a commit: where they go, and what they say.
struct PendingEvent: Sendable {
    let target: StreamTarget
    let occurredAt: Instant
    let event: any DomainEvent
}

/// Encodes events, their personal fields sealed for the commit that they go into.
struct EventEncoder: Sendable {
    /// Nil where personal texts are recorded in the clear: on a log without keys, in tests.
    let keys: KeyStore?
    let origin: String

    /// Makes sure of the keys of every subject in one transaction of the key store, then encodes.
    func encode(_ commits: [(id: CommandID, events: [PendingEvent])]) throws(EngineError) -> [[NewEvent]] {
        let subjects = Set(commits.flatMap { $0.events.flatMap(\.event.subjects) })
        let keys = subjects.isEmpty ? [:] : try self.keys?.keys(for: subjects)
        return commits.map { commit in
            commit.events.enumerated().map { index, pending in
                let name = pending.event.eventName
                let place = SealedPlace(origin: origin, commandID: commit.id, commitIndex: UInt32(index), type: name)
                return NewEvent(
                    stream: pending.target, type: name, schemaVersion: pending.event.eventVersion,
                    occurredAt: pending.occurredAt,
                    payload: pending.event.encoded(sealer: keys.map { EventSealer(keys: $0, place: place) }))
            }
        }
    }
}
