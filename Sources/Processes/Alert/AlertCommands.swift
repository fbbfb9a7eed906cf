public import EventModel

public typealias AlertDecision = Decision<AlertEvent>

/// Takes what a monitor says: a new alert, or one more of an alert that lasts. An item that nobody registered is no reason to
/// refuse what a monitor saw.
public struct PostAlert: Command {
    public typealias Process = AlertProcess
    public let ci: CIID
    public let signature: String
    public let severity: AlertSeverity
    public let message: String?
    public let parent: AlertID?

    public init(
        ci: CIID, signature: String, severity: AlertSeverity, message: String? = nil, parent: AlertID? = nil
    ) {
        (self.ci, self.signature, self.severity) = (ci, signature, severity)
        (self.message, self.parent) = (message, parent)
    }

    public var id: AlertID { AlertID(ci: ci, signature: signature) }

    public func needs(_: Alert?, _ facts: Facts) -> [StreamID] {
        var streams = [ci.stream]
        // The alert that it follows from, what that one follows from, to the first.
        var next = parent
        while let alert = next, !streams.contains(alert.stream) {
            streams.append(alert.stream)
            next = facts.alert(alert)?.parent
        }
        return streams
    }

    public func decide(_ state: Alert?, _ context: DecisionContext) throws(AlertRejection) -> AlertDecision {
        try checkTexts(context)
        let correlated = try correlation(state, context)
        let message = message?.nonEmpty
        guard let state, state.isRaised else {
            if let clearedAt = state?.clearedAt, context.occurredAt < clearedAt {
                throw .beforeChange(occurredAt: context.occurredAt, what: "it was cleared", at: clearedAt)
            }
            let item = context.facts.state(of: ci.stream, in: CIProcess.self) ?? nil
            let raised = AlertRaised(
                ci: ci, signature: signature, severity: severity, message: message, isUnregistered: item == nil)
            return AlertDecision([.raised(raised)] + correlated)
        }
        let again = AlertDeduplicated(severity: severity, count: state.count + 1, message: message)
        return AlertDecision([.deduplicated(again)] + correlated)
    }

    private func checkTexts(_ context: DecisionContext) throws(AlertRejection) {
        if let problem = ci.problem { throw .invalid(what: "the configuration item", problem: problem) }
        if let problem = ReferenceCode(signature).problem { throw .invalid(what: "the signature", problem: problem) }
        guard context.stream == id.stream else { throw .otherStream(AlertID(context.stream.key), expected: id) }
    }

    private func correlation(_ state: Alert?, _ context: DecisionContext) throws(AlertRejection) -> [AlertEvent] {
        guard let parent else { return [] }
        guard parent != id else { throw .parentIsItself(id) }
        if let state, state.isRaised, state.parent == parent { return [] }
        var path = [id, parent]
        while let last = path.last {
            guard let alert = context.facts.alert(last) else {
                if path.count == 2 { throw .notRaised(parent) }
                break
            }
            guard let next = alert.parent else { break }
            path.append(next)
            if next == id { throw .parentCycle(path) }
            if path.dropLast().contains(next) { break }
        }
        return [.correlated(AlertCorrelated(parent: parent))]
    }
}

/// Says that what the monitor saw is over.
public struct ClearAlert: Command {
    public typealias Process = AlertProcess
    public let message: String?
    public init(message: String? = nil) { self.message = message }

    public func decide(_ state: Alert?, _ context: DecisionContext) throws(AlertRejection) -> AlertDecision {
        guard let state else { throw .notRaised(AlertID(context.stream.key)) }
        if let clearedAt = state.clearedAt { throw .alreadyCleared(state.id, at: clearedAt) }
        guard context.occurredAt >= state.raisedAt else {
            throw .beforeChange(occurredAt: context.occurredAt, what: "it was raised", at: state.raisedAt)
        }
        return [.cleared(AlertCleared(message: message?.nonEmpty))]
    }
}

/// Notes with the alert which incident was logged for it.
public struct NoteAlertIncident: Command {
    public typealias Process = AlertProcess
    public let incident: IncidentNumber
    public init(_ incident: IncidentNumber) { self.incident = incident }

    public func decide(_ state: Alert?, _ context: DecisionContext) throws(AlertRejection) -> AlertDecision {
        guard let state else { throw .notRaised(AlertID(context.stream.key)) }
        guard state.incident != incident else { throw .alreadyLogged(state.id, incident) }
        return [.incidentLogged(AlertIncidentLogged(incident: incident))]
    }
}

/// Puts the alert down to a change that is at work on the item in its window.
public struct SuppressAlert: Command {
    public typealias Process = AlertProcess
    public let suppression: AlertSuppressed
    public init(_ suppression: AlertSuppressed) { self.suppression = suppression }

    public func decide(_ state: Alert?, _ context: DecisionContext) throws(AlertRejection) -> AlertDecision {
        guard let state else { throw .notRaised(AlertID(context.stream.key)) }
        if let clearedAt = state.clearedAt { throw .alreadyCleared(state.id, at: clearedAt) }
        guard state.suppression != suppression else { throw .alreadySuppressed(state.id, by: suppression.change) }
        return [.suppressed(suppression)]
    }
}

/// Says that the alert has outlasted the maintenance that it was put down to.
public struct EndAlertSuppression: Command {
    public typealias Process = AlertProcess
    public init() {}

    public func decide(_ state: Alert?, _ context: DecisionContext) throws(AlertRejection) -> AlertDecision {
        guard let state else { throw .notRaised(AlertID(context.stream.key)) }
        if let clearedAt = state.clearedAt { throw .alreadyCleared(state.id, at: clearedAt) }
        guard let suppression = state.suppression else { throw .notSuppressed(state.id) }
        return [.suppressionEnded(AlertSuppressionEnded(change: suppression.change))]
    }
}
