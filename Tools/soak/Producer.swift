import EventLog
import EventModel

/// Appends commits of every shape for as long as it is told to, and checks each answer.
struct Producer {
    let number: UInt32
    let log: EventLog
    let ledger: Ledger
    private var sequence: UInt32 = 0
    private var last: (commit: Commit, appended: Appended)?
    private var random = SystemRandomNumberGenerator()

    init(number: UInt32, log: EventLog, ledger: Ledger) {
        (self.number, self.log, self.ledger) = (number, log, ledger)
    }

    mutating func run(until end: ContinuousClock.Instant) async throws {
        while .now < end {
            if let last, Int.random(in: 0..<20, using: &random) == 0 {
                try await repeatCommand(last)
            } else {
                try await appendNew()
            }
        }
    }

    private mutating func appendNew() async throws {
        sequence += 1
        let commit = try newCommit()
        let start = ContinuousClock.now
        do throws(AppendError) {
            let appended = try await log.append(commit)
            ledger.note(latency: .now - start)
            try check(appended, of: commit)
            ledger.acknowledge(Acknowledged(producer: number, sequence: sequence, positions: appended.positions))
            last = (commit, appended)
        } catch let error {
            // Others write the same streams and want the same keys: that is what expectations are for.
            switch error {
            case .conflict, .keyTaken, .keyNotClaimed: ledger.refuse()
            default: throw Broken("producer \(number): \(error)")
            }
        }
    }

    private func check(_ appended: Appended, of commit: Commit) throws(AppendError) {
        let first = appended.positions[0].rawValue
        let isDense = appended.positions.map(\.rawValue) == Array(first..<first + UInt64(commit.events.count))
        if !isDense || appended.wasDuplicate { throw .malformed("a new commit was answered with \(appended)") }
    }

    private func repeatCommand(_ last: (commit: Commit, appended: Appended)) async throws {
        let again = try await log.append(last.commit)
        guard again.wasDuplicate, again.events == last.appended.events, again.drawn == last.appended.drawn else {
            throw Broken("producer \(number): repeated \(last.appended), answered \(again)")
        }
        ledger.repeated()
    }

    /// One to eight events over streams of its own, shared ones, and new ones that are named after drawn numbers.
    private mutating func newCommit() throws -> Commit {
        let now = systemTime()
        var events: [NewEvent] = []
        var expectations: [StreamID: StreamExpectation] = [:]
        for index in 0..<UInt32.random(in: 1...8, using: &random) {
            let target = target(&expectations, isFirst: index == 0)
            let note = Note(producer: number, sequence: sequence, index: index)
            events.append(
                NewEvent(stream: target, type: Note.type, schemaVersion: 1, occurredAt: now, payload: note.payload))
        }
        var commit = Commit(
            commandID: CommandID(at: now, randomness: (random.next(), random.next())),
            actor: Actor(principal: PersonID("producer-\(number)"), kind: .person), events: events,
            expectations: expectations)
        if Int.random(in: 0..<10, using: &random) == 0 {
            let key = "key-\(Int.random(in: 0..<200, using: &random))"
            let isHeld = try log.holder(namespace: "soak", key: key) != nil
            commit.claims = [KeyClaim(isHeld ? .release : .claim, namespace: "soak", key: key)]
        }
        return commit
    }

    private mutating func target(
        _ expectations: inout [StreamID: StreamExpectation], isFirst: Bool
    ) -> StreamTarget {
        switch Int.random(in: 0..<10, using: &random) {
        case 0 where isFirst: return .drawn(category: "drawn", sequence: "SOAK")
        case 1...3:
            let stream = StreamID(category: "shared", key: "\(Int.random(in: 0..<50, using: &random))")
            // What was read may be outdated by now: then the commit must be refused.
            let version = isFirst ? try? log.version(of: stream) : nil
            expectations[stream] = expectations[stream] ?? version.map { .exactly($0) } ?? .any
            return .named(stream)
        default:
            let stream = StreamID(category: "own", key: "\(number)-\(Int.random(in: 0..<300, using: &random))")
            expectations[stream] = .any
            return .named(stream)
        }
    }
}
