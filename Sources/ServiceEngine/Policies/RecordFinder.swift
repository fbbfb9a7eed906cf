import EventLog
import EventModel
import Processes
import ReadModels

/// Finds what policies look for in the read models. Blocks: runs on a reader's thread.
struct RecordFinder: Sendable {
    private let desk: ReadModel<ServiceDeskTable>
    private let changes: ReadModel<ChangeTable>
    private let knownErrors: ReadModel<KnownErrorTable>

    init(_ engine: ServiceEngine) {
        (desk, changes) = (engine.model(ServiceDeskTable.self), engine.model(ChangeTable.self))
        knownErrors = engine.model(KnownErrorTable.self)
    }

    func find(_ wanted: RecordSearch) throws(EngineError) -> [StreamID] {
        do {
            switch wanted {
            case .openIncidents(let ci, let service, let since):
                return try desk.read { try $0.openIncidents(naming: ci, about: service, loggedSince: since) }
            case .knownErrors(let service, let category):
                return try knownErrors.read { try $0.verified(service, category) }
            case .changesAtWork(let items, let from, let through):
                return try changes.read { try $0.atWork(on: items, from: from, through: through) }
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
        var found: [StreamID] = []
        try scan(.open, KeyRange(from: IndexKey(since), to: nil), .ascending) { _, stream throws(TableError) in
            guard let incident = try row(stream)?.incident else { return .more }
            let names = ci.map { ci in incident.relations.cis.contains { $0.ci == ci && $0.how != .excluded } } ?? false
            let isAbout = service != nil && incident.classification.service == service
            if names || isAbout { found.append(stream) }
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

extension TableReader<KnownErrorTable> {
    fileprivate func verified(_ service: ServiceID?, _ category: String?) throws(TableError) -> [StreamID] {
        var found: [StreamID] = []
        let verified = KeyRange.exactly(IndexKey(Int64(KnownErrorState.verified.rawValue)))
        try scan(.knownErrorState, verified, .ascending) { _, stream throws(TableError) in
            guard let signature = try row(stream)?.signature else { return .more }
            if signature.service ?? service == service, signature.category ?? category == category {
                found.append(stream)
            }
            return .more
        }
        return found
    }
}
