public import EventModel

/// Puts on record what a major incident means for those who use the service: it is out since the incident was
/// detected, or came back.
public struct MajorIncidentOpensOutage: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "major-incident-opens-outage"
    /// The part of P8 that opens the outage.
    public let number = "P8d"
    public let version: UInt64 = 1
    public let summary =
        "When an incident is declared major, its service is out since it was detected; without one, its items are."
    public let isOnByDefault = true
    public let triggers = [MajorIncidentDeclared.type.name]

    public init() {}

    public func searches(_ cause: PolicyCause<IncidentProcess>) -> [RecordSearch] {
        cause.merged.map { .outages(of: $0) }
    }

    public func needs(_ cause: PolicyCause<IncidentProcess>) -> [StreamID] {
        cause.merged.dropFirst().map(\.stream) + cause.foundStreams
    }

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard let incident = cause.state, incident.major != nil else { return [] }
        let open = cause.openOutages
        return subjects(of: incident).enumerated().filter { _, subject in !open.contains { $0.isOf(subject) } }.map {
            part, subject in
            let command = StartOutage(of: subject, severity: severity(of: incident), incident: incident.number)
            return Reaction(command, on: nil, part: UInt64(part), occurredAt: incident.times.openSince)
        }
    }

    /// The service that the incident is about; otherwise the items that people named.
    private func subjects(of incident: Incident) -> [OutageSubject] {
        if let service = incident.classification.service { return [.service(service)] }
        return incident.relations.cis.filter { $0.how == .manual }.map { .item($0.ci) }
    }

    private func severity(of incident: Incident) -> OutageSeverity {
        switch incident.classification.impact {
        case .high, nil: .complete
        case .medium, .low: .partial
        }
    }
}

/// Ends the outages of an incident, and of those that were merged into it, when that is resolved.
public struct ResolvedIncidentEndsOutages: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "resolved-incident-ends-outages"
    public let number = "P12"
    public let version: UInt64 = 1
    public let summary =
        "When an incident is resolved, outages of it and of what was merged into it end: when the service was restored."
    public let isOnByDefault = true
    public let triggers = [IncidentResolved.type.name]

    public init() {}

    public func searches(_ cause: PolicyCause<IncidentProcess>) -> [RecordSearch] {
        cause.merged.map { .outages(of: $0) }
    }

    public func needs(_ cause: PolicyCause<IncidentProcess>) -> [StreamID] {
        cause.merged.dropFirst().map(\.stream) + cause.foundStreams
    }

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard case .resolved(let event) = cause.event, cause.state?.state == .resolved else { return [] }
        let backAt = event.restoredAt ?? cause.record.occurredAt
        // One that started after the service was back is another one.
        return cause.openOutages.filter { $0.startedAt <= backAt }.map {
            Reaction(EndOutage(), on: $0.number.stream, occurredAt: backAt)
        }
    }
}

extension PolicyCause<IncidentProcess> {
    /// The incident and those that were merged into it, or into one of these, as far as they are known by now.
    fileprivate var merged: [IncidentNumber] {
        guard let incident = state else { return [] }
        var (found, next) = ([incident.number], incident.relations.absorbed)
        while let number = next.popLast() {
            if found.contains(number) { continue }
            found.append(number)
            next += facts.incident(number)?.relations.absorbed ?? []
        }
        return found
    }

    /// Those of them that were found, and were open when the cause was recorded.
    fileprivate var openOutages: [Outage] {
        let incidents = Set(merged)
        return foundStreams.compactMap { facts.outage(OutageNumber($0.key)) }
            .filter { $0.state == .open && $0.incident.map(incidents.contains) ?? false }
    }
}
