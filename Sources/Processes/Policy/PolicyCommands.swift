public import EventModel

/// Puts a policy in force: it reacts to what is recorded from then on.
public struct EnablePolicy: Command {
    public typealias Process = PolicyProcess
    private let policy: any Policy

    public init(_ policy: any Policy) { self.policy = policy }

    public func decide(_ state: PolicyRecord, _: DecisionContext) throws(PolicyRejection) -> Decision<PolicyEvent> {
        switch state.force(of: policy) {
        case .inForce(let since): throw .enabledAlready(since: since)
        case .otherVersion(let version) where version > policy.version:
            throw .newerVersion(version, known: policy.version)
        case .off, .otherVersion: [.enabled(PolicyEnabled(version: policy.version))]
        }
    }
}

/// Takes a policy out of force: from then on it does nothing, not even about what happened before.
public struct DisablePolicy: Command {
    public typealias Process = PolicyProcess
    private let policy: any Policy

    public init(_ policy: any Policy) { self.policy = policy }

    public func decide(_ state: PolicyRecord, _: DecisionContext) throws(PolicyRejection) -> Decision<PolicyEvent> {
        switch state.force(of: policy) {
        case .inForce: [.disabled(PolicyDisabled(version: policy.version))]
        case .off: throw .disabledAlready
        case .otherVersion(let version): [.disabled(PolicyDisabled(version: version))]
        }
    }
}

/// Puts on record which version acts, before it acts for the first time: where nothing was ever said, or where an older
/// release's version was in force. Whoever runs policies gives it; where somebody said otherwise meanwhile it does nothing.
public struct AdoptPolicy: Command {
    public typealias Process = PolicyProcess
    public typealias Rejection = PolicyRejection
    private let policy: any Policy
    private let since: Position?

    /// `since`: the first event that this version reacts to; nil for the one after the adoption.
    public init(_ policy: any Policy, since: Position?) {
        self.policy = policy
        self.since = since
    }

    public func decide(_ state: PolicyRecord, _: DecisionContext) throws(PolicyRejection) -> Decision<PolicyEvent> {
        let isDue =
            switch state.word {
            case .none: policy.isOnByDefault
            case .enabled(let version, _): version < policy.version
            case .disabled: false
            }
        return isDue ? [.enabled(PolicyEnabled(version: policy.version, since: since))] : []
    }
}

/// Why a policy was not enabled or disabled.
public enum PolicyRejection: CommandRejection {
    case enabledAlready(since: Position)
    case disabledAlready
    case newerVersion(UInt64, known: UInt64)

    public var description: String {
        switch self {
        case .enabledAlready(let since): "it is in force already, since position \(since)"
        case .disabledAlready: "it is not in force"
        case .newerVersion(let version, let known):
            "version \(version) is in force, and this release knows version \(known) only; use the newer release"
        }
    }
}
