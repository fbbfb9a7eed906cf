public import EventModel

/// Puts on record how an item differs from a baseline, as a whole: what is new is detected, what is gone is resolved, and
/// what is on record already makes no event.
public struct RecordDrift: Command {
    public typealias Process = CIProcess
    public let baseline: String
    /// Every difference that there is; none where the item is as intended.
    public let drift: [DriftDetected]

    public init(from baseline: String, _ drift: [DriftDetected]) { (self.baseline, self.drift) = (baseline, drift) }

    public func decide(
        _ state: ConfigurationItem?, _ context: DecisionContext
    ) throws(CIRejection) -> Decision<CIEvent> {
        guard let item = state else { throw .notRegistered(CIID(context.stream.key)) }
        let news = news(of: item)
        return Decision(
            news.resolved.map { .driftResolved(DriftResolved(baseline: baseline, attribute: $0.attribute)) }
                + news.detected.map { .driftDetected($0) })
    }

    /// What of it is not on record yet, and what is on record and not so any more.
    public func news(of item: ConfigurationItem) -> (detected: [DriftDetected], resolved: [DriftDetected]) {
        let open = item.drift.filter { $0.baseline == baseline }
        let resolved = open.filter { known in !drift.contains { $0.attribute == known.attribute } }
        return (drift.filter { !open.contains($0) }, resolved)
    }
}

extension ConfigurationItem {
    /// The newest word on an attribute counts.
    mutating func take(_ event: DriftDetected) {
        drift.removeAll { $0.baseline == event.baseline && $0.attribute == event.attribute }
        drift.append(event)
    }
    mutating func take(_ event: DriftResolved) {
        drift.removeAll { $0.baseline == event.baseline && $0.attribute == event.attribute }
    }
}

extension DriftDetected: WireMessage {
    public static var schema: Schema<DriftDetected> { type.schema }
}
