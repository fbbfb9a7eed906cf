import EventModel

/// Where an incident stands.
public enum IncidentState: Int32, LifecycleState {
    case new = 1
    case assigned = 2
    case inProgress = 3
    case pending = 4
    case resolved = 5
    case closed = 6
    case cancelled = 7
    /// A duplicate; its survivor goes on.
    case merged = 8

    /// Somebody still has to do something.
    public var isOpen: Bool {
        switch self {
        case .new, .assigned, .inProgress, .pending: true
        case .resolved, .closed, .cancelled, .merged: false
        }
    }

    /// Nothing leads on from here: read-only.
    public var isFinal: Bool { self == .closed || self == .cancelled }

    /// The states that the state machine leads to from this one; anything else is a contradiction in the record.
    public var successors: Set<IncidentState> { Set(IncidentState.allCases.filter(leads)) }

    /// Whether `next` is one of `successors`; without a set, for the fold of millions.
    func leads(to next: IncidentState) -> Bool {
        switch self {
        case .new, .assigned, .inProgress: next != .new && next != .closed
        case .pending: next != .pending && next != .closed
        case .resolved: next == .new || next == .assigned || next == .closed
        case .merged: next.isOpen
        case .closed, .cancelled: false
        }
    }
}
