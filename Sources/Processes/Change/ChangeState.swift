public import EventModel

/// Where a change stands (ServiceNow's names). Assess and Authorise are skipped where its type says so.
public enum ChangeState: Int32, LifecycleState {
    case new = 1
    case assess = 2
    case authorise = 3
    case scheduled = 4
    case implement = 5
    case review = 6
    case closed = 7
    case rejected = 8
    case refused = 9
    case cancelled = 10

    /// Nothing follows.
    public var isFinal: Bool {
        switch self {
        case .new, .assess, .authorise, .scheduled, .implement, .review: false
        case .closed, .rejected, .refused, .cancelled: true
        }
    }

    /// Before anything was done to the world: plans may still change, and it may be cancelled.
    public var isBeforeImplementation: Bool {
        switch self {
        case .new, .assess, .authorise, .scheduled: true
        case .implement, .review, .closed, .rejected, .refused, .cancelled: false
        }
    }
}

/// How a change is handled.
public enum ChangeType: Int32, WireEnum {
    /// Approved beforehand, as a template.
    case standard = 1
    case normal = 2
    /// Not assessed, may start before it is approved, always reviewed.
    case emergency = 3
}

/// What came of a change.
public enum ChangeOutcome: Int32, WireEnum {
    case successful = 1
    case withIssues = 2
    case failed = 3
    case backedOut = 4
}

/// What is done about a failed change.
public enum ChangeRecovery: Int32, WireEnum {
    case backout = 1
    case fixForward = 2
}

/// From one instant up to, and without, another.
public struct ChangeWindow: Sendable, Hashable {
    public var from: Instant
    public var to: Instant

    public init(from: Instant, to: Instant) { (self.from, self.to) = (from, to) }

    static let example = ChangeWindow(
        from: Instant(micros: 1_700_000_000_000_000), to: Instant(micros: 1_700_007_200_000_000))

    public func contains(_ instant: Instant) -> Bool { from <= instant && instant < to }
    public func overlaps(_ other: ChangeWindow) -> Bool { from < other.to && other.from < to }
}

extension ChangeWindow: WireMessage, CustomStringConvertible {
    public static let schema = Schema(
        Field(1, "from", \ChangeWindow.from, "When it begins."),
        Field(2, "to", \.to, "When it is over."))

    public var description: String { "\(from)/\(to)" }
}
