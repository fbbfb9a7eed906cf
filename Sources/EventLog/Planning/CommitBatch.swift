internal import EventModel

/// The commits that go into one transaction: each is checked against the log and the ones before it, and only an accepted
/// one changes the batch. What the batch holds at the end is what the transaction writes.
struct CommitBatch {
    /// The head as it will be.
    private(set) var head: LogHead
    private(set) var events: [PlannedEvent] = []
    /// In the order of their numbers.
    private(set) var newStreams: [(stream: StreamID, number: UInt64)] = []
    private(set) var commands: [CommandID: Appended] = [:]
    /// Where each command's events begin.
    private(set) var commandRows: [(command: CommandID, first: Position)] = []
    private(set) var sequences: [String: UInt64] = [:]
    /// The holder of each key that changed hands; nil where it was released.
    private(set) var claims: [ClaimedKey: Position?] = [:]
    private(set) var nodes: [MerkleNode] = []
    /// The streams that its commits name, as they stand after them; nil where one has no events.
    private var streams: [StreamID: StreamState?] = [:]
    private(set) var streamCount: UInt64

    init(head: LogHead, streamCount: UInt64) {
        self.head = head
        self.streamCount = streamCount
    }

    /// Records `commit` at the time `clock`, or refuses it and stays as it was (save that a clock that went back is recorded
    /// even then).
    mutating func record(
        _ commit: Commit, clock: Instant, _ lookup: borrowing some LogLookup & ~Copyable
    ) throws(AppendError) -> Appended {
        try commit.checkShape()
        if let first = try appended(by: commit.commandID, lookup) { return first.asDuplicate }
        try recordStep(of: clock, lookup)
        var plan = CommitPlan(
            commit, recordedAt: max(clock, head.recordedAt), after: head.position, streamCount: streamCount)
        try plan.checkExpectations(self, lookup)
        try plan.takeClaims(self, lookup)
        try plan.placeEvents(self, lookup)
        let appended = plan.appended
        apply(plan, appended)
        return appended
    }

    /// Notes once that the clock went back, and once more when it did so after having caught up.
    private mutating func recordStep(
        of clock: Instant, _ lookup: borrowing some LogLookup & ~Copyable
    ) throws(AppendError) {
        if clock >= head.recordedAt { head.clockIsBehind = false }
        guard !head.clockIsBehind, head.position > .zero,
            head.recordedAt.micros(since: clock) > LogLimits.clockStepMicros
        else { return }
        let commit = Commit.clockWentBack(to: clock, behind: head)
        var plan = CommitPlan(commit, recordedAt: head.recordedAt, after: head.position, streamCount: streamCount)
        try plan.checkExpectations(self, lookup)
        try plan.placeEvents(self, lookup)
        apply(plan, plan.appended)
        head.clockIsBehind = true
    }

    private mutating func apply(_ plan: CommitPlan, _ appended: Appended) {
        head.position = plan.lastPosition
        head.recordedAt = plan.recordedAt
        for event in plan.events { nodes += head.frontier.append(.leaf(event.record)) }
        if events.isEmpty { events = plan.events } else { events += plan.events }
        commands[plan.commandID] = appended
        commandRows.append((plan.commandID, first: plan.firstPosition))
        newStreams += plan.newStreams
        streamCount += UInt64(plan.newStreams.count)
        if streams.isEmpty {
            streams = plan.streams
        } else {
            for (stream, state) in plan.streams { streams[stream] = .some(state) }
        }
        for (sequence, number) in plan.sequences { sequences[sequence] = number }
        for (key, holder) in plan.claims { claims[key] = .some(holder) }
    }
}

// Taking over what another log has recorded: nothing is decided anew, and no record changes.
extension CommitBatch {
    /// Takes over events of whole commits that follow the head.
    mutating func restore(
        _ slice: [RestoredEvent], _ lookup: borrowing some LogLookup & ~Copyable
    ) throws(LogError) {
        for restored in slice {
            let event = restored.event
            guard event.position == head.position.next else {
                throw .corrupt(.missing("the record", at: head.position.next))
            }
            var known = streams[event.stream] ?? nil
            if known == nil { known = try lookup.state(of: event.stream) }
            var state = known ?? StreamState(number: streamCount + 1, version: 0, last: .zero)
            if state.version == 0 {
                streamCount += 1
                newStreams.append((event.stream, state.number))
            }
            let place = EventPlace(position: event.position, stream: event.stream, version: event.version)
            events.append(
                PlannedEvent(
                    place: place, streamNumber: state.number, previous: state.last, record: restored.record))
            state.version += 1
            state.last = event.position
            streams[event.stream] = state
            nodes += head.frontier.append(.leaf(restored.record.raw))
            head.position = event.position
            head.recordedAt = event.recordedAt
            restoreIndexes(event)
        }
    }

    private mutating func restoreIndexes(_ event: RecordedEvent) {
        if event.commitIndex == 0 {
            commandRows.append((event.commandID, first: event.position))
        }
        if let drawn = event.drawn { sequences[drawn.sequence] = drawn.number }
        for claim in event.claims {
            let key = ClaimedKey(namespace: claim.namespace, key: claim.key)
            claims[key] = .some(claim.action == .claim ? event.position : nil)
        }
    }

    /// Whether the clock is behind stands in the head alone.
    mutating func restoreClock(of other: LogHead) { head.clockIsBehind = other.clockIsBehind }
}

// The log as it stands after the batch so far.
extension CommitBatch {
    func state(
        of stream: StreamID, _ lookup: borrowing some LogLookup & ~Copyable
    ) throws(AppendError) -> StreamState? {
        if let state = streams[stream] { return state }
        do { return try lookup.state(of: stream) } catch { throw AppendError(error) }
    }

    func lastNumber(of sequence: String, _ lookup: borrowing some LogLookup & ~Copyable) throws(AppendError) -> UInt64 {
        if let number = sequences[sequence] { return number }
        do { return try lookup.lastNumber(of: sequence) } catch { throw AppendError(error) }
    }

    func holder(of key: ClaimedKey, _ lookup: borrowing some LogLookup & ~Copyable) throws(AppendError) -> Position? {
        if let holder = claims[key] { return holder }
        do { return try lookup.holder(of: key) } catch { throw AppendError(error) }
    }

    private func appended(
        by command: CommandID, _ lookup: borrowing some LogLookup & ~Copyable
    ) throws(AppendError) -> Appended? {
        if let appended = commands[command] { return appended }
        do { return try lookup.appended(by: command) } catch { throw AppendError(error) }
    }
}

extension Commit {
    fileprivate static func clockWentBack(to clock: Instant, behind head: LogHead) -> Commit {
        let event = ClockWentBack(clock: clock, lastRecordedAt: head.recordedAt)
        let type = ClockWentBack.type
        return Commit(
            commandID: CommandID(
                derivedAt: head.recordedAt,
                hash: (head.position.rawValue, UInt64(bitPattern: clock.micros) ^ head.position.rawValue << 32)),
            actor: ClockWentBack.actor,
            events: [
                NewEvent(
                    stream: .named(ClockWentBack.stream), type: type.name, schemaVersion: type.version,
                    occurredAt: clock, payload: event.encoded())
            ], expectations: [ClockWentBack.stream: .any])
    }
}

extension AppendError {
    /// A failed look into the log, as the answer to a commit.
    init(_ error: LogError) {
        switch error {
        case .storage(let cause): self = .unavailable(cause)
        case .closed: self = .closed
        case .corrupt, .notALog, .otherFormat, .alreadyExists: self = .corrupt(error)
        }
    }
}
