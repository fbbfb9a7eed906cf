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
        take(event, at: record.occurredAt, record.position)
    }

    /// Takes what happened at an instant of the world.
    public mutating func take(_ event: CIEvent, at: Instant, _ position: Position) {
        lastPosition = max(lastPosition, position)
        switch event {
        case .registered(let event): fold(event, at)
        case .attributesChanged(let event):
            for change in event.changes { set(change, event.source, at, heldUntil: event.heldUntil) }
            count(event.changes)
            see(at)
        case .corrected(let event): for change in event.changes { set(change, "manual", at) }
        case .statusChanged(let event): status = event.status
        case .reclassified(let event): ciClass = event.ciClass
        case .merged(let event): fold(event, at)
        case .mergeReversed(let event): fold(event)
        case .retired: (status, retiredAt) = (.retired, at)
        case .reactivated(let event): (status, retiredAt) = (event.status, nil)
        case .attested: attestedAt = max(attestedAt ?? at, at)
        case .stale: staleSince = at
        case .groupMisconfigured: break
        case .driftDetected(let event): take(event)
        case .driftResolved(let event): take(event)
        case .restricted: isRestricted = true
        case .restrictionLifted: isRestricted = false
        case .unauthorised(let event):
            findings.append(
                CIFinding(delta: event.delta, attribute: event.attribute, foundAt: at, awaiting: event.awaiting))
        case .attributed(let event):
            findings.append(
                CIFinding(delta: event.delta, attribute: event.attribute, foundAt: at, changes: event.changes))
        case .regularised(let event):
            for index in findings.indices
            where findings[index].delta == event.delta && findings[index].attribute == event.attribute {
                findings[index].regularisedBy = event.change
            }
        case .identified(let event): fold(event, at)
        case .reportReversed(let event): fold(event)
        case .conflictDetected(let event):
            conflicts.removeAll { $0.what == event.what && $0.kind == event.kind }
            conflicts.append(
                CIConflict(
                    kind: event.kind, what: event.what, others: event.others, values: event.values, since: at))
        case .conflictResolved(let event):
            conflicts.removeAll { $0.what == event.what && event.kind ?? $0.kind == $0.kind }
            // Sources that take turns from now on are another matter.
            if event.kind ?? .value == .value,
                let place = attributes.firstIndex(where: { $0.name == event.what })
            {
                attributes[place].rival = nil
            }
        case .groupDefined(let event):
            redundancyGroups.removeAll { $0.name == event.group.name }
            redundancyGroups.append(event.group)
        case .groupRemoved(let event): redundancyGroups.removeAll { $0.name == event.name }
        }
    }

    private mutating func fold(_ event: CIRegistered, _ at: Instant) {
        (ciClass, status, registeredAt) = (event.ciClass, event.status, at)
        (schemaVersion, previousIdentity) = (event.schemaVersion, event.previousIdentity)
        for each in event.attributes { set(AttributeChange(each.name, from: nil, to: each.value), event.source, at) }
        see(at)
        if let batch = event.batch { see(CISighting(source: event.source, at: at, batch: batch)) }
    }

    private mutating func fold(_ event: CIIdentified, _ at: Instant) {
        for index in attributes.indices {
            if let value = event.refused.first(where: { $0.name == attributes[index].name })?.value {
                attributes[index] = attributes[index].contested(value, by: event.source)
            } else if attributes[index].source == event.source {
                attributes[index].rival?.isAnswered = true
            }
        }
        see(at)
        see(CISighting(source: event.source, at: at, batch: event.batch))
    }

    private mutating func fold(_ event: CIReportReversed) {
        for each in event.attributes {
            attributes.removeAll { $0.name == each.name }
            if let before = each.before { insert(before) }
        }
        sightings.removeAll { $0.source == event.source }
        if let sighting = event.sighting { insert(sighting) }
        (seenAt, staleSince) = (event.seenAt, event.staleSince)
        conflicts.removeAll { event.dropped.contains($0) }
        conflicts += event.reopened
        if let at = event.retiredAt { (status, retiredAt) = (.retired, at) }
    }

    private mutating func fold(_ event: CIsMerged, _ at: Instant) {
        guard event.survivor == id else {
            mergedInto = event.survivor
            return
        }
        absorbed.appendNew(event.absorbed)
        for each in event.taken {
            set(AttributeChange(each.name, from: nil, to: each.value), "merge", at)
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

    /// A source saw it: what was stale is so no more.
    private mutating func see(_ at: Instant) {
        seenAt = max(seenAt ?? at, at)
        staleSince = nil
    }

    private mutating func see(_ sighting: CISighting) {
        if let known = self.sighting(by: sighting.source), known.at > sighting.at { return }
        sightings.removeAll { $0.source == sighting.source }
        insert(sighting)
    }

    private mutating func insert(_ sighting: CISighting) {
        let place = sightings.firstIndex { !$0.source.precedesByBytes(sighting.source) } ?? sightings.endIndex
        sightings.insert(sighting, at: place)
    }

    private mutating func set(_ change: AttributeChange, _ source: String, _ at: Instant, heldUntil: Instant? = nil) {
        let old = attribute(change.name)
        attributes.removeAll { $0.name == change.name }
        guard let value = change.to else { return }
        insert(
            CIAttribute(
                change.name, value, source: source, at: at, heldUntil: heldUntil,
                rival: old?.rival(of: value, by: source)))
    }

    /// Attributes stand in the order of their names.
    private mutating func insert(_ attribute: CIAttribute) {
        let place = attributes.firstIndex { !$0.name.precedesByBytes(attribute.name) } ?? attributes.endIndex
        attributes.insert(attribute, at: place)
    }
}
