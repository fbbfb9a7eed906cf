public import EventModel
public import Processes

/// What the definitions leave open.
public struct ChangeFigureRules: Sendable, Hashable {
    /// How soon after a change's end an incident that it caused speaks against it, in hours.
    public var harmHours: Int64
    public init(harmHours: Int64 = 72) { self.harmHours = harmHours }
}

/// The board of changes at a moment: how many stand where, and the key figures of a period.
public struct ChangeBoard: Sendable, Hashable {
    /// Every event up to here counts.
    public let position: Position
    public let asOf: Instant
    public let period: Period
    /// Every state, in the order of the list.
    public let byState: [Desk.Count<ChangeState>]
    /// Changes of which something may still follow, by type.
    public let openByType: [Desk.Count<ChangeType>]
    /// Waiting for approvals.
    public let awaiting: Int64
    /// Waiting for a review that is scheduled, and those of them that have waited for too long.
    public let reviewsDue: Int64
    public let reviewsOverdue: Int64
    public let figures: [Figure]
    /// `meanApprovalLatency` once more, by who was asked: boards in the order of their codes, then what no board was asked for.
    public let approvalLatencyByBoard: [ApprovalLatency]

    /// `harms` says of each change when incidents that it caused, as people confirmed, were noticed; `deltas` what was seen to
    /// change in the period on items that only changes may change.
    public init(
        _ table: some TableReader<ChangeTable>, harms: [ChangeNumber: [Instant]], deltas: ControlledDeltas = .none,
        asOf: Instant, period: Period = .always, rules: ChangeFigureRules = ChangeFigureRules()
    ) throws(TableError) {
        (position, self.asOf, self.period) = (table.position, asOf, period)
        var collector = ChangeFigureCollector(period: period, asOf: asOf, rules: rules, harms: harms)
        var (states, types, awaiting) = ([ChangeState: Int64](), [ChangeType: Int64](), Int64(0))
        var (due, overdue) = (Int64(0), Int64(0))
        try table.scanRows { _, change in
            collector.add(change)
            states[change.state, default: 0] += 1
            if !change.state.isFinal { types[change.type, default: 0] += 1 }
            if change.awaitsApproval(at: asOf) { awaiting += 1 }
            if let dueAt = change.reviewDueAt {
                due += 1
                if dueAt <= asOf { overdue += 1 }
            }
            return .more
        }
        byState = ChangeState.allCases.map { Desk.Count(group: $0, count: states[$0] ?? 0) }
        openByType = ChangeType.allCases.map { Desk.Count(group: $0, count: types[$0] ?? 0) }
        self.awaiting = awaiting
        (reviewsDue, reviewsOverdue) = (due, overdue)
        figures = collector.figures + [deltas.figure]
        approvalLatencyByBoard = collector.approvalLatencyByBoard
    }

    /// `byState` and `openByType` are objects of counts, `figures` and `approvalLatencyByBoard` lists. Keys are stable.
    public var json: JSONValue {
        .object([
            "position": position.value,
            "asOf": asOf.value,
            "period": .object(["from": period.from.value, "to": period.to.value]),
            "awaitingApproval": .integer(awaiting),
            "reviewsDue": .integer(reviewsDue),
            "reviewsOverdue": .integer(reviewsOverdue),
            "byState": Desk.json(byState) { $0.name },
            "openByType": Desk.json(openByType) { $0.name },
            "figures": .array(figures.map(\.json)),
            "approvalLatencyByBoard": .array(approvalLatencyByBoard.map(\.json)),
        ])
    }
}

// The definitions of kpi.md as far as changes and incidents give them. Raise the version of what changes.
extension ChangeFigureCollector {
    var figures: [Figure] {
        let harm =
            "an incident that people confirmed it caused, noticed from its start to \(rules.harmHours) hours after its end"
        let outcomes = ChangeOutcome.allCases.map { Figure.Part($0.name, self.outcomes[$0] ?? 0) }
        let caused = [Figure.Part("causedIncidents", harmed), Figure.Part("mayYetCause", unsettled)]
        return [
            Figure(
                "changeSuccessRate", .percent, reviewed.share, n: reviewed.n, excluded: 0,
                parts: [Figure.Part("successful", reviewed.hits)] + outcomes + caused,
                "Share reviewed as successful, not backed out, inside their window and without \(harm), over changes "
                    + "reviewed in the period; of those that may yet cause incidents the last word is not spoken."),
            Figure(
                "changeFailureRate", .percent, failed.share, n: failed.n, excluded: 0,
                parts: [Figure.Part("failed", failed.hits)] + caused,
                "Share that failed, were backed out or had \(harm), over changes reviewed in the period; late but "
                    + "harmless ones count against changeOnTime alone."),
            Figure(
                "emergencyChangeShare", .percent, emergencies.share, n: emergencies.n, excluded: 0,
                parts: [Figure.Part("emergencies", emergencies.hits)],
                "Share of emergency changes, over changes whose work ended in the period, backed out or not."),
            Figure(
                "changeOnTime", .percent, onTime.share, n: onTime.n, excluded: 0,
                parts: [Figure.Part("onTime", onTime.hits)],
                "Share begun and ended inside the scheduled window and out of freezes, over changes whose work ended in "
                    + "the period."),
        ] + ChangeType.allCases.map(leadTime) + [
            Figure(
                "meanApprovalLatency", .micros, latency.mean, n: latency.n, excluded: latency.excluded,
                "Mean from the submission to the authorisation that holds, over changes that people authorised in the "
                    + "period; those that a template authorised waited for nobody.")
        ]
    }

    private func leadTime(_ type: ChangeType) -> Figure {
        let times = leadTimes[type] ?? DurationTally()
        let name = type.name.prefix(1).uppercased() + type.name.dropFirst()
        return Figure(
            "medianLeadTime\(name)", .micros, times.median, n: times.n, excluded: times.excluded,
            "Median from request to completion, over \(type.name) changes completed in the period; excluded: completed "
                + "before they were requested.")
    }
}
