public import EventModel

/// A stream a policy: whether it is in force, and what was refused to it.
public enum PolicyProcess: Decider {
    public typealias Event = PolicyEvent
    public static let category = "policy"
    public static func initial(_: StreamID) -> PolicyRecord { PolicyRecord() }

    public static func evolve(_ state: inout PolicyRecord, _ event: PolicyEvent, _ record: RecordedEvent) {
        switch event {
        case .enabled(let event):
            let since = event.since ?? record.position.next
            state.word = .enabled(version: event.version, since: since)
            state.firstSince = state.firstSince ?? since
        case .disabled: state.word = .disabled
        case .refused: state.refusalCount += 1
        }
    }
}

/// What a log has on record of a policy.
public struct PolicyRecord: Sendable, Hashable {
    /// The last word on whether it is in force.
    public enum Word: Sendable, Hashable {
        /// Nothing was ever said: what the declaration says holds.
        case none
        case enabled(version: UInt64, since: Position)
        case disabled
    }
    public var word = Word.none
    public var refusalCount: UInt64 = 0
    /// The first event that any version of it reacted to; nil where none was ever in force on record.
    public var firstSince: Position?

    public init() {}

    /// Whether, and from which event on, `policy` is in force.
    public func force(of policy: any Policy) -> PolicyForce {
        switch word {
        case .none: policy.isOnByDefault ? .inForce(since: .first) : .off
        case .disabled: .off
        case .enabled(let version, let since):
            if version == policy.version { .inForce(since: since) } else { .otherVersion(version) }
        }
    }
}

/// Whether a policy is in force in a log.
public enum PolicyForce: Sendable, Hashable {
    /// It reacts to events from `since` on.
    case inForce(since: Position)
    case off
    /// Another version was in force last: an older one gives way to this release's, a newer one is a newer release's to run.
    case otherVersion(UInt64)
}
