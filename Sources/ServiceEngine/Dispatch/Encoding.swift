import EventLog
import EventModel

/// Encodes events, their personal fields sealed for the commit that they go into.
struct EventEncoder: Sendable {
    /// Nil where the logbook has no key store: nothing personal can be recorded then.
    let keys: KeyStore?
    let origin: String

    /// Makes sure of the keys of every subject in one transaction of the key store, then encodes.
    func encode(_ commits: [(id: CommandID, events: [ExternalCommit.Item])]) throws(EngineError) -> [[NewEvent]] {
        var subjects: Set<PersonID> = []
        for commit in commits {
            for pending in commit.events { subjects.formUnion(pending.event.subjects) }
        }
        let keys = try keys(of: subjects)
        return commits.map { commit in
            commit.events.enumerated().map { index, pending in
                let name = pending.event.eventName
                let place = SealedPlace(origin: origin, commandID: commit.id, commitIndex: UInt32(index), type: name)
                return NewEvent(
                    stream: pending.target, type: name, schemaVersion: pending.event.eventVersion,
                    occurredAt: pending.occurredAt,
                    payload: pending.event.encoded(sealer: EventSealer(keys: keys, place: place)))
            }
        }
    }

    private func keys(of subjects: Set<PersonID>) throws(EngineError) -> [PersonID: SubjectKey] {
        guard !subjects.isEmpty else { return [:] }
        guard let keys else { throw .noKeyStore }
        return try keys.keys(for: subjects)
    }
}
