import EventModel
public import Processes
public import ReadModels

/// Which live items nobody owns, supports, or has an agreement for.
public struct CoverageReport: Sendable {
    public struct Row: Sendable, Hashable {
        public let ci: CIID
        public let ciClass: String
        public let missing: [CoverageGap]
    }
    public let moment: ResolvedMoment
    /// Items in production that were looked at: not people, teams, contracts and documents.
    public let liveCount: Int
    /// Those of them of which something is missing, in the order of ids.
    public let rows: [Row]
    /// Items of which something is missing, and that are restricted: they are not named.
    public let restrictedCount: Int
}

extension ServiceEngine {
    /// Looks for gaps among the items in production, of one class where it is given.
    /// What `sight` does not reach is counted.
    public func coverage(
        ofClass ciClass: String? = nil, _ moment: Moment = .now, seeing sight: ConfigurationSight = .everything
    ) async throws -> CoverageReport {
        let resolved = try await resolve(moment)
        let live = try await items(moment).values.filter { item in
            item.status == .production
                && (ciClass.map { $0 == item.ciClass } ?? !CISchema.coveringClasses.contains(item.ciClass))
        }
        let rows = try await configuration(moment) { view in
            live.sorted { $0.id < $1.id }.compactMap { item -> CoverageReport.Row? in
                guard let number = view.item(item.id) else { return nil }
                let missing = view.gaps(of: number, hasOwner: item.value("owner") != nil)
                return missing.isEmpty ? nil : .init(ci: item.id, ciClass: item.ciClass, missing: missing)
            }
        }
        let hidden = try await hidden(from: sight, moment)
        let shown = rows.filter { !hidden.contains($0.ci) }
        return CoverageReport(
            moment: resolved, liveCount: live.count, rows: shown, restrictedCount: rows.count - shown.count)
    }
}
