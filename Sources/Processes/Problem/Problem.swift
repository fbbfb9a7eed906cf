public import EventModel

/// A problem as its events leave it: what rules look at, and the row that lists and figures are made of.
public struct Problem: Sendable, Hashable {
    public var number: ProblemNumber
    public var title: String
    public var state: ProblemState
    public var classification = Classification()
    public var group: GroupID?
    public var person: PersonID?
    public var times: Times
    public var waiting = Waiting()
    public var workMinutes: Int64 = 0
    public var relations = Relations()
    public var hypotheses: [Hypothesis] = []
    public var rootCause: RootCauseIdentified?
    public var resolution: ProblemResolved?
    public var verifiedFix: SupplierFixVerified?
    public var review: String?
    public var reopenedCount: Int64 = 0
    /// What the record says that cannot be: transitions outside the state machine, unknown states.
    public var contradictions: [Incident.Contradiction] = []
    public var lastPosition: Position

    /// What kind of problem it is, and how much it matters.
    public struct Classification: Sendable, Hashable {
        public var origin: ProblemOrigin = .import
        public var description: String?
        public var impact: Impact?
        public var urgency: Urgency?
        public var priority: Priority?
        public var service: ServiceID?
        public var signature: IncidentSignature?
        public init() {}
    }

    /// When things happened in the world.
    public struct Times: Sendable, Hashable {
        public var loggedAt: Instant
        public var rootCauseAt: Instant?
        /// The last resolution, while it holds.
        public var resolvedAt: Instant?
        public var firstResolvedAt: Instant?
        public var closedAt: Instant?
        /// When it first came back after an end: reopened, or seen to recur.
        public var recurredAt: Instant?
        public var stateSince: Instant
        /// The latest effective time folded in.
        public var lastChangeAt: Instant
    }

    /// Whether it waits.
    public struct Waiting: Sendable, Hashable {
        public var reason: PendingReason?
        public var since: Instant?
        public var until: Instant?
        /// The state that it goes back to.
        public var stateBefore: ProblemState?
        public init() {}
    }

    /// What it is linked to.
    public struct Relations: Sendable, Hashable {
        public var incidents: [IncidentNumber] = []
        public var cis: [CIID] = []
        public var trend: TrendNumber?
        public var parent: ProblemNumber?
        public var children: [ProblemNumber] = []
        /// Incidents of its signature that came after its end.
        public var recurrences: [IncidentNumber] = []
        public init() {}
    }

    /// A supposed cause; one that was rejected stays on record.
    public struct Hypothesis: Sendable, Hashable {
        public var text: String
        public var recordedAt: Instant
        /// What speaks against it; nil while it is kept.
        public var rejection: String?

        public init(text: String, recordedAt: Instant, rejection: String? = nil) {
            (self.text, self.recordedAt, self.rejection) = (text, recordedAt, rejection)
        }
    }
}
