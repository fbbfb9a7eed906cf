import EventModel
import Processes

/// Goes over the rows once and keeps what every figure is made of.
struct FigureCollector {
    let period: Period
    let asOf: Instant
    let rules: FigureRules

    var response = DurationTally()
    var resolve = DurationTally()
    var firstContact = ShareTally()
    var firstLevel = ShareTally()
    var reopened = ShareTally()
    var stillInWindow: Int64 = 0
    var flow = BacklogFlow()
    var pingPong = ShareTally()
    var reassignments: Int64 = 0
    var functionalEscalations: Int64 = 0
    var hierarchicalEscalations: Int64 = 0
    var majors = ShareTally()
    var majorRestore = DurationTally()

    mutating func add(_ row: FigureFacts) {
        addResponse(row.incident)
        addResolution(row)
        addFirstContact(row)
        addFirstLevel(row.incident)
        addReopening(row)
        flow.add(row.turns, period)
        if period.contains(row.turns.first?.at) { addHandling(row.incident) }
        addMajor(row.incident)
    }

    private mutating func addResponse(_ incident: FigureFacts.Core) {
        guard let at = incident.times.firstResponseAt, period.contains(at) else { return }
        response.add(from: incident.times.detectedAt, to: at)
    }

    private mutating func addResolution(_ row: FigureFacts) {
        let incident = row.incident
        if let at = incident.times.resolvedAt {
            guard period.contains(at) else { return }
            resolve.add(from: incident.times.detectedAt, to: at, paused: incident.waiting.pausedMicrosAtResolution)
        } else if row.turns.contains(where: { $0.isEnd && period.contains($0.at) }) {
            resolve.exclude()
        }
    }

    private mutating func addFirstContact(_ row: FigureFacts) {
        let incident = row.incident
        guard let index = row.turns.firstIndex(where: { $0.state == .resolved }) else { return }
        let resolution = row.turns[index]
        guard period.contains(resolution.at) else { return }
        guard incident.classification.source.isContact else { return firstContact.exclude() }
        let isAtOnce = resolution.at.micros(since: incident.times.loggedAt) <= rules.firstContactMicros
        let isUndivided = incident.counts.pended == 0 && incident.counts.reassigned == 0
        firstContact.add(isAtOnce && isUndivided && !isReopened(after: index, row.turns))
    }

    private mutating func addFirstLevel(_ incident: FigureFacts.Core) {
        guard period.contains(incident.times.resolvedAt) else { return }
        let assignment = incident.assignment
        // Nobody knows whose desk it was where neither a caller nor a group is on record.
        if assignment.firstGroup == nil && !incident.classification.source.isContact { return firstLevel.exclude() }
        firstLevel.add(assignment.group == assignment.firstGroup && incident.counts.reassigned == 0)
    }

    private mutating func addReopening(_ row: FigureFacts) {
        let cohort = row.turns.indices.filter { row.turns[$0].state == .resolved && period.contains(row.turns[$0].at) }
        guard let last = cohort.last else { return }
        let isReopened = cohort.contains { self.isReopened(after: $0, row.turns) }
        reopened.add(isReopened)
        if !isReopened, asOf.micros(since: row.turns[last].at) < rules.reopenMicros { stillInWindow += 1 }
    }

    private func isReopened(after index: Int, _ turns: [Turn]) -> Bool {
        guard index + 1 < turns.count else { return false }
        return turns[index + 1].at.micros(since: turns[index].at) <= rules.reopenMicros
    }

    /// What is counted an incident: over those logged in the period but the cancelled, which were none, and the merged,
    /// which count with their survivors.
    private mutating func addHandling(_ incident: FigureFacts.Core) {
        guard incident.countsOnItsOwn else { return pingPong.exclude() }
        pingPong.add(incident.counts.reassigned > 2)
        reassignments += incident.counts.reassigned
        functionalEscalations += incident.counts.functionalEscalations
        hierarchicalEscalations += incident.counts.hierarchicalEscalations
    }

    private mutating func addMajor(_ incident: FigureFacts.Core) {
        guard let major = incident.major else { return }
        if period.contains(major.declaredAt) {
            if incident.countsOnItsOwn { majors.add(true) } else { majors.exclude() }
        }
        let restoredAt = incident.resolution?.restoredAt ?? incident.times.resolvedAt
        if let restoredAt, period.contains(restoredAt) {
            majorRestore.add(from: incident.times.detectedAt, to: restoredAt)
        }
    }
}

extension FigureFacts.Core {
    fileprivate var countsOnItsOwn: Bool { state != .cancelled && state != .merged }
}

extension Turn {
    /// It was resolved or closed, whether or not that held.
    fileprivate var isEnd: Bool { state == .resolved || state == .closed }
}

/// What came into the backlog and what left it.
struct BacklogFlow {
    var logged: Int64 = 0
    var reopened: Int64 = 0
    var unmerged: Int64 = 0
    var resolved: Int64 = 0
    /// Closed without having been resolved.
    var closed: Int64 = 0
    var cancelled: Int64 = 0
    var merged: Int64 = 0

    var net: Int64 { logged + reopened + unmerged - resolved - closed - cancelled - merged }
    var n: Int64 { logged + reopened + unmerged + resolved + closed + cancelled + merged }

    mutating func add(_ turns: [Turn], _ period: Period) {
        var before: IncidentState?
        for turn in turns {
            defer { before = turn.state }
            guard period.contains(turn.at) else { continue }
            switch turn.state {
            case .new, .assigned, .inProgress, .pending: enter(from: before)
            case .resolved: resolved += 1
            case .closed: closed += 1
            case .cancelled: cancelled += 1
            case .merged: merged += 1
            }
        }
    }

    private mutating func enter(from before: IncidentState?) {
        switch before {
        case nil: logged += 1
        case .merged: unmerged += 1
        case .new, .assigned, .inProgress, .pending, .resolved, .closed, .cancelled: reopened += 1
        }
    }
}
