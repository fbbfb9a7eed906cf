public import EventModel

/// Marks an item as stale that no source has seen for longer than the schema allows. Seen again, it is stale no more.
///
/// Only items that a source reports in batches are waited for: nobody would ever see again what a person registered.
public struct StaleItems: TimerPolicy {
    public typealias Process = CIProcess

    public let name = "stale-items"
    public let number = "B16"
    public let version: UInt64 = 1
    public let summary = "When no source has seen a configuration item for longer than the schema allows, it is stale."
    public let isOnByDefault = true
    public let heedsImports = true

    public init() {}

    /// Whether an item is waited for, and when it was last seen.
    public struct Watch: DeadlineWatch {
        /// Whether a batch of a source ever had it.
        var isReported: Bool
        /// Neither stale already nor gone.
        var isWaiting: Bool
        var seenAt: Instant
        public var cause: Position

        public static let schema = Schema(
            Field(1, "isReported", \Watch.isReported, "Whether a batch of a source ever had it."),
            Field(2, "isWaiting", \.isWaiting, "Whether it is neither stale already nor gone."),
            Field(3, "seenAt", \.seenAt, "When it was last seen."),
            Field(4, "cause", \.cause, "The newest event."))
    }

    public static func fold(_ watch: inout Watch?, _ event: CIEvent, _ record: RecordedEvent) {
        let at = record.occurredAt
        var next = watch ?? Watch(isReported: false, isWaiting: true, seenAt: at, cause: record.position)
        switch event {
        case .registered(let event): next.see(at, inBatch: event.batch != nil)
        case .identified(let event): next.see(at, inBatch: event.batch != nil)
        case .attributesChanged: next.see(at, inBatch: false)
        case .reactivated: next.isWaiting = true
        case .reportReversed(let event):
            (next.seenAt, next.isReported) = (event.seenAt ?? next.seenAt, event.sighting != nil)
            next.isWaiting = event.staleSince == nil && event.retiredAt == nil
        case .stale, .retired: next.isWaiting = false
        case .merged(let event): if event.absorbed.stream == record.stream { next.isWaiting = false }
        case .mergeReversed(let event): if event.absorbed.stream == record.stream { next.isWaiting = true }
        case .corrected, .statusChanged, .reclassified, .attested, .conflictDetected, .conflictResolved, .groupDefined,
            .groupRemoved, .groupMisconfigured, .driftDetected, .driftResolved,
            .restricted, .restrictionLifted, .unauthorised, .attributed, .regularised:
            break
        }
        watch = next
    }

    public static func waitsSince(_ watch: Watch) -> Instant? {
        watch.isReported && watch.isWaiting ? watch.seenAt : nil
    }
    public static let needs = [CISchema.stream]
    public static func dueAt(_ since: Instant, _ facts: Facts, _: ZoneRules) -> Instant {
        guard let days = facts.ciSchema.staleAfterDays else { return .latest }
        return min(.latest, since.advanced(byMicros: days * Instant.microsPerDay))
    }
    public static var command: any Command { MarkCIStale() }
}

extension StaleItems.Watch {
    fileprivate mutating func see(_ at: Instant, inBatch: Bool) {
        (seenAt, isWaiting, isReported) = (max(seenAt, at), true, isReported || inBatch)
    }
}

/// Marks an item that was not seen for longer than the schema allows.
public struct MarkCIStale: CICommand {
    public init() {}

    public func needs(_: ConfigurationItem?, _: Facts) -> [StreamID] { [CISchema.stream] }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        try item.mustBeThere()
        if item.staleSince != nil { throw .unchanged(item.id.rawValue) }
        guard let seenAt = item.seenAt, let days = context.facts.ciSchema.staleAfterDays else {
            throw .missing("a period after which items are stale")
        }
        let due = seenAt.advanced(byMicros: days * Instant.microsPerDay)
        guard context.occurredAt >= due else { throw .seenLately(seenAt, staleAt: due) }
        return [.stale(CIStale(seenAt: seenAt, afterDays: days))]
    }
}
