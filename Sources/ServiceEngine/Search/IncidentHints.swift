import EventModel
public import Processes
public import ReadModels

/// What is on record that may help with an incident that was just logged.
public struct IncidentHints: Sendable {
    /// A known error that it may be one of.
    public struct Hint: Sendable {
        public let knownError: KnownError
        /// Whether its signature says so; else the incident's title does.
        public let isBySignature: Bool
    }
    /// Those by signature first, then the best by title.
    public let knownErrors: [Hint]
    /// Resolved or closed problems whose signature the incident has.
    public let recurring: [Problem]

    public init(knownErrors: [Hint], recurring: [Problem]) {
        (self.knownErrors, self.recurring) = (knownErrors, recurring)
    }
}

extension ServiceEngine {
    /// Verified known errors that the incident may be one of, and problems that may be back.
    ///
    /// By title only a few are given, and only those that share most of its words: a hint is for people to judge.
    public func hints(for number: IncidentNumber, titled title: String) async throws(EngineError) -> IncidentHints {
        guard let incident = try await state(of: number.stream, in: IncidentProcess.self) else {
            return IncidentHints(knownErrors: [], recurring: [])
        }
        do {
            let bySignature = try await read(KnownErrorTable.self) { try $0.matching(incident) }
            let recurring = try await read(ProblemTable.self) { try $0.recurring(with: incident) }
            let found = try await similarKnownErrors(to: title)
            let byTitle = try await read(KnownErrorTable.self) { reader in
                try found.compactMap { try reader.row($0) }.filter { $0.state == .verified }
            }
            let others = byTitle.filter { error in !bySignature.contains { $0.number == error.number } }
            return IncidentHints(
                knownErrors: bySignature.map { IncidentHints.Hint(knownError: $0, isBySignature: true) }
                    + others.prefix(3).map { IncidentHints.Hint(knownError: $0, isBySignature: false) },
                recurring: recurring)
        } catch let error as EngineError {
            throw error
        } catch {
            preconditionFailure("queries throw nothing else: \(error)")
        }
    }

    private func similarKnownErrors(to title: String) async throws(EngineError) -> [StreamID] {
        guard var query = SearchQuery(title) else { return [] }
        (query.kinds, query.isAny, query.limit) = ([.knownError], true, 20)
        query.leastClauses = (query.clauseCount + 1) / 2
        return try await search(query).hits.map(\.stream)
    }

    /// What is found in incidents, problems and known errors as of a moment.
    ///
    ///     let result = try await engine.search(SearchQuery("\"no delivery\" relay*")!)
    public func search(_ query: SearchQuery, _ moment: Moment = .now) async throws(EngineError) -> SearchResult {
        do {
            return try await read(SearchIndex.self, moment) { try query.result(in: $0) }
        } catch let error as EngineError {
            throw error
        } catch {
            preconditionFailure("queries throw nothing else: \(error)")
        }
    }
}
