public import EventModel

/// What takes a batch's part in the record of one item back, worked out from the item's whole history.
///
/// What the batch said is set back to what it was before, wherever it still stands as the batch left it. What changed since
/// is left, and named. An item that the batch registered, and nobody else has spoken of, never was.
public struct ReportReversal: Sendable {
    /// What has to be recorded, and as of when.
    public private(set) var events: [(event: CIEvent, occurredAt: Instant)] = []
    /// Whether the item never was.
    public var voids: Bool { events.contains { if case .retired = $0.event { true } else { false } } }
    /// What is left as it is, in words.
    public private(set) var left: [String] = []

    private let batch: DiscoveryReceived
    private let reason: String
    private var item: ConfigurationItem?
    /// By name: before the batch first touched it, and after it last did.
    private var attributes: [String: (before: CIAttribute?, after: CIAttribute?)] = [:]
    /// Before the batch first touched anything, and after it last did.
    private var before: ConfigurationItem?
    private var after: ConfigurationItem?
    private var reactivated = false
    private var registeredAt: Instant?
    /// Who else spoke of the item since.
    private var others: [String] = []

    /// `history` is in the order of effective time; `isOfBatch` says which events the batch recorded.
    public init(
        of id: CIID, _ history: [(event: CIEvent, record: RecordedEvent)], _ batch: DiscoveryReceived, reason: String,
        isOfBatch: (RecordedEvent) -> Bool
    ) {
        (self.batch, self.reason) = (batch, reason)
        for (event, record) in history {
            let isOurs = isOfBatch(record)
            if isOurs, event.isReversal { return }
            let earlier = item
            var state: ConfigurationItem? = item
            CIProcess.evolve(&state, event, record)
            item = state
            if isOurs { note(event, earlier, record) } else if after != nil { note(other: event, record) }
        }
        guard let item, after != nil else { return }
        if let survivor = item.mergedInto, before?.mergedInto == nil {
            left.append("\(id): it was merged into \(survivor) since")
        } else if let registeredAt {
            void(item, at: registeredAt)
        } else {
            restore(item)
        }
    }

    private mutating func note(_ event: CIEvent, _ earlier: ConfigurationItem?, _ record: RecordedEvent) {
        if after == nil { before = earlier }
        after = item
        if case .registered = event { registeredAt = record.occurredAt }
        if case .reactivated = event { reactivated = true }
        let names = Set(((earlier?.attributes ?? []) + (item?.attributes ?? [])).map(\.name))
        for name in names.sorted() {
            let (old, new) = (earlier?.attribute(name), item?.attribute(name))
            if old != new { attributes[name] = (attributes[name].map(\.before) ?? old, new) }
        }
    }

    private mutating func note(other event: CIEvent, _ record: RecordedEvent) {
        // That nothing was heard says nothing about the item.
        if case .stale = event { return }
        others.append("\(record.type) by \(record.actor.principal) at position \(record.position)")
    }

    /// The whole record was the batch's.
    private mutating func void(_ item: ConfigurationItem, at: Instant) {
        guard others.isEmpty else {
            return left.append("\(item.id): registered by the batch, and spoken of since: \(others.listed)")
        }
        let event = CIRetired(
            reason: "batch \(batch.batch) was reversed: \(reason)", overridden: [], previous: item.status)
        events.append((.retired(event), at))
    }

    private mutating func restore(_ item: ConfigurationItem) {
        guard let before, let after else { return }
        var restored: [RestoredAttribute] = []
        for (name, values) in attributes.sorted(by: { $0.key.precedesByBytes($1.key) }) {
            let now = item.attribute(name)
            if now.isAs(values.after) {
                restored.append(RestoredAttribute(name, values.before))
            } else if !values.before.isAs(values.after) {
                let found = now.map { "\"\($0.value)\" by \($0.source)" } ?? "nothing"
                left.append("\(item.id): \(name) was changed since, to \(found)")
            }
        }
        let raised = after.conflicts.filter { !before.conflicts.contains($0) }
        let dropped = raised.filter(item.conflicts.contains)
        let replaced = before.conflicts.filter { old in
            !after.conflicts.contains(old) && dropped.contains { $0.kind == old.kind && $0.what == old.what }
        }
        var retiredAt: Instant?
        if reactivated {
            if item.retiredAt == nil, item.status == after.status {
                retiredAt = before.retiredAt
            } else {
                left.append("\(item.id): its status was changed since, to \(item.status.name)")
            }
        }
        let isLastSighting = item.sighting(by: batch.source) == after.sighting(by: batch.source)
        let isLastSeen = item.seenAt == after.seenAt
        let event = CIReportReversed(
            batch: batch.batch, reason: reason, attributes: restored, source: batch.source,
            sighting: isLastSighting ? before.sighting(by: batch.source) : item.sighting(by: batch.source),
            seenAt: isLastSeen ? before.seenAt : item.seenAt,
            staleSince: isLastSeen ? before.staleSince : item.staleSince, dropped: dropped, reopened: replaced,
            retiredAt: retiredAt)
        events.append((.reportReversed(event), batch.observedAt))
    }
}

extension CIEvent {
    /// Whether it takes a report back: of those that a batch records, only such retire.
    fileprivate var isReversal: Bool {
        if case .reportReversed = self { return true }
        if case .retired = self { return true }
        return false
    }
}

extension CIAttribute? {
    /// The same value of the same source, whatever rivals said since.
    fileprivate func isAs(_ other: CIAttribute?) -> Bool {
        self?.value == other?.value && self?.source == other?.source && self?.at == other?.at
    }
}
