import EventModel
public import Processes
import ReadModels

/// What is on record of a change's items, to be read beside the request: it shortens the review.
public struct ChangeDossier: Sendable, Hashable {
    /// Incidents that name an item of the change, the newest first.
    public let incidents: [Incident]
    /// Earlier changes of an item of the change, the newest first.
    public let changes: [Change]
}

extension ServiceEngine {
    /// What happened to the items of a change before, as of a moment.
    /// - Throws: `EngineError.rejected` where nobody has asked for the change.
    public func dossier(of number: ChangeNumber, _ moment: Moment = .now) async throws -> ChangeDossier {
        let now = try await resolve(moment)
        let known = Moment(asOf: moment.asOf, asKnownAt: .position(now.position))
        guard let change = try await state(of: number.stream, in: ChangeProcess.self, known) else {
            throw EngineError.rejected(ChangeRejection.notRequested(number))
        }
        let items = change.scope.cis
        let incidents = try await serviceDesk(known) { desk in
            var found: [IncidentNumber: Incident] = [:]
            for ci in items {
                try desk.scan(.ci, .exactly(IndexKey(ci.rawValue)), .ascending) { _, stream throws(TableError) in
                    if let incident = try desk.row(stream)?.incident { found[incident.number] = incident }
                    return .more
                }
            }
            return found.values.sorted { ($1.times.detectedAt, $0.number) < ($0.times.detectedAt, $1.number) }
        }
        let changes = try await read(ChangeTable.self, known) { table in
            var found: [ChangeNumber: Change] = [:]
            for ci in items {
                try table.scan(.ci, .exactly(IndexKey(ci.rawValue)), .ascending) { _, stream throws(TableError) in
                    if let other = try table.row(stream), other.number != number { found[other.number] = other }
                    return .more
                }
            }
            return found.values.sorted { ($1.requestedAt, $0.number) < ($0.requestedAt, $1.number) }
        }
        return ChangeDossier(incidents: incidents, changes: changes)
    }
}
