public import EventModel

/// What a report comes to, and the events that say so.
public struct Reconciliation: Sendable {
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// A new item was registered.
        case registered
        /// A retired item came back.
        case reactivated
        /// An item that is on record, with something that was not.
        case changed
        /// An item as it is on record.
        case confirmed
        /// Nobody can tell which item it is, or of which class: it waits for somebody to decide.
        case conflict
        /// Recorded by an earlier run of the batch, or older than what the source said since.
        case unchanged
    }
    public var outcome: Outcome
    /// The item that the report is of; nil where nobody can tell.
    public var ci: CIID?
    /// In the order of recording, each with the item in whose stream it goes.
    public var events: [(ci: CIID, event: CIEvent)]
}

/// Decides what one source's reports of one instant come to. Pure: the same reports of the same items give the same events.
public struct Reconciler: Sendable {
    public let rules: IdentityRules
    public let source: String
    public let batch: String
    public let observedAt: Instant

    public init(_ schema: CISchema, source: String, batch: String, observedAt: Instant) {
        (rules, self.source, self.batch, self.observedAt) = (IdentityRules(schema), source, batch, observedAt)
    }

    /// What has to be recorded for a report in its canonical form. `item` gives what is on record of a candidate; `newID` the id that a new item gets.
    /// - Throws: where the schema does not allow what the report says.
    public func reconcile(
        _ report: ReportedItem, _ identification: Identification, newID: CIID,
        _ item: (CIID) -> ConfigurationItem?
    ) throws(CIRejection) -> Reconciliation {
        switch identification {
        case .found(let id, let rule):
            guard let item = item(id) else { throw .notRegistered(id) }
            return reconcile(report, with: item, rule)
        case .returned(let id, let rule):
            guard let item = item(id) else { throw .notRegistered(id) }
            return reactivate(report, item, rule)
        case .new(let previous):
            // Seen before it left: no news.
            if let previous, let retiredAt = item(previous)?.retiredAt, observedAt <= retiredAt {
                return Reconciliation(outcome: .unchanged, ci: previous, events: [])
            }
            return try register(report, as: newID, previous)
        case .ambiguous(let ids, let rule, let values):
            guard let first = ids.first, let item = item(first) else { throw .missing("an item") }
            return conflict(
                item, CIConflict(.identity, rule, others: Array(ids.dropFirst()), values: values, since: observedAt))
        case .otherClass(let id, let rule):
            guard let item = item(id) else { throw .notRegistered(id) }
            return conflict(
                item,
                CIConflict(
                    .reclassification, rule, others: [], values: [item.ciClass, report.ciClass], since: observedAt))
        case .unidentified: throw .missing("what identifies it")
        }
    }

    private func register(
        _ report: ReportedItem, as id: CIID, _ previous: CIID?
    ) throws(CIRejection) -> Reconciliation {
        try id.mustBeUsable()
        guard report.status != .retired else { throw .retiredByRetiring }
        let values = try rules.schema.values(of: report.attributes, in: report.ciClass)
        let event = CIRegistered(
            ciClass: report.ciClass, status: report.status ?? .production, attributes: values, source: source,
            schemaVersion: rules.schema.version, previousIdentity: previous, batch: batch)
        return Reconciliation(outcome: .registered, ci: id, events: [(id, .registered(event))])
    }

    private func reactivate(_ report: ReportedItem, _ item: ConfigurationItem, _ rule: String) -> Reconciliation {
        // Seen before it left: no news.
        guard let retiredAt = item.retiredAt, observedAt > retiredAt || item.isVoid else {
            return Reconciliation(outcome: .unchanged, ci: item.id, events: [])
        }
        let event = CIEvent.reactivated(
            CIReactivated(
                status: report.status.flatMap { $0 == .retired ? nil : $0 } ?? .production,
                reason: "\(source) saw it again (batch \(batch))"))
        var after = item
        after.take(event, at: observedAt, item.lastPosition)
        var rest = reconcile(report, with: after, rule)
        guard rest.outcome != .unchanged else { return rest }
        rest.events.insert((item.id, event), at: 0)
        rest.outcome = .reactivated
        return rest
    }

    private func reconcile(
        _ report: ReportedItem, with item: ConfigurationItem, _ rule: String
    ) -> Reconciliation {
        let last = item.sighting(by: source)
        guard observedAt >= item.registeredAt, last.map({ $0.at < observedAt || isOther($0) }) ?? true else {
            return Reconciliation(outcome: .unchanged, ci: item.id, events: [])
        }
        let verdict = item.verdict(on: report.attributes, from: source, at: observedAt, rules.schema)
        var events = [
            CIEvent.identified(CIIdentified(rule: rule, source: source, batch: batch, refused: verdict.refused))
        ]
        if !verdict.changes.isEmpty {
            events.append(
                .attributesChanged(
                    CIAttributesChanged(
                        changes: verdict.changes, source: source, change: nil, lastSeenOld: item.seenAt)))
        }
        var after = item
        for event in events { after.take(event, at: observedAt, item.lastPosition) }
        events += flapping(after)
        return Reconciliation(
            outcome: verdict.changes.isEmpty ? .confirmed : .changed, ci: item.id,
            events: events.map { (item.id, $0) })
    }

    /// Of the same instant, but another batch.
    private func isOther(_ sighting: CISighting) -> Bool { sighting.at == observedAt && sighting.batch != batch }

    /// Conflicts about attributes of which two sources say one thing and another in turns: one for each, while it is open.
    private func flapping(_ item: ConfigurationItem) -> [CIEvent] {
        item.attributes.compactMap { attribute in
            guard let rival = attribute.rival, rival.turns >= CIRival.flappingTurns,
                !item.conflicts.contains(where: { $0.kind == .value && $0.what == attribute.name })
            else { return nil }
            return .conflictDetected(
                CIConflictDetected(
                    kind: .value, what: attribute.name, others: [], values: [attribute.value, rival.value],
                    source: source))
        }
    }

    /// Recorded with one of them, unless it is open there in the same words.
    private func conflict(_ item: ConfigurationItem, _ conflict: CIConflict) -> Reconciliation {
        let isOpen = item.conflicts.contains { $0.says(the: conflict) }
        let event = CIConflictDetected(
            kind: conflict.kind, what: conflict.what, others: conflict.others, values: conflict.values, source: source)
        return Reconciliation(
            outcome: .conflict, ci: nil, events: isOpen ? [] : [(item.id, .conflictDetected(event))])
    }
}

extension CIConflict {
    fileprivate init(
        _ kind: CIConflictKind, _ what: String, others: [CIID], values: [String], since: Instant
    ) {
        self.init(kind: kind, what: what, others: others, values: values, since: since)
    }

    fileprivate func says(the other: CIConflict) -> Bool {
        (kind, what) == (other.kind, other.what) && (others, values) == (other.others, other.values)
    }
}

extension ReportedItem {
    /// The id that a new item gets: the one that the report gives, or what identifies it. Two runs that see the same thing at
    /// one time so name it the same. `attempt` counts ids that are taken, from 0.
    public func newID(_ identity: Identity, attempt: Int) -> CIID {
        var text = id?.rawValue ?? ""
        if let key = identity.keys.first, text.isEmpty || attempt > 0 {
            text = ([ciClass] + key.values.map(\.value)).joined(separator: ":")
        }
        let suffix = attempt > 0 ? "#\(attempt + 1)" : ""
        return CIID(shortened(text, to: longestCIID - suffix.utf8.count) + suffix)
    }

    /// Long texts keep their beginning, and get a hash of all of it (FNV-1a, 64 bits).
    private func shortened(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit, id == nil else { return text }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var kept = ""
        for character in text where kept.utf8.count + String(character).utf8.count <= limit - 17 {
            kept.append(character)
        }
        return "\(kept)~\(String(hash, radix: 16))"
    }
}
