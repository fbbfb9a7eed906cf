internal import EventModel

/// One event with its place, as the bytes that will be stored.
struct PlannedEvent: Sendable {
    let place: EventPlace
    let streamNumber: UInt64
    /// The row of 'records'.
    let row: [UInt8]

    var record: RawSpan {
        @_lifetime(borrow self)
        get { row.raw.extracting(droppingFirst: RecordRow.headerByteCount) }
    }

    init(place: EventPlace, streamNumber: UInt64, row: [UInt8]) {
        (self.place, self.streamNumber, self.row) = (place, streamNumber, row)
    }

    /// `previous`: the event before it in its stream; zero where it is the first.
    init(place: EventPlace, streamNumber: UInt64, previous: Position, record: [UInt8]) {
        self.init(
            place: place, streamNumber: streamNumber,
            row: RecordRow.encode(record, at: place.position.rawValue, previous: previous))
    }
}

/// One commit worked out against the log and its batch: what it would change. Nothing is changed until the batch applies it.
struct CommitPlan {
    let commit: Commit
    let recordedAt: Instant
    let firstPosition: Position
    private let streamCount: UInt64
    private(set) var events: [PlannedEvent] = []
    private(set) var drawn: [DrawnNumber] = []
    /// The streams that it names, as they stand after it; nil where one has no events. So each is looked up once.
    private(set) var streams: [StreamID: StreamState?] = [:]
    private(set) var newStreams: [(stream: StreamID, number: UInt64)] = []
    private(set) var sequences: [String: UInt64] = [:]
    private(set) var claims: [ClaimedKey: Position?] = [:]

    init(_ commit: Commit, recordedAt: Instant, after head: Position, streamCount: UInt64) {
        self.commit = commit
        self.recordedAt = recordedAt
        firstPosition = head.next
        self.streamCount = streamCount
    }

    var commandID: CommandID { commit.commandID }
    var lastPosition: Position { Position(firstPosition.rawValue + UInt64(commit.events.count) - 1) }
    var appended: Appended {
        Appended(events: events.map(\.place), drawn: drawn, recordedAt: recordedAt, wasDuplicate: false)
    }

    mutating func checkExpectations(
        _ batch: CommitBatch, _ lookup: borrowing some LogLookup & ~Copyable
    ) throws(AppendError) {
        streams.reserveCapacity(commit.expectations.count)
        if (try? meetsExpectations(batch, lookup)) != true {
            // In order, so that of several conflicts always the same is reported.
            for (stream, expectation) in commit.expectations.sorted(by: { $0.key < $1.key }) {
                let found = try batch.state(of: stream, lookup)?.version ?? 0
                guard expectation.isMet(by: found) else {
                    throw .conflict(stream: stream, expected: expectation, found: found)
                }
            }
        }
        for position in [commit.causation, commit.correlation].compactMap({ $0 }) {
            guard position.rawValue > 0, position < firstPosition else {
                throw .malformed("it names position \(position) as its cause, which is not in the log")
            }
        }
    }

    /// In any order.
    private mutating func meetsExpectations(
        _ batch: CommitBatch, _ lookup: borrowing some LogLookup & ~Copyable
    ) throws(AppendError) -> Bool {
        for (stream, expectation) in commit.expectations {
            let state = try batch.state(of: stream, lookup)
            streams[stream] = .some(state)
            guard expectation.isMet(by: state?.version ?? 0) else { return false }
        }
        return true
    }

    /// Claims are held by the commit's first event.
    mutating func takeClaims(
        _ batch: CommitBatch, _ lookup: borrowing some LogLookup & ~Copyable
    ) throws(AppendError) {
        for claim in commit.claims {
            let key = ClaimedKey(namespace: claim.namespace, key: claim.key)
            let holder: Position?
            if let own = claims[key] { holder = own } else { holder = try batch.holder(of: key, lookup) }
            switch (claim.action, holder) {
            case (.claim, let holder?): throw .keyTaken(namespace: key.namespace, key: key.key, by: holder)
            case (.claim, nil): claims[key] = .some(firstPosition)
            case (.release, nil): throw .keyNotClaimed(namespace: key.namespace, key: key.key)
            case (.release, _?): claims[key] = .some(nil)
            }
        }
    }

    /// Gives each event its stream, version and position, and encodes it.
    mutating func placeEvents(
        _ batch: CommitBatch, _ lookup: borrowing some LogLookup & ~Copyable
    ) throws(AppendError) {
        let encoder = RecordEncoder(
            actor: commit.actor, commandID: commit.commandID, commitCount: UInt32(commit.events.count),
            causation: commit.causation, correlation: commit.correlation, reason: commit.reason, claims: commit.claims)
        var byteCount = 0
        events.reserveCapacity(commit.events.count)
        for (index, event) in commit.events.enumerated() {
            guard event.occurredAt.micros(since: recordedAt) <= LogLimits.futureMicros else {
                throw .occurredInFuture(occurredAt: event.occurredAt, recordedAt: recordedAt)
            }
            let (stream, number) = try resolve(event.stream, batch, lookup)
            let position = Position(firstPosition.rawValue + UInt64(index))
            let (state, previous) = try extend(stream, to: position)
            let place = EventPlace(position: position, stream: stream, version: state.version)
            var row = encoder.encode(
                RecordEncoder.Event(
                    position: position, version: state.version, recordedAt: recordedAt, stream: stream, drawn: number,
                    type: event.type, schemaVersion: event.schemaVersion, occurredAt: event.occurredAt,
                    commitIndex: UInt32(index), payload: event.payload),
                headroom: RecordRow.headerByteCount)
            let recordByteCount = row.count - RecordRow.headerByteCount
            guard recordByteCount <= LogLimits.bytesPerRecord else {
                throw .tooLarge(.recordBytes, found: recordByteCount, limit: LogLimits.bytesPerRecord)
            }
            byteCount += recordByteCount
            RecordRow.complete(&row, at: position.rawValue, previous: previous)
            events.append(PlannedEvent(place: place, streamNumber: state.number, row: row))
        }
        guard byteCount <= LogLimits.bytesPerCommit else {
            throw .tooLarge(.commitBytes, found: byteCount, limit: LogLimits.bytesPerCommit)
        }
    }
}

extension CommitPlan {
    private mutating func resolve(
        _ target: StreamTarget, _ batch: CommitBatch, _ lookup: borrowing some LogLookup & ~Copyable
    ) throws(AppendError) -> (StreamID, DrawnNumber?) {
        switch target {
        case .named(let stream): return (stream, nil)
        case .sameAs(let index): return (events[index].place.stream, nil)
        case .drawn(let category, let sequence):
            let last = if let own = sequences[sequence] { own } else { try batch.lastNumber(of: sequence, lookup) }
            let number = DrawnNumber(sequence: sequence, number: last + 1)
            let stream = StreamID(category: category, key: number.text)
            let found = try state(of: stream, batch, lookup)?.version ?? 0
            guard found == 0 else { throw .conflict(stream: stream, expected: .noStream, found: found) }
            sequences[sequence] = number.number
            drawn.append(number)
            return (stream, number)
        }
    }

    /// The stream as it stands after the batch and this commit so far.
    private mutating func state(
        of stream: StreamID, _ batch: CommitBatch, _ lookup: borrowing some LogLookup & ~Copyable
    ) throws(AppendError) -> StreamState? {
        if let own = streams[stream] { return own }
        let state = try batch.state(of: stream, lookup)
        streams[stream] = .some(state)
        return state
    }

    /// Gives the stream, which was looked up as one of which something is expected, or that was drawn, one event more at `position`; a new stream gets its number. Returns it and
    /// where the event before that stands.
    private mutating func extend(
        _ stream: StreamID, to position: Position
    ) throws(AppendError) -> (state: StreamState, previous: Position) {
        guard let index = streams.index(forKey: stream) else {
            throw .malformed("it writes stream \(stream) and expects nothing of it")
        }
        guard var state = streams.values[index] else {
            guard stream.isStorable else {
                throw .malformed(
                    "'\(stream)' is not a stream's name: category-key, at most \(StreamID.longestName) bytes")
            }
            let state = StreamState(number: streamCount + UInt64(newStreams.count) + 1, version: 1, last: position)
            newStreams.append((stream, state.number))
            streams.values[index] = state
            return (state, .zero)
        }
        let previous = state.last
        state.version += 1
        state.last = position
        streams.values[index] = state
        return (state, previous)
    }
}

extension StreamExpectation {
    func isMet(by version: UInt64) -> Bool {
        switch self {
        case .exactly(let expected): version == expected
        case .noStream: version == 0
        case .any: true
        }
    }
}
