public import EventModel

/// An incident as its events leave it: what rules look at, and the row that lists and figures are made of.
public struct Incident: Sendable, Hashable {
    public var number: IncidentNumber
    public var title: String
    public var state: IncidentState
    public var classification = Classification()
    public var assignment = Assignment()
    public var times: Times
    public var waiting = Waiting()
    public var counts = Counts()
    public var relations = Relations()
    public var resolution: Resolution?
    public var major: MajorIncident?
    /// What the record says that cannot be: transitions outside the state machine, unknown states.
    public var contradictions: [Contradiction] = []
    /// The positions of the first and the last event folded in.
    public var firstPosition: Position
    public var lastPosition: Position

    /// What kind of incident it is, and how much it matters.
    public struct Classification: Sendable, Hashable {
        public var source: IncidentSource = .import
        public var caller: PersonID?
        public var customer: CustomerID?
        public var service: ServiceID?
        public var category: String?
        public var subcategory: String?
        public var symptom: String?
        public var impact: Impact?
        public var urgency: Urgency?
        public var priority: Priority?
        public var matrixVersion: UInt64?
        public var isOverridden = false
        public init() {}
    }

    /// Who has it.
    public struct Assignment: Sendable, Hashable {
        public var group: GroupID?
        public var person: PersonID?
        /// The group that had it first: the desk, where an incident is solved at the first level.
        public var firstGroup: GroupID?
        /// The highest level reached by either line, and by each.
        public var escalationLevel: Int64 = 0
        public var functionalLevel: Int64 = 0
        public var hierarchicalLevel: Int64 = 0
        /// The supplier engaged last, and all of them.
        public var supplier: SupplierID?
        public var suppliers: [SupplierID] = []
        public init() {}
    }

    /// When things happened in the world.
    public struct Times: Sendable, Hashable {
        public var detectedAt: Instant
        public var loggedAt: Instant
        public var acknowledgedAt: Instant?
        /// The first public comment by a person who is not the caller.
        public var firstResponseAt: Instant?
        public var firstResolvedAt: Instant?
        /// The last resolution, while it holds.
        public var resolvedAt: Instant?
        public var closedAt: Instant?
        public var lastReopenedAt: Instant?
        /// The latest effective time folded in; an event before it is a late fact.
        public var lastChangeAt: Instant
        /// Since when it has been in its state; since its detection where that is the first.
        public var stateSince: Instant
        /// Since when it has been open: its detection, or the last reopening; of an ended one, when it last was.
        public var openSince: Instant
        /// When its state, its wait or its assignment last changed: the next change did not happen before that.
        public var movedAt: Instant?
    }

    /// Whether it waits, and how long it has.
    public struct Waiting: Sendable, Hashable {
        public var reason: PendingReason?
        public var since: Instant?
        public var until: Instant?
        /// The state that it goes back to.
        public var stateBefore: IncidentState?
        /// Waits that are over, in microseconds.
        public var pausedMicros: Int64 = 0
        /// `pausedMicros` at the last resolution.
        public var pausedMicrosAtResolution: Int64 = 0
        public init() {}
    }

    /// How often things happened.
    public struct Counts: Sendable, Hashable {
        public var reopened: Int64 = 0
        /// Hand-overs from one group to another.
        public var reassigned: Int64 = 0
        public var functionalEscalations: Int64 = 0
        public var hierarchicalEscalations: Int64 = 0
        public var comments: Int64 = 0
        public var workMinutes: Int64 = 0
        public var pended: Int64 = 0
        public init() {}
    }

    /// What it is linked to.
    public struct Relations: Sendable, Hashable {
        public var cis: [CILinkedToIncident] = []
        public var links: [IncidentLinked] = []
        public var knownErrors: [ReferenceCode] = []
        public var suspectedChanges: [ReferenceCode] = []
        /// Changes of which a person said that they did not cause it.
        public var rejectedChanges: [ReferenceCode] = []
        public var causingChange: ReferenceCode?
        public var parent: IncidentNumber?
        /// What it came with says: this may be its parent, and it may be a major one.
        public var proposedParent: IncidentNumber?
        public var isProposedMajor = false
        public var children: [IncidentNumber] = []
        public var mergedInto: IncidentNumber?
        public var stateBeforeMerge: IncidentState?
        /// The minutes of work that went to the survivor and come back if the merge was a mistake.
        public var movedWorkMinutes: Int64 = 0
        public var absorbed: [IncidentNumber] = []
        public var previous: IncidentNumber?
        public var contact: ContactID?
        /// The alert that it was logged for.
        public var alert: AlertID?
        /// Why it may be over, in the words of what proposes to resolve it.
        public var resolutionProposal: String?
        /// What links were last computed from, one of each basis.
        public var computations: [CILinksComputed] = []
        public init() {}
    }

    /// How it ended.
    public struct Resolution: Sendable, Hashable {
        public var code: String?
        public var solution: String?
        public var causeCI: CIID?
        public var restoredAt: Instant?
        public var closedBy: ClosureMode?
        public init(code: String?, solution: String?, causeCI: CIID?, restoredAt: Instant?, closedBy: ClosureMode?) {
            self.code = code
            self.solution = solution
            self.causeCI = causeCI
            self.restoredAt = restoredAt
            self.closedBy = closedBy
        }
    }

    /// That it was declared major, and whether it still is.
    public struct MajorIncident: Sendable, Hashable {
        public var declaredAt: Instant
        public var stoodDownAt: Instant?
        public var manager: PersonID?

        public init(declaredAt: Instant, stoodDownAt: Instant? = nil, manager: PersonID?) {
            self.declaredAt = declaredAt
            self.stoodDownAt = stoodDownAt
            self.manager = manager
        }
    }

    /// Something in the record that cannot be, kept and listed.
    public struct Contradiction: Sendable, Hashable {
        public let position: Position
        public let what: String
        public init(position: Position, what: String) {
            self.position = position
            self.what = what
        }
    }
}
