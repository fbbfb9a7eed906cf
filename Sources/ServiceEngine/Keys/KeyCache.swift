import EventModel

/// Keys in memory, as one commit of the key store has them: another process may destroy a key at any time.
///
/// A store says which commit is its newest a moment before readers see it. So every key is kept with the commit that the
/// transaction saw which read it, and is found only while that commit is still the newest.
struct KeyCache {
    private var commit = -1
    private var bySubject: [PersonID: SubjectKey] = [:]
    private var byID: [KeyID: SubjectKey] = [:]

    func key(of person: PersonID, newestCommit: Int) -> SubjectKey? {
        commit == newestCommit ? bySubject[person] : nil
    }

    func key(_ id: KeyID, newestCommit: Int) -> SubjectKey? {
        commit == newestCommit ? byID[id] : nil
    }

    /// Keeps a key that a transaction on `commit` has read or written; what other commits had is forgotten.
    mutating func keep(_ key: SubjectKey, of person: PersonID? = nil, commit: Int) {
        if self.commit != commit { self = KeyCache(commit: commit) }
        byID[key.id] = key
        if let person { bySubject[person] = key }
    }

    init() {}

    private init(commit: Int) { self.commit = commit }
}
