internal import EventModel

extension Commit {
    /// Checks what needs no log: limits, and that the commit does not contradict itself.
    func checkShape() throws(AppendError) {
        guard !events.isEmpty else { throw .malformed("it has no events") }
        guard events.count <= LogLimits.eventsPerCommit else {
            throw .tooLarge(.events, found: events.count, limit: LogLimits.eventsPerCommit)
        }
        for index in events.indices { try check(events[index].stream, at: index) }
        for claim in claims { try check(claim) }
    }

    private func check(_ target: StreamTarget, at index: Int) throws(AppendError) {
        switch target {
        // That something is expected of it shows where it is looked up.
        case .named: break
        case .drawn(_, let sequence):
            try checkName(sequence, byteCount: sequence.utf8.count, "sequence")
        case .sameAs(let other):
            guard (0..<index).contains(other) else {
                throw .malformed("event \(index) is to follow event \(other), which does not stand before it")
            }
        }
    }

    private func check(_ claim: KeyClaim) throws(AppendError) {
        let byteCount = claim.namespace.utf8.count + 1 + claim.key.utf8.count
        try checkName(claim.namespace, byteCount: byteCount, "claim's namespace")
        try checkName(claim.key, byteCount: byteCount, "claimed key")
        // A zero byte parts the two where they are stored.
        guard !claim.namespace.utf8.contains(0) else { throw .malformed("a claim's namespace holds a zero byte") }
    }

    private func checkName(_ name: String, byteCount: Int, _ what: String) throws(AppendError) {
        guard !name.isEmpty else { throw .malformed("the \(what) is empty") }
        guard byteCount <= LogLimits.bytesPerName else {
            throw .tooLarge(.nameBytes, found: byteCount, limit: LogLimits.bytesPerName)
        }
    }
}
