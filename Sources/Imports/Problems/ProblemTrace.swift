import EventModel
import Processes

/// What is known of a problem as the events of its trace go by: folded as the log will fold it, so that what is recorded is
/// always the difference to what the log says.
struct ProblemTrace {
    private(set) var problem: Problem?
    /// What the log has, by time, and how much of it is folded in.
    private let known: [KnownProblemEvent]
    private var foldedCount = 0

    init(_ known: [KnownProblemEvent]) {
        self.known = known.sorted {
            ($0.record.occurredAt, $0.record.position) < ($1.record.occurredAt, $1.record.position)
        }
    }

    enum Outcome {
        case events([ProblemEvent])
        case withoutChange
        case recordedBefore
    }

    /// Takes the next row of the problem, in the order of time.
    mutating func take(_ row: XESProblemRow, _ number: ProblemNumber) -> Outcome {
        if let last = known.lastIndex(where: { $0.record.commandID == row.commandID }) {
            while foldedCount <= last { foldNextKnown() }
            return .recordedBefore
        }
        while foldedCount < known.count, known[foldedCount].record.occurredAt < row.at { foldNextKnown() }
        let events = difference(row, number)
        return events.isEmpty ? .withoutChange : .events(events)
    }

    private mutating func foldNextKnown() {
        ProblemProcess.evolve(&problem, known[foldedCount].event, known[foldedCount].record)
        foldedCount += 1
    }

    /// What the row says beyond what is known.
    private mutating func difference(_ row: XESProblemRow, _ number: ProblemNumber) -> [ProblemEvent] {
        let record = RecordedEvent.imported(row, number)
        var events: [ProblemEvent] = []
        func tell(_ event: ProblemEvent) {
            ProblemProcess.evolve(&problem, event, record)
            events.append(event)
        }
        if problem == nil {
            tell(
                .logged(
                    ProblemLogged(
                        title: "Problem with \(row.product?.rawValue ?? number.rawValue)", origin: .import,
                        impact: row.impact, service: row.product)))
        }
        let isDone = row.status == .closed || row.status == .cancelled
        if let state = problem?.state, state == .closed || state == .resolved, !isDone, row.status != .unknown {
            tell(.reopened(ProblemReopened(incident: nil, reason: nil)))
        }
        if problem?.state.isOpen == true, row.group != nil || row.person != nil,
            problem?.group != row.group || problem?.person != row.person
        {
            tell(.assigned(ProblemAssigned(group: row.group, person: row.person)))
        }
        let state = problem?.state ?? .new
        switch row.status {
        case .queued, .assigned:
            if state == .inProgress || state == .pending { tell(.source(row, .assigned)) }
        case .inProgress:
            if state == .pending { tell(.resumed(ProblemResumed(cause: nil))) }
            if problem?.state != .inProgress, problem?.state.isOpen == true {
                tell(.workStarted(ProblemWorkStarted(person: row.person)))
            }
        case .waiting:
            if state != .pending, state.isOpen {
                tell(.pended(ProblemPended(waitingFor: .other, reason: row.code, until: nil)))
            }
        case .closed:
            if state.isOpen { tell(.source(row, .resolved)) }
            if problem?.state == .resolved { tell(.closed(ProblemClosed(review: nil))) }
        case .cancelled: if state.isOpen { tell(.cancelled(ProblemCancelled(reason: nil))) }
        case .unknown: if problem?.contradictions.last?.what.contains(row.code) != true { tell(.source(row, nil)) }
        }
        return events
    }
}

extension ProblemEvent {
    fileprivate static func source(_ row: XESProblemRow, _ state: ProblemState?) -> ProblemEvent {
        .sourceStateRecorded(ProblemSourceStateRecorded(source: "xes", code: row.code, state: state))
    }
}

extension RecordedEvent {
    /// The envelope as far as the fold looks at it.
    fileprivate static func imported(_ row: XESProblemRow, _ number: ProblemNumber) -> RecordedEvent {
        RecordedEvent(
            position: .zero, version: 0, recordedAt: row.at, stream: number.stream, drawn: nil, type: "import",
            schemaVersion: 0, occurredAt: row.at, actor: Actor(principal: "import", kind: .import),
            commandID: row.commandID, commitIndex: 0, commitCount: 0, causation: nil, correlation: nil, reason: nil,
            claims: [], payload: [])
    }
}
