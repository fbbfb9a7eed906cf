public import EventModel

/// What takes a batch's part in the record of one relationship back, worked out from its whole history.
public struct RelationshipReversal: Sendable {
    public private(set) var events: [RelationshipEvent] = []
    /// What is left as it is, in words.
    public private(set) var left: [String] = []

    /// `history` is in the order of recording; `isOfBatch` says which events the batch recorded.
    public init(
        of id: RelationshipID, _ history: [(event: RelationshipEvent, record: RecordedEvent)],
        _ batch: DiscoveryReceived, reason: String, isOfBatch: (RecordedEvent) -> Bool
    ) {
        var (state, said) = (Relationship?.none, [(before: Relationship?, event: RelationshipEvent)]())
        for (event, record) in history {
            if isOfBatch(record) {
                if case .retracted = event { return }
                said.append((state, event))
            }
            RelationshipProcess.evolve(&state, event, record)
        }
        guard let now = state else { return }
        let why = "batch \(batch.batch) was reversed: \(reason)"
        for (before, event) in said {
            switch event {
            case .added(let added): take(back: added, now, why)
            case .ended(let ended): reopen(ended, before?.intervals() ?? [], now, why)
            case .retracted: break
            }
        }
        if said.count > events.filter(\.isRetraction).count { left.append("\(id): it was changed since") }
    }

    private mutating func take(back added: RelationshipAdded, _ now: Relationship, _ why: String) {
        guard now.intervals().contains(ValidInterval(from: added.validFrom, to: added.validTo)) else { return }
        events.append(.retracted(RelationshipRetracted(validFrom: added.validFrom, reason: why)))
    }

    /// The interval as it was before it was ended.
    private mutating func reopen(
        _ ended: RelationshipEnded, _ before: [ValidInterval], _ now: Relationship, _ why: String
    ) {
        guard let interval = now.intervals().first(where: { $0.to == ended.validTo }),
            let earlier = before.first(where: { $0.from == interval.from })
        else { return }
        events.append(.retracted(RelationshipRetracted(validFrom: interval.from, reason: why)))
        events.append(
            .added(
                RelationshipAdded(
                    from: now.from, relationshipType: now.type, to: now.to, validFrom: earlier.from,
                    validTo: earlier.to, attributes: now.attributes, source: now.source)))
    }
}

extension RelationshipEvent {
    fileprivate var isRetraction: Bool { if case .retracted = self { true } else { false } }
}
