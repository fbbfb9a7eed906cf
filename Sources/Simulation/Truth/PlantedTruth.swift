public import EventModel
public import Processes

/// What a simulated year knows of itself: what nobody allowed, which change caused what, where problems come from. Detection is
/// scored against it. It holds nothing but what was recorded.
public struct PlantedTruth: Sendable, Hashable {
    public internal(set) var unauthorised: [UnauthorisedDelta] = []
    /// How many attributes of controlled items changes changed, and were seen to change while they were at work.
    public internal(set) var coveredDeltas = 0
    /// How many of them nobody saw before discovery did, which is after the work: presumably the change's.
    public internal(set) var presumedDeltas = 0
    public internal(set) var causedIncidents: [CausedIncident] = []
    public internal(set) var coincidences: [Coincidence] = []
    public internal(set) var rootCauses: [PlantedRootCause] = []

    public init() {}
}

/// An attribute of a controlled item that was changed without a change that covers it.
public struct UnauthorisedDelta: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// No change was at work on the item.
        case outOfBand
        /// A change was, on another attribute.
        case otherAttribute
        /// The change that was meant another value.
        case otherValue
        /// The change that was had ended.
        case afterWork
        /// Nobody had approved the emergency that was.
        case unapproved
    }
    public let kind: Kind
    public let ci: CIID
    public let attribute: String
    /// When it was seen.
    public let occurredAt: Instant
    /// Who saw it.
    public let source: String
    /// Of the commit that it stands in.
    public let commandID: CommandID
    /// The change that was near; nil where none was.
    public let change: ChangeNumber?
}

/// An incident that a change led to.
public struct CausedIncident: Sendable, Hashable {
    public let incident: IncidentNumber
    public let change: ChangeNumber
    /// The item at fault, which the incident need not name.
    public let ci: CIID
    /// True where something that depends on the changed item failed, and not the item itself.
    public let isDependent: Bool
}

/// An incident whose item had been changed in the 72 hours before, for another reason.
public struct Coincidence: Sendable, Hashable {
    public let incident: IncidentNumber
    public let change: ChangeNumber
}

/// What a problem really came from.
public struct PlantedRootCause: Sendable, Hashable {
    public let problem: ProblemNumber
    public let ci: CIID
    public let kind: RootCauseKind
}
