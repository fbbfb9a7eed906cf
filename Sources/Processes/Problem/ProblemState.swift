public import EventModel

/// Where a problem stands.
public enum ProblemState: Int32, LifecycleState {
    case new = 1
    case assigned = 2
    case inProgress = 3
    case pending = 4
    case resolved = 5
    case closed = 6
    /// It was no problem.
    case cancelled = 7

    /// Somebody still has to do something.
    public var isOpen: Bool {
        switch self {
        case .new, .assigned, .inProgress, .pending: true
        case .resolved, .closed, .cancelled: false
        }
    }

    /// Whether the state machine leads from here to `next`; anything else is a contradiction in the record.
    func leads(to next: ProblemState) -> Bool {
        switch self {
        case .new, .assigned, .inProgress: next != .new && next != .closed
        case .pending: next != .pending && next != .closed
        case .resolved: next == .new || next == .assigned || next == .closed
        case .closed: next == .new || next == .assigned
        case .cancelled: false
        }
    }
}

/// Why somebody looked for a cause.
public enum ProblemOrigin: Int32, WireEnum {
    case trend = 1
    case major = 2
    case proactive = 3
    /// Another tool's record; why is not known.
    case `import` = 4
}

/// Where the cause of a problem lies.
public enum RootCauseKind: Int32, WireEnum {
    case hardware = 1
    case software = 2
    case configuration = 3
    case capacity = 4
    case change = 5
    case procedure = 6
    case supplier = 7
    case environment = 8
}

/// What makes an end of a problem; each is a condition of closing it.
public enum ProblemResolution: Int32, WireEnum {
    /// A change removes the cause: closed successfully.
    case change = 1
    /// Somebody answers for living with it: the risk of its known error is accepted.
    case riskAccepted = 2
    /// A supplier removed the cause: the fix is verified.
    case supplierFix = 3
    /// Another record goes on for it.
    case duplicate = 4
}
