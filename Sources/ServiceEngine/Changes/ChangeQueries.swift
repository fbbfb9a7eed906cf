public import EventModel
public import Processes
public import ReadModels

/// An incident that a change may have caused.
public struct CausedIncident: Sendable, Hashable {
    public let incident: IncidentNumber
    public let title: String
    public let state: IncidentState
    public let detectedAt: Instant
    public let change: ReferenceCode
    /// Whether a person confirmed it; otherwise it is suspected.
    public let isConfirmed: Bool
    /// Whether the change had been authorised; nil where there is no such change on record.
    public let isAuthorised: Bool?
}

extension ServiceEngine {
    /// How many changes stand where as of a moment, and the key figures of a period. Changes and incidents are looked at as of
    /// one position.
    public func changeBoard(_ period: Period = .always, _ moment: Moment = .now) async throws -> ChangeBoard {
        let now = try await resolve(moment)
        let known = Moment(asOf: moment.asOf, asKnownAt: .position(now.position))
        let harms = try await serviceDesk(known) { desk in
            var harms: [ChangeNumber: [Instant]] = [:]
            try desk.scan(.causingChange, .all, .ascending) { _, stream throws(TableError) in
                if let incident = try desk.row(stream)?.incident, let change = incident.relations.causingChange {
                    harms[ChangeNumber(change.rawValue), default: []].append(incident.times.detectedAt)
                }
                return .more
            }
            return harms
        }
        let deltas = try await controlledDeltas(in: period, known, now.position, asOf: now.instant)
        return try await read(ChangeTable.self, known) { table in
            try ChangeBoard(table, harms: harms, deltas: deltas, asOf: now.instant, period: period)
        }
    }

    /// What was seen to change in the period on items of classes that are controlled by now, and what became of it as of the
    /// moment. What had been recorded before the policy was ever in force that judges it is counted apart.
    private func controlledDeltas(
        in period: Period, _ known: Moment, _ head: Position, asOf: Instant
    ) async throws -> ControlledDeltas {
        let schema = try await state(of: CISchema.stream, in: CISchemaProcess.self, known)
        let classes = schema.classes.filter(\.isControlled).map(\.name)
        func seen(knownAt position: Position) async throws -> Int64 {
            guard position > .zero else { return 0 }
            func before(_ end: Instant?) async throws -> Int64 {
                let end = end.map { min($0.advanced(byMicros: -1), asOf) } ?? known.asOf
                let then = Moment(asOf: end, asKnownAt: .position(position))
                return try await read(CITable.self, then) { try ControlledDeltas.everSeen($0, on: classes) }
            }
            let total = try await before(period.to)
            return period.from == nil ? total : try await total - before(period.from)
        }
        // Of the record, whenever that was: a policy judges from a position on.
        let policy = try await state(
            of: UnauthorisedChanges().stream, in: PolicyProcess.self, Moment(asKnownAt: .position(head)))
        let unjudged = try await seen(knownAt: policy.firstSince.map { min(head, $0.previous) } ?? head)
        let judged = try await seen(knownAt: head) - unjudged
        return try await read(CITable.self, known) {
            try ControlledDeltas($0, on: classes, judged: judged, unjudged: unjudged, period: period)
        }
    }

    /// What is to be made, and when nothing is, as of a moment.
    public func changeCalendar(during span: ChangeWindow, _ moment: Moment = .now) async throws -> ChangeCalendar {
        let now = try await resolve(moment)
        let known = Moment(asOf: moment.asOf, asKnownAt: .position(now.position))
        let freezes = try await state(of: FreezeCalendar.stream, in: FreezeProcess.self, known)
        return try await read(ChangeTable.self, known) { table in
            try ChangeCalendar(table, freezes: freezes, during: span)
        }
    }

    /// Incidents that a change caused or is suspected of, in the order of changes and then of incidents; of all changes where
    /// none is given.
    public func incidentsCaused(
        by change: ReferenceCode? = nil, _ moment: Moment = .now
    ) async throws -> [CausedIncident] {
        let now = try await resolve(moment)
        let known = Moment(asOf: moment.asOf, asKnownAt: .position(now.position))
        let keys = change.map { KeyRange.exactly(IndexKey($0.rawValue)) } ?? .all
        let found = try await serviceDesk(known) { desk in
            var found: [(change: ReferenceCode, incident: Incident)] = []
            for index in [TableIndex<ServiceDeskRow>.causingChange, .suspectedChange] {
                try desk.scan(index, keys, .ascending) { _, stream throws(TableError) in
                    guard let incident = try desk.row(stream)?.incident else { return .more }
                    let relations = incident.relations
                    let changes =
                        index.name == TableIndex<ServiceDeskRow>.causingChange.name
                        ? [relations.causingChange].compactMap { $0 } : relations.suspectedChanges
                    found += changes.filter { change == nil || change == $0 }.map { ($0, incident) }
                    return .more
                }
            }
            return found
        }
        return try await read(ChangeTable.self, known) { table in
            var seen: Set<[String]> = []
            return try found.compactMap { each in
                guard seen.insert([each.change.rawValue, each.incident.number.rawValue]).inserted else { return nil }
                let change = try table.row(ChangeNumber(each.change.rawValue).stream)
                return CausedIncident(
                    incident: each.incident.number, title: each.incident.title, state: each.incident.state,
                    detectedAt: each.incident.times.detectedAt, change: each.change,
                    isConfirmed: each.incident.relations.causingChange == each.change,
                    isAuthorised: change.map { $0.approval.authorised != nil })
            }
            .sorted { ($0.change, $0.incident) < ($1.change, $1.incident) }
        }
    }
}
