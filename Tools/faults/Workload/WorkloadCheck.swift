import EventLog
import EventModel
import Glibc

/// Whether a log is the workload's: whole, with every acknowledged commit, and nothing but the workload's next ones.
struct WorkloadCheck {
    let workload: Workload
    /// The last commit that was acknowledged; 0 for none.
    let lastCommit: UInt64
    /// A head that the witness saw, and its root; nil where it saw none.
    let seen: (position: Position, root: String)?

    /// From the words SEED LAST POSITION ROOT.
    init(_ words: ArraySlice<String>) {
        let words = Array(words)
        workload = Workload(seed: number(words[0]))
        lastCommit = number(words[1])
        seen = words[3] == "-" ? nil : (Position(number(words[2])), words[3])
    }

    /// Opens for writing, checks all, and appends: what survived must also go on.
    func check(_ folder: String) async throws -> Verdict {
        let log = try EventLog(at: folder, packing: Workload.packing, clock: Workload.clock)
        defer { log.close() }
        let verification = try log.verify()
        let events = try allEvents(of: log)
        try expect("events verified", UInt64(events.count), verification.events)
        let last = try checkContent(events, log)
        try expect("head", try log.head().position, Position(UInt64(events.count)))
        try await appendOneMore(to: log, last + 1, UInt64(events.count))
        return Verdict(.sound, "\(events.count) events, \(last) commits, \(lastCommit) acknowledged")
    }

    /// A creation that was cut short may leave nothing, or something that says it is no log, or an empty log; no more.
    static func checkCreation(_ folder: String) async throws -> Verdict {
        let log: EventLog
        do throws(LogError) { log = try EventLog(at: folder, packing: Workload.packing, clock: Workload.clock) } catch {
            switch error {
            case .notALog, .storage, .corrupt: return Verdict(.sound, "refused: \(error)")
            case .otherFormat, .alreadyExists, .closed: throw CheckFailure("an unfinished creation opens with \(error)")
            }
        }
        log.close()
        return try await WorkloadCheck(["1", "0", "0", "-"]).check(folder)
    }

    /// A copy under its final name is whole, whether its end was acknowledged or not; one that was cut short can be taken up
    /// again; the source is what it was.
    func checkCopy(_ source: String, _ target: String, isDone: Bool) async throws -> Verdict {
        if !isDone, access(target, F_OK) != 0 {
            let log = try EventLog(at: source, packing: Workload.packing, clock: Workload.clock)
            defer { log.close() }
            try log.backup(to: target)
        }
        _ = try await check(target)
        return try await check(source)
    }

    /// Compares every event with what its commit must hold; returns the last commit's number.
    private func checkContent(_ events: [RecordedEvent], _ log: EventLog) throws -> UInt64 {
        var (index, commitNumber) = (0, UInt64(0))
        while index < events.count {
            commitNumber += 1
            let commit = workload.commit(commitNumber)
            for (offset, expected) in commit.events.enumerated() {
                guard index < events.count else { throw CheckFailure("commit \(commitNumber) is not whole") }
                try checkEvent(events[index], expected, offset, commit)
                index += 1
            }
            guard let found = try log.find(commit.commandID) else {
                throw CheckFailure("commit \(commitNumber) not found")
            }
            try expect("place of commit \(commitNumber)", found.lastPosition, Position(UInt64(index)))
        }
        guard commitNumber >= lastCommit else {
            throw CheckFailure("lost: commit \(lastCommit) was acknowledged, the log ends with \(commitNumber)")
        }
        try checkRoot(events)
        try checkStreams(events, log)
        for number in 1...max(commitNumber, 1) {
            guard let key = workload.claimedKey(number, last: commitNumber), number <= commitNumber else { continue }
            guard try log.holder(namespace: "serial", key: key) != nil else {
                throw CheckFailure("claim \(key) is lost")
            }
        }
        return commitNumber
    }

    private func checkEvent(_ event: RecordedEvent, _ expected: NewEvent, _ index: Int, _ commit: Commit) throws {
        try expect("command at \(event.position)", event.commandID, commit.commandID)
        try expect("index at \(event.position)", Int(event.commitIndex), index)
        try expect("count at \(event.position)", Int(event.commitCount), commit.events.count)
        guard event.payload == expected.payload else { throw CheckFailure("payload at \(event.position) is another") }
        switch expected.stream {
        case .named(let stream): try expect("stream at \(event.position)", event.stream, stream)
        case .drawn(let category, _): try expect("category at \(event.position)", event.stream.category, category)
        case .sameAs: try expect("category at \(event.position)", event.stream.category, "incident")
        }
    }

    /// The root that the witness saw, worked out again from the records.
    private func checkRoot(_ events: [RecordedEvent]) throws {
        guard let seen else { return }
        guard seen.position.rawValue <= events.count else {
            throw CheckFailure("lost: the witness saw position \(seen.position), the log ends at \(events.count)")
        }
        let leaves = events.prefix(Int(seen.position.rawValue)).map { MerkleHash.leaf($0.encoded.span.bytes) }
        try expect("root at \(seen.position)", "\(treeRoot(leaves[...]))", seen.root)
    }

    private func checkStreams(_ events: [RecordedEvent], _ log: EventLog) throws {
        for (stream, expected) in Dictionary(grouping: events, by: \.stream) {
            guard try log.readStream(stream) == expected else {
                throw CheckFailure("stream \(stream) reads differently")
            }
        }
    }

    private func appendOneMore(to log: EventLog, _ number: UInt64, _ count: UInt64) async throws {
        let commit = workload.commit(number)
        let appended = try await log.append(commit)
        try expect("the position after reopening", appended.positions.first, Position(count + 1))
        try expect("events after reopening", try log.verify().events, count + UInt64(commit.events.count))
    }
}

/// The root of RFC 9162, section 2.1.1, as the text defines it: nothing shared with the log's own frontier.
func treeRoot(_ leaves: ArraySlice<MerkleHash>) -> MerkleHash {
    guard leaves.count > 1 else { return leaves.first ?? .empty }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    return .node(treeRoot(leaves.prefix(split)), treeRoot(leaves.dropFirst(split)))
}

func allEvents(of log: EventLog) throws(LogError) -> [RecordedEvent] {
    var (events, slices): ([RecordedEvent], LogSlices) = ([], log.slices())
    while let slice = try slices.next() { events += slice }
    return events
}

func expect<Value: Equatable>(_ what: String, _ found: Value, _ expected: Value) throws {
    guard found == expected else { throw CheckFailure("\(what): expected \(expected), found \(found)") }
}
