import EventModel
import Processes
public import ReadModels

/// The health of the configuration's record, and of which moment.
public struct HealthReport: Sendable {
    public let moment: ResolvedMoment
    public let health: CMDBHealth
}

extension ServiceEngine {
    /// How complete, correct and compliant the record of the configuration is; of one class where it is given, and then without
    /// incidents.
    public func configurationHealth(
        ofClass ciClass: String? = nil, _ moment: Moment = .now, _ confidence: WilsonInterval.Confidence = .percent95
    ) async throws -> HealthReport {
        let resolved = try await resolve(moment)
        // One moment for everything that it is made of.
        let known = Moment(asOf: resolved.instant, asKnownAt: .position(resolved.position))
        let items = try await items(known).values.filter { item in ciClass.map { $0 == item.ciClass } ?? true }
            .sorted { $0.id < $1.id }
        let audits = try await audits(known).filter { audit in ciClass.map { $0 == audit.plan.ciClass } ?? true }
        let incidents = ciClass == nil ? try await incidentCoverage(known) : nil
        let health = try await configuration(known) {
            CMDBHealth(of: items, audits, incidents: incidents, in: $0, confidence)
        }
        return HealthReport(moment: resolved, health: health)
    }

    private func incidentCoverage(_ moment: Moment) async throws -> IncidentCoverage {
        try await serviceDesk(moment) { desk in
            var linked: Set<StreamID> = []
            try desk.scan(.ci, .all, .ascending) { _, stream throws(TableError) in
                linked.insert(stream)
                return .more
            }
            return IncidentCoverage(withItem: linked.count, logged: try desk.rowCount())
        }
    }
}
