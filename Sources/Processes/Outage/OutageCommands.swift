public import EventModel

/// Says that a service or an item is out since the command's time of occurrence.
public struct StartOutage: Command {
    public typealias Process = OutageProcess
    public let subject: OutageSubject
    public let severity: OutageSeverity
    public let cause: String?
    public let incident: IncidentNumber?

    /// `cause` names no person.
    public init(
        of subject: OutageSubject, severity: OutageSeverity, cause: String? = nil, incident: IncidentNumber? = nil
    ) {
        (self.subject, self.severity, self.cause, self.incident) = (subject, severity, cause, incident)
    }

    public func needs(_: Outage?, _: Facts) -> [StreamID] {
        [subject.item?.stream, incident?.stream].compactMap { $0 }
    }

    public func decide(_ state: Outage?, _ context: DecisionContext) throws(OutageRejection) -> Decision<OutageEvent> {
        if let state { throw .alreadyStarted(state.number) }
        try OutageRejection.check(subject.service, "the service")
        if let item = subject.item { try context.check(item) }
        if let incident, context.facts.incident(incident) == nil { throw .noIncident(incident) }
        return [.started(OutageStarted(of: subject, severity: severity, cause: cause?.nonEmpty, incident: incident))]
    }
}

/// A command on an outage that is there.
public protocol OutageCommand: Command where Process == OutageProcess, Rejection == OutageRejection {
    /// The events that follow for an outage that was not voided, or why there are none.
    func decide(_ outage: Outage, _ context: DecisionContext) throws(OutageRejection) -> Decision<OutageEvent>
}

extension OutageCommand {
    public func decide(_ state: Outage?, _ context: DecisionContext) throws(OutageRejection) -> Decision<OutageEvent> {
        guard let outage = state else { throw .notStarted(OutageNumber(context.stream.key)) }
        if outage.state == .voided { throw .voided(outage.number) }
        return try decide(outage, context)
    }
}

/// Says that it is back since the command's time of occurrence.
public struct EndOutage: OutageCommand {
    public let note: String?
    public init(note: String? = nil) { self.note = note }

    public func decide(_ outage: Outage, _ context: DecisionContext) throws(OutageRejection) -> Decision<OutageEvent> {
        if let endedAt = outage.endedAt { throw .alreadyEnded(outage.number, at: endedAt) }
        guard context.occurredAt >= outage.startedAt else {
            throw .endsBeforeItStarts(startedAt: outage.startedAt, endedAt: context.occurredAt)
        }
        return [.ended(OutageEnded(note: note?.nonEmpty))]
    }
}

/// Puts right what was said of it; what was recorded stays on record.
public struct CorrectOutage: OutageCommand {
    public let startedAt: Instant?
    public let endedAt: Instant?
    public let isOngoing: Bool
    public let severity: OutageSeverity?
    public let reason: String?

    /// Nil is left as it is. `isOngoing` says that one that was ended is not over. The reason may stand in the command's envelope.
    public init(
        startedAt: Instant? = nil, endedAt: Instant? = nil, isOngoing: Bool = false, severity: OutageSeverity? = nil,
        reason: String? = nil
    ) {
        (self.startedAt, self.endedAt, self.isOngoing) = (startedAt, endedAt, isOngoing)
        (self.severity, self.reason) = (severity, reason)
    }

    public func decide(_ outage: Outage, _ context: DecisionContext) throws(OutageRejection) -> Decision<OutageEvent> {
        if endedAt != nil || isOngoing, outage.endedAt == nil { throw .notEnded(outage.number) }
        if endedAt != nil, isOngoing { throw .bothEndedAndOngoing }
        for time in [startedAt, endedAt].compactMap({ $0 }) where time > context.now {
            throw .inTheFuture(time, now: context.now)
        }
        let start = startedAt ?? outage.startedAt
        if !isOngoing, let end = endedAt ?? outage.endedAt, end < start {
            throw .endsBeforeItStarts(startedAt: start, endedAt: end)
        }
        let isOther =
            start != outage.startedAt || isOngoing || endedAt ?? outage.endedAt != outage.endedAt
            || severity ?? outage.severity != outage.severity
        guard isOther else { throw .unchanged(outage.number) }
        let why = try OutageRejection.required(reason ?? context.reason, "the reason")
        return [
            .corrected(
                OutageCorrected(
                    startedAt: startedAt, endedAt: endedAt, isOngoing: isOngoing, severity: severity, reason: why))
        ]
    }
}

/// Says that it never was.
public struct VoidOutage: OutageCommand {
    public let reason: String?
    /// The reason may stand in the command's envelope instead.
    public init(reason: String? = nil) { self.reason = reason }

    public func decide(_ outage: Outage, _ context: DecisionContext) throws(OutageRejection) -> Decision<OutageEvent> {
        [.voided(OutageVoided(reason: try OutageRejection.required(reason ?? context.reason, "the reason")))]
    }
}

extension DecisionContext {
    /// The item must be there, and not have been retired by then.
    fileprivate func check(_ ci: CIID) throws(OutageRejection) {
        guard let item = facts.ci(ci) else { throw .unknownCI(ci) }
        if let survivor = item.mergedInto { throw .mergedCI(ci, into: survivor) }
        if let retiredAt = item.retiredAt, retiredAt <= occurredAt { throw .retiredCI(ci, at: retiredAt) }
    }
}
