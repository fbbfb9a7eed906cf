import EventLog
import EventModel

/// Compares the whole log with what was acknowledged.
struct Audit {
    let log: EventLog
    private struct CommitName: Hashable {
        let producer: UInt32
        let sequence: UInt32
    }

    /// - Returns: how many events the log holds.
    func run(_ acknowledged: [Acknowledged]) throws -> UInt64 {
        let verified = try log.verify()
        var (places, drawn) = (try commits(), [UInt64]())
        for commit in acknowledged {
            let name = CommitName(producer: commit.producer, sequence: commit.sequence)
            let found = places.removeValue(forKey: name)
            try expect(
                found == commit.positions, "\(name) was acknowledged at \(commit.positions), found \(found ?? [])")
        }
        // Every producer heard of everything: nothing may be there that nobody was told of.
        try expect(places.isEmpty, "\(places.count) commits were recorded and not acknowledged: \(places.first!)")
        var slices = log.slices()
        while let slice = try slices.next() { drawn += slice.compactMap { $0.drawn?.number } }
        try expect(
            drawn == Array(1...UInt64(max(drawn.count, 1))).prefix(drawn.count).map { $0 }, "drawn numbers have gaps")
        return verified.events
    }

    private func commits() throws -> [CommitName: [Position]] {
        var commits: [CommitName: [Position]] = [:]
        var slices = log.slices()
        while let slice = try slices.next() {
            for event in slice {
                guard let note = Note(event) else { throw Broken("no producer wrote what stands at \(event.position)") }
                commits[CommitName(producer: note.producer, sequence: note.sequence), default: []].append(
                    event.position)
            }
        }
        return commits
    }
}
