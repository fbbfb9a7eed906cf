public import EventModel

/// How an item's events fold. Nil is a stream without events.
public enum CIProcess: Decider {
    public static let category = "ci"
    public static let numberPrefix: String? = "CI"
    public static func initial(_: StreamID) -> ConfigurationItem? { nil }

    public static func evolve(_ state: inout ConfigurationItem?, _ event: CIEvent, _ record: RecordedEvent) {
        if state == nil {
            state = ConfigurationItem(id: CIID(record.stream.key), registeredAt: record.occurredAt)
        }
        state?.take(event, record)
    }
}

extension ConfigurationItem {
    public mutating func take(_ event: CIEvent, _ record: RecordedEvent) {
        lastPosition = max(lastPosition, record.position)
        switch event {
        case .registered(let event): fold(event, record)
        case .attributesChanged(let event):
            for change in event.changes { set(change, event.source, record.occurredAt) }
            seenAt = later(seenAt, record)
        case .corrected(let event):
            for change in event.changes { set(change, "manual", record.occurredAt) }
        case .statusChanged(let event): status = event.status
        case .reclassified(let event): ciClass = event.ciClass
        case .merged(let event): fold(event, record)
        case .mergeReversed(let event): fold(event)
        case .retired: (status, retiredAt) = (.retired, record.occurredAt)
        case .reactivated(let event): (status, retiredAt) = (event.status, nil)
        case .attested: attestedAt = later(attestedAt, record)
        case .stale, .driftDetected, .driftResolved, .groupMisconfigured: break
        case .identified: seenAt = later(seenAt, record)
        case .conflictDetected(let event):
            conflicts.removeAll { $0.what == event.what && $0.kind == event.kind }
            conflicts.append(
                CIConflict(
                    kind: event.kind, what: event.what, others: event.others, values: event.values,
                    since: record.occurredAt))
        case .conflictResolved(let event): conflicts.removeAll { $0.what == event.what }
        case .groupDefined(let event):
            redundancyGroups.removeAll { $0.name == event.group.name }
            redundancyGroups.append(event.group)
        case .groupRemoved(let event): redundancyGroups.removeAll { $0.name == event.name }
        }
    }

    private mutating func fold(_ event: CIRegistered, _ record: RecordedEvent) {
        (ciClass, status, registeredAt) = (event.ciClass, event.status, record.occurredAt)
        (schemaVersion, previousIdentity) = (event.schemaVersion, event.previousIdentity)
        for each in event.attributes {
            set(AttributeChange(each.name, from: nil, to: each.value), event.source, record.occurredAt)
        }
        seenAt = later(seenAt, record)
    }

    private mutating func fold(_ event: CIsMerged, _ record: RecordedEvent) {
        guard event.survivor == id else {
            mergedInto = event.survivor
            return
        }
        absorbed.appendNew(event.absorbed)
        for each in event.taken {
            set(AttributeChange(each.name, from: nil, to: each.value), "merge", record.occurredAt)
        }
    }

    private mutating func fold(_ event: CIMergeReversed) {
        guard event.survivor == id else {
            mergedInto = nil
            return
        }
        absorbed.removeAll { $0 == event.absorbed }
        for each in event.returned {
            attributes.removeAll { $0.name == each.name && $0.value == each.value && $0.source == "merge" }
        }
    }

    /// Attributes stand in the order of their names.
    private mutating func set(_ change: AttributeChange, _ source: String, _ at: Instant) {
        let place = attributes.firstIndex { !$0.name.precedesByBytes(change.name) } ?? attributes.endIndex
        let isThere = place < attributes.endIndex && attributes[place].name == change.name
        if let value = change.to {
            let attribute = CIAttribute(change.name, value, source: source, at: at)
            if isThere { attributes[place] = attribute } else { attributes.insert(attribute, at: place) }
        } else if isThere {
            attributes.remove(at: place)
        }
    }

    private func later(_ known: Instant?, _ record: RecordedEvent) -> Instant {
        known.map { max($0, record.occurredAt) } ?? record.occurredAt
    }
}
