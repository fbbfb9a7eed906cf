public import EventModel

/// What a policy asks the configuration graph. A question is data and so is its answer: a policy stays pure, and its tests
/// need no graph.
///
/// It is answered as of `asOf`, as far as was known at the end of the cause's commit: whenever that is, the answer is the same.
public struct ConfigurationQuestion: Sendable, Hashable {
    public enum Subject: Sendable, Hashable {
        /// The items that a person uses, or that are there for that person: `usedBy`, `availableTo`.
        case assets(of: PersonID)
        /// The item of a service, and what is down or degraded when the items and the service are down.
        case impact(of: [CIID], service: ServiceID?)
        /// What a change would reach, and what it gets in the way of: among the freezes, and those others that hold their
        /// windows at the same time.
        case effects(of: Change, among: [Change], freezes: FreezeCalendar)
    }
    public let subject: Subject
    /// Items, under any of their ids, that are left out of the answer.
    public let sparing: [CIID]
    public let asOf: Instant
    /// The most items that the answer names.
    public let limit: Int

    public init(_ subject: Subject, sparing: [CIID], asOf: Instant, limit: Int) {
        (self.subject, self.sparing, self.asOf, self.limit) = (subject, sparing, asOf, limit)
    }
}

/// What the graph says to a question.
public struct ConfigurationAnswer: Sendable, Hashable {
    /// At most as many as the question allows; services first, then the nearest.
    public let items: [CIID]
    /// How many there are.
    public let found: Int
    /// Of a change.
    public let effects: ChangeEffects?

    public init(items: [CIID], found: Int, effects: ChangeEffects? = nil) {
        (self.items, self.found, self.effects) = (items, found, effects)
    }

    public static let nothing = ConfigurationAnswer(items: [], found: 0)
}

/// What a change does to others, as far as the graph and the other changes are known.
public struct ChangeEffects: Sendable, Hashable {
    public let impact: ChangeImpactAssessed
    public let conflicts: [ChangeConflict]

    public init(impact: ChangeImpactAssessed, conflicts: [ChangeConflict]) {
        (self.impact, self.conflicts) = (impact, conflicts)
    }
}
