import EventLog
import EventModel
import Processes
import ReadModels

/// Finds what policies look for in the read models. Blocks: runs on a reader's thread.
struct RecordFinder: Sendable {
    private let desk: ReadModel<ServiceDeskTable>
    private let changes: ReadModel<ChangeTable>
    private let knownErrors: ReadModel<KnownErrorTable>
    private let alerts: ReadModel<AlertTable>
    private let outages: ReadModel<OutageTable>
    private let reviews: ReadModel<ReviewTable>

    init(_ engine: ServiceEngine) {
        (desk, changes) = (engine.model(ServiceDeskTable.self), engine.model(ChangeTable.self))
        knownErrors = engine.model(KnownErrorTable.self)
        alerts = engine.model(AlertTable.self)
        (outages, reviews) = (engine.model(OutageTable.self), engine.model(ReviewTable.self))
    }

    func find(_ wanted: RecordSearch) throws(EngineError) -> [StreamID] {
        do {
            switch wanted {
            case .openIncidents(let ci, let service, let since):
                return try desk.read { try $0.openIncidents(naming: ci, about: service, loggedSince: since) }
            case .openIncidentsOf(let error):
                let code = ReferenceCode(error.rawValue)
                return try desk.read { try $0.openIncidents { $0.relations.knownErrors.contains(code) } }
            case .knownErrors(let service, let category):
                return try knownErrors.read { reader in
                    try reader.verified { error in
                        guard let signature = error.signature else { return false }
                        return signature.service ?? service == service && signature.category ?? category == category
                    }.map(\.number.stream)
                }
            case .knownErrorsOf(let problem, let change):
                let code = ReferenceCode(change.rawValue)
                return try knownErrors.read { reader in
                    try reader.verified { problem != nil && $0.problem == problem || $0.changes.contains(code) }
                        .map(\.number.stream)
                }
            case .changes(let window):
                return try changes.read { try $0.changes(during: window).map(\.change.number.stream).sorted() }
            case .changesAtWork(let items, let from, let through):
                return try changes.read { try $0.atWork(on: items, from: from, through: through) }
            case .alerts(let change):
                return try alerts.read { try $0.alerts(putDownTo: change).map(\.id.stream) }
            case .outages(let incident):
                var filter = OutageFilter()
                (filter.incident, filter.isWithEnded) = (incident, true)
                return try outages.read { [filter] in try $0.outages(filter).map(\.number.stream) }
            case .reviews(let incident):
                return try reviews.read { try $0.reviews(of: incident).map(\.number.stream) }
            }
        } catch let error as TableError {
            throw EngineError(error)
        } catch let error as LogError {
            throw .log(error)
        } catch {
            preconditionFailure("read models are made of tables and the log: \(error)")
        }
    }
}

extension TableReader<ServiceDeskTable> {
    fileprivate func openIncidents(
        naming ci: CIID?, about service: ServiceID?, loggedSince since: Instant
    ) throws(TableError) -> [StreamID] {
        try openIncidents(loggedSince: since) { incident in
            let names = ci.map { ci in incident.relations.cis.contains { $0.ci == ci && $0.how != .excluded } } ?? false
            return names || service != nil && incident.classification.service == service
        }
    }

    /// Those that the condition holds of, the first logged first.
    fileprivate func openIncidents(
        loggedSince since: Instant? = nil, where condition: (Incident) -> Bool
    ) throws(TableError) -> [StreamID] {
        var found: [StreamID] = []
        let keys = since.map { KeyRange(from: IndexKey($0), to: nil) } ?? .all
        try scan(.open, keys, .ascending) { _, stream throws(TableError) in
            if let incident = try row(stream)?.incident, condition(incident) { found.append(stream) }
            return .more
        }
        return found
    }
}

extension TableReader<ChangeTable> {
    fileprivate func atWork(
        on items: [CIID], from: Instant, through: Instant
    ) throws(TableError) -> [StreamID] {
        var found: Set<StreamID> = []
        for item in items {
            try scan(.ci, .exactly(IndexKey(item.rawValue)), .ascending) { _, stream throws(TableError) in
                guard let work = try row(stream)?.work, let startedAt = work.startedAt else { return .more }
                if startedAt <= through, work.actual?.to ?? .latest >= from { found.insert(stream) }
                return .more
            }
        }
        return found.sorted()
    }
}
