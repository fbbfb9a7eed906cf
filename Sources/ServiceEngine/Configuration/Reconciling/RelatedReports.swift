import EventModel
import Imports
import Processes
import ReadModels

extension ReconciliationRun {
    /// Takes rows of relationships.
    mutating func take(_ rows: [RelatedRow], _ planned: (PlannedEvent) throws -> Void) async throws {
        var resolved: [RelatedRow] = []
        for row in rows {
            do { resolved.append(RelatedRow(fact: try renamed(row.fact), place: row.place)) } catch {
                summary.rejected.append(RejectedFact(place: row.place, reason: error.text))
            }
        }
        for _ in 1...Dispatcher.attempts {
            let (known, position) = try await known(of: resolved)
            let attempt = try await decide(known)
            if try await record(attempt.events, decidedAt: position, touched) {
                for event in attempt.events { try planned(event) }
                summary.relationshipsChanged += attempt.changed
                summary.relationshipsUnchanged += attempt.unchanged
                summary.rejected += attempt.rejected
                return
            }
            for fact in attempt.taken { relations.takeBack(fact) }
        }
        throw EngineError.busy(stream: CISchema.stream, attempts: Dispatcher.attempts)
    }

    private var touched: Set<String> { [CIProcess.category, RelationshipProcess.category] }

    /// The relationship with ids of ours in the place of what the report calls its ends.
    private func renamed(_ fact: RelationshipFact) throws(RejectedReport) -> RelationshipFact {
        var copy = fact
        copy.from = try ci(fact.from.rawValue)
        copy.to = try ci(fact.to.rawValue)
        return copy
    }

    private func ci(_ name: String) throws(RejectedReport) -> CIID {
        switch names.meaning(of: name) {
        case .none: return CIID(name)
        case .item(let ci): return ci
        case .undecided:
            throw RejectedReport("nobody can tell yet which item \(name) is; see its row, and 'logbook ci conflicts'")
        }
    }

    private func known(
        of rows: [RelatedRow]
    ) async throws -> (known: [(row: RelatedRow, known: ConfigurationImport.Known)], position: Position) {
        try await engine.store(CITable.self)
        try await engine.store(RelationshipTable.self)
        let overlay = overlay
        let (ends, position) = try await engine.read(CITable.self) { table in
            let ends = try rows.map { row in
                (from: try table.survivor(of: row.fact.from), to: try table.survivor(of: row.fact.to))
            }
            return (ends, table.position)
        }
        let found = zip(rows, ends).map { row, ends in
            let from = overlay.item(ends.from?.id ?? row.fact.from) ?? ends.from
            let to = overlay.item(ends.to?.id ?? row.fact.to) ?? ends.to
            var fact = row.fact
            (fact.from, fact.to) = (from?.id ?? fact.from, to?.id ?? fact.to)
            return (row: RelatedRow(fact: fact, place: row.place), from: from, to: to)
        }
        let streams = found.map(\.row.fact.id.stream)
        let recorded = try await engine.read(RelationshipTable.self) { table in
            (rows: try streams.map { try table.row($0) }, position: table.position)
        }
        let known = zip(found, recorded.rows).map { found, relationship in
            (row: found.row, known: .init(from: found.from, to: found.to, relationship: relationship))
                as (RelatedRow, ConfigurationImport.Known)
        }
        return (known, min(position, recorded.position))
    }

    /// What came of rows before they are recorded.
    private struct Attempt {
        var events: [PlannedEvent] = []
        var taken: [RelationshipFact] = []
        var changed = 0
        var unchanged = 0
        var rejected: [RejectedFact] = []
    }

    private mutating func decide(
        _ rows: [(row: RelatedRow, known: ConfigurationImport.Known)]
    ) async throws -> Attempt {
        var attempt = Attempt()
        for (row, known) in rows {
            do {
                let outcome = try relations.take(.relationship(row.fact), known)
                attempt.taken.append(row.fact)
                if outcome.isEmpty {
                    attempt.unchanged += 1
                    continue
                }
                let fact = row.fact
                if try await closesCircle(fact) {
                    relations.takeBack(fact)
                    throw RejectedReport("\(fact.type) may not go in a circle, back to \(fact.from)")
                }
                attempt.changed += 1
                attempt.events += outcome.map { PlannedEvent($0.stream, reconciler.observedAt, $0.event) }
            } catch let error as FactRejection {
                attempt.rejected.append(RejectedFact(place: row.place, reason: error.description))
            } catch let error as RejectedReport {
                attempt.rejected.append(RejectedFact(place: row.place, reason: error.text))
            }
        }
        return attempt
    }

    private func closesCircle(_ fact: RelationshipFact) async throws -> Bool {
        guard rules.schema.relationshipType(fact.type)?.isHierarchy == true else { return false }
        return try await !engine.wayBack(from: fact.from, type: fact.type, to: fact.to).isEmpty
    }
}
