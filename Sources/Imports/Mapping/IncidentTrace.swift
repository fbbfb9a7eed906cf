import EventModel
import Processes

/// What is known of an incident as the rows of an export go by: folded as the log will fold it, so that a row's
/// difference is always the difference to what the log will say.
struct IncidentTrace {
    private(set) var incident: Incident?
    /// The last times at which the source said so; the fold keeps the first.
    private(set) var lastResolvedAt: Instant?
    private(set) var lastClosedAt: Instant?
    private(set) var wasAssigned = false
    /// The state that the source gave last, where nobody knows what it means.
    private(set) var unknownCode: String?
    /// As the last row of the export gave it; nil before the first, and once the log tells of a reopening since.
    private(set) var reopenCount: Int64?

    /// What the log has, by time, and how much of it is folded in.
    private let known: [KnownEvent]
    private var foldedCount = 0
    private var seen: Set<CommandID> = []

    /// What a row turned out to be.
    enum Outcome {
        case events([IncidentEvent])
        case withoutChange
        case recordedBefore
    }

    init(history: [KnownEvent] = []) {
        known = history.sorted {
            ($0.record.occurredAt, $0.record.position) < ($1.record.occurredAt, $1.record.position)
        }
    }

    /// Takes the next row of the incident, in the order of time.
    mutating func take(_ row: some SourceRow) -> Outcome {
        // An exact repetition changes nothing, not even where every row is an activity.
        guard seen.insert(row.commandID).inserted else { return .withoutChange }
        defer { reopenCount = row.reopenCount ?? reopenCount }
        if let last = known.lastIndex(where: { $0.record.commandID == row.commandID }) {
            while foldedCount <= last { foldNextKnown() }
            return .recordedBefore
        }
        let events = catchUp(with: row)
        return events.isEmpty ? .withoutChange : .events(events)
    }

    /// Folds in what the log knows up to the row's time; returns what the row says beyond it.
    ///
    /// Within one minute the log may know of several changes, and the row may stand behind any of them.
    private mutating func catchUp(with row: some SourceRow) -> [IncidentEvent] {
        while foldedCount < known.count, known[foldedCount].record.occurredAt < row.at { foldNextKnown() }
        while foldedCount < known.count, known[foldedCount].record.occurredAt == row.at {
            var attempt = self
            if row.tell(&attempt).isEmpty { return [] }
            let commit = known[foldedCount].record.commandID
            while foldedCount < known.count, known[foldedCount].record.commandID == commit { foldNextKnown() }
        }
        return row.tell(&self)
    }

    private mutating func foldNextKnown() {
        fold(known[foldedCount].event, known[foldedCount].record)
        if case .reopened = known[foldedCount].event { reopenCount = nil }
        foldedCount += 1
    }

    /// Folds in what `row` says.
    mutating func fold(_ events: [IncidentEvent], of row: some SourceRow) {
        guard !events.isEmpty else { return }
        let record = RecordedEvent.imported(row)
        for event in events { fold(event, record) }
    }

    private mutating func fold(_ event: IncidentEvent, _ record: RecordedEvent) {
        IncidentProcess.evolve(&incident, event, record)
        if case .assigned = event { wasAssigned = true }
        if case .reassigned = event { wasAssigned = true }
        if case .resolved = event { lastResolvedAt = record.occurredAt }
        if case .closed = event { lastClosedAt = record.occurredAt }
        if tellsState(event) { unknownCode = nil }
        if case .sourceStateRecorded(let event) = event, event.state == nil { unknownCode = event.code }
    }

    /// After such an event the state is known again.
    private func tellsState(_ event: IncidentEvent) -> Bool {
        switch event {
        case .workStarted, .pended, .resumed, .resolved, .closed, .reopened, .cancelled, .merged, .unmerged,
            .sourceStateRecorded:
            true
        case .logged, .categorised, .prioritised, .priorityOverridden, .majorDeclared, .majorStoodDown, .assigned,
            .reassigned, .acknowledged, .escalated, .supplierEngaged, .supplierResponded, .diagnosed, .workLogged,
            .knownErrorMatched, .workaroundApplied, .commented, .ciLinked, .cisComputed, .linked, .changeCauseSuggested,
            .changeCauseConfirmed, .changeCauseRejected, .parentProposed, .majorProposed, .resolutionProposed,
            .resolutionProposalWithdrawn, .parentSet,
            .parentRemoved, .childrenResolved:
            false
        }
    }
}

extension RecordedEvent {
    /// The envelope as far as the fold looks at it.
    fileprivate static func imported(_ row: some SourceRow) -> RecordedEvent {
        RecordedEvent(
            position: .zero, version: 0, recordedAt: row.at, stream: row.number.stream, drawn: nil, type: "import",
            schemaVersion: 0, occurredAt: row.at, actor: Actor(principal: "import", kind: .import),
            commandID: row.commandID, commitIndex: 0, commitCount: 0, causation: nil, correlation: nil, reason: nil,
            claims: [], payload: [])
    }
}
