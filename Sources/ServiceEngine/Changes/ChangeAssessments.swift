import EventModel
public import Processes
import ReadModels

// What commands on changes have to know of other streams and of the graph before they decide. The position as of which it
// was worked out, and the content that it is of, go with it into the decision.

extension ServiceEngine {
    /// What a change would reach, and get in the way of: the command that puts it on record, with the answers about its risk.
    ///
    ///     let assess = try await engine.assessment(of: number, answers: [RiskAnswer(question: "tested", answer: "yes")])
    ///     try await engine.execute(assess, on: number.stream, envelope)
    /// - Throws: `EngineError.rejected` where nobody has asked for the change.
    public func assessment(of number: ChangeNumber, answers: [RiskAnswer] = []) async throws -> AssessChange {
        let view = try await ChangeOutlook(of: number, in: nil, .now, self)
        return AssessChange(impact: view.impact, conflicts: view.conflicts, answers: answers)
    }

    /// The command that schedules a change, in its planned window where no other is given, with what is in the way now.
    public func scheduling(
        of number: ChangeNumber, in window: ChangeWindow? = nil, reason: String? = nil
    ) async throws -> ScheduleChange {
        let view = try await ChangeOutlook(of: number, in: window, .now, self)
        return ScheduleChange(window, conflicts: view.conflicts, reason: reason)
    }

    /// What a change gets in the way of as of a moment, whatever is on record of that.
    public func conflicts(of number: ChangeNumber, _ moment: Moment = .now) async throws -> ConflictCheck {
        try await ChangeOutlook(of: number, in: nil, moment, self).conflicts
    }
}

/// A change seen among others and in the graph, everything at one position.
private struct ChangeOutlook {
    let impact: ChangeImpactAssessed
    let conflicts: ConflictCheck

    init(of number: ChangeNumber, in window: ChangeWindow?, _ moment: Moment, _ engine: ServiceEngine) async throws {
        let now = try await engine.resolve(moment)
        let known = Moment(asOf: moment.asOf, asKnownAt: .position(now.position))
        guard let change = try await engine.state(of: number.stream, in: ChangeProcess.self, known) else {
            throw EngineError.rejected(ChangeRejection.notRequested(number))
        }
        let window = window ?? change.expectedWindow
        let freezes = try await engine.state(of: FreezeCalendar.stream, in: FreezeProcess.self, known)
        let search: ConflictSearch? =
            if let window {
                try await engine.read(ChangeTable.self, known) { table in
                    try ConflictSearch(for: change, in: window, table, freezes: freezes)
                }
            } else { nil }
        // The graph as it will be when the change is made, as far as that is known: relationships may begin by then.
        let graph = Moment(asOf: max(now.instant, window?.from ?? now.instant), asKnownAt: known.asKnownAt)
        let seeds = change.scope.cis + (search?.others.flatMap(\.scope.cis) ?? [])
        let (impact, found) = try await engine.configuration(graph, near: seeds) { view in
            (view.impact(of: change), search?.conflicts(in: view) ?? [])
        }
        self.impact = impact
        conflicts = ConflictCheck(found, knownAt: now.position, of: change.content)
    }
}
