public import EventModel

/// Judges what is seen to change on items of controlled classes: what no change covers is put on record, once for each attribute
/// in the quiet period.
///
/// Drift from a baseline needs no look of its own: what drifted changed on record, and was judged then.
public struct UnauthorisedChanges: ReactivePolicy {
    public typealias Process = CIProcess

    public let name = "unauthorised-changes"
    public let number = "P22"
    public let version: UInt64 = 2
    public let summary = "When an item of a controlled class changes and no change covers it, that is put on record."
    public let isOnByDefault = true
    /// What discovery imports is what it is about.
    public let heedsImports = true
    public let triggers = [CIAttributesChanged.type.name]

    /// How long what no change covers is left alone after a finding of the same on the attribute that is still open. What was
    /// presumed to be a change's work, or was regularised, silences nothing.
    static let quietMicros = Instant.microsPerDay

    public init() {}

    public func searches(_ cause: PolicyCause<CIProcess>) -> [RecordSearch] {
        guard case .attributesChanged(let event) = cause.event, let item = controlled(cause) else { return [] }
        let through = cause.record.occurredAt
        let after = min(event.lastSeenOld ?? through, through)
        return [.changesAtWork(on: [item.id] + item.absorbed, from: after, through: through)]
    }

    public func needs(_ cause: PolicyCause<CIProcess>) -> [StreamID] {
        [CISchema.stream] + cause.foundStreams
    }

    public func reactions(to cause: PolicyCause<CIProcess>) -> [Reaction] {
        guard case .attributesChanged(let event) = cause.event, let item = controlled(cause) else { return [] }
        let changes = cause.foundStreams.compactMap { cause.facts.change(ChangeNumber($0.key)) }
        let at = cause.record.occurredAt
        return event.changes.enumerated().compactMap { index, change in
            guard change.from != change.to else { return nil }
            let delta = ObservedDelta(
                cis: [item.id] + item.absorbed, attribute: change.name, value: change.to,
                after: event.lastSeenOld ?? at, through: at)
            let verdict = delta.verdict(changes)
            if case .unauthorised = verdict, item.isQuiet(about: change.name, at: at) { return nil }
            return finding(verdict, change, event, cause.record).map {
                Reaction(RecordCIFinding($0), on: item.id.stream, part: UInt64(index), occurredAt: at)
            }
        }
    }

    /// The item, where only a change may change it.
    private func controlled(_ cause: PolicyCause<CIProcess>) -> ConfigurationItem? {
        guard let item = cause.state, cause.facts.ciSchema.ciClass(item.ciClass)?.isControlled == true else {
            return nil
        }
        return item
    }

    private func finding(
        _ verdict: DeltaVerdict, _ change: AttributeChange, _ event: CIAttributesChanged, _ record: RecordedEvent
    ) -> RecordCIFinding.Finding? {
        switch verdict {
        case .authorised: nil
        case .attributed(let number):
            .attributed(CIChangeAttributed(delta: record.position, attribute: change.name, changes: [number]))
        case .indeterminate(let numbers):
            .attributed(CIChangeAttributed(delta: record.position, attribute: change.name, changes: numbers))
        case .unauthorised(let awaiting):
            .unauthorised(
                UnauthorisedChangeDetected(
                    delta: record.position, attribute: change.name, from: change.from, to: change.to,
                    after: event.lastSeenOld ?? record.occurredAt, source: event.source, awaiting: awaiting))
        }
    }
}

extension ConfigurationItem {
    fileprivate func isQuiet(about attribute: String, at: Instant) -> Bool {
        findings.contains {
            $0.isOpen && $0.attribute == attribute && at.micros(since: $0.foundAt) < UnauthorisedChanges.quietMicros
        }
    }
}

/// Regularises what was found on the items of a change that is approved only afterwards.
public struct ApprovalRegularises: ReactivePolicy {
    public typealias Process = ChangeProcess

    public let name = "approval-regularises"
    /// The other half of P22.
    public let number = "P22b"
    public let version: UInt64 = 1
    public let summary =
        "When a change is approved that is at work already, what was found on its items is regularised."
    public let isOnByDefault = true
    public let triggers = [ChangeAuthorised.type.name]

    public init() {}

    public func needs(_ cause: PolicyCause<ChangeProcess>) -> [StreamID] {
        cause.state?.work.startedAt == nil ? [] : cause.state?.scope.cis.map(\.stream) ?? []
    }

    public func reactions(to cause: PolicyCause<ChangeProcess>) -> [Reaction] {
        guard let change = cause.state, change.work.startedAt != nil else { return [] }
        return change.scope.cis.compactMap { ci in
            let item = cause.facts.state(of: ci.stream, in: CIProcess.self) ?? nil
            guard let item, item.findings.contains(where: { $0.isOpen && $0.awaiting == change.number }) else {
                return nil
            }
            return Reaction(RegulariseUnauthorisedChange(by: change.number), on: ci.stream)
        }
    }
}
