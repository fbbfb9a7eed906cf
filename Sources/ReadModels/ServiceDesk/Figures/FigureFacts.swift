import EventModel
import Processes

/// What key figures are made of: a small part of each row, read without the rest.
///
/// The schemas name fields of `ServiceDeskRow` and of the messages inside it by their numbers there; what they leave out is
/// skipped. A test compares the two.
struct FigureFacts: RowView, Hashable {
    let incident: Core
    let turns: [Turn]

    struct Core: Hashable {
        let state: IncidentState
        let classification: Classification
        let assignment: Assignment
        let times: Times
        let waiting: Waiting
        let counts: Counts
        let resolution: Resolution?
        let major: Major?
    }
    struct Classification: Hashable {
        let source: IncidentSource
        let priority: Priority?
    }
    struct Assignment: Hashable {
        let group: GroupID?
        let firstGroup: GroupID?
    }
    struct Times: Hashable {
        let detectedAt: Instant
        let loggedAt: Instant
        let firstResponseAt: Instant?
        let resolvedAt: Instant?
    }
    struct Waiting: Hashable { let pausedMicrosAtResolution: Int64 }
    struct Counts: Hashable {
        let reassigned: Int64
        let functionalEscalations: Int64
        let hierarchicalEscalations: Int64
        let pended: Int64
    }
    struct Resolution: Hashable { let restoredAt: Instant? }
    struct Major: Hashable {
        let declaredAt: Instant
        let stoodDownAt: Instant?
    }

    /// Declared major, not stood down, and open.
    var isOpenMajor: Bool { incident.state.isOpen && incident.major.map { $0.stoodDownAt == nil } ?? false }
}

extension FigureFacts {
    init(_ row: ServiceDeskRow) {
        let incident = row.incident
        let (counts, times) = (incident.counts, incident.times)
        turns = row.turns
        self.incident = Core(
            state: incident.state,
            classification: Classification(
                source: incident.classification.source, priority: incident.classification.priority),
            assignment: Assignment(group: incident.assignment.group, firstGroup: incident.assignment.firstGroup),
            times: Times(
                detectedAt: times.detectedAt, loggedAt: times.loggedAt, firstResponseAt: times.firstResponseAt,
                resolvedAt: times.resolvedAt),
            waiting: Waiting(pausedMicrosAtResolution: incident.waiting.pausedMicrosAtResolution),
            counts: Counts(
                reassigned: counts.reassigned, functionalEscalations: counts.functionalEscalations,
                hierarchicalEscalations: counts.hierarchicalEscalations, pended: counts.pended),
            resolution: incident.resolution.map { Resolution(restoredAt: $0.restoredAt) },
            major: incident.major.map { Major(declaredAt: $0.declaredAt, stoodDownAt: $0.stoodDownAt) })
    }
}

extension FigureFacts: WireMessage {
    static let schema = Schema(
        Field(1, "incident", \FigureFacts.incident, "The incident."),
        Field(2, "turns", \.turns, "When it became open and when it ceased to be."))
}

extension FigureFacts.Core: WireMessage {
    static let schema = Schema(
        Field(3, "state", \FigureFacts.Core.state, "The state."),
        Field(4, "classification", \.classification, "What kind."),
        Field(5, "assignment", \.assignment, "Who has it."),
        Field(6, "times", \.times, "When things happened."),
        Field(7, "waiting", \.waiting, "How long it waited."),
        Field(8, "counts", \.counts, "How often things happened."),
        Field(10, "resolution", \.resolution, "How it ended."),
        Field(11, "major", \.major, "That it was declared major."))
}

extension FigureFacts.Classification: WireMessage {
    static let schema = Schema(
        Field(1, "source", \FigureFacts.Classification.source, "Where it was noticed."),
        Field(10, "priority", \.priority, "The order of work."))
}

extension FigureFacts.Assignment: WireMessage {
    static let schema = Schema(
        Field(1, "group", \FigureFacts.Assignment.group, "The group that has it."),
        Field(3, "firstGroup", \.firstGroup, "The group that had it first."))
}

extension FigureFacts.Times: WireMessage {
    static let schema = Schema(
        Field(1, "detectedAt", \FigureFacts.Times.detectedAt, "First noticed."),
        Field(2, "loggedAt", \.loggedAt, "Logged."),
        Field(4, "firstResponseAt", \.firstResponseAt, "First response."),
        Field(6, "resolvedAt", \.resolvedAt, "Last resolution, while it holds."))
}

extension FigureFacts.Waiting: WireMessage {
    static let schema = Schema(
        Field(
            6, "pausedMicrosAtResolution", \FigureFacts.Waiting.pausedMicrosAtResolution,
            "Waits over at the last resolution, microseconds."))
}

extension FigureFacts.Counts: WireMessage {
    static let schema = Schema(
        Field(2, "reassigned", \FigureFacts.Counts.reassigned, "Hand-overs from one group to another."),
        Field(3, "functionalEscalations", \.functionalEscalations, "Escalations by expertise."),
        Field(4, "hierarchicalEscalations", \.hierarchicalEscalations, "Escalations by authority."),
        Field(7, "pended", \.pended, "Waits."))
}

extension FigureFacts.Resolution: WireMessage {
    static let schema = Schema(
        Field(4, "restoredAt", \FigureFacts.Resolution.restoredAt, "When the service ran again."))
}

extension FigureFacts.Major: WireMessage {
    static let schema = Schema(
        Field(1, "declaredAt", \FigureFacts.Major.declaredAt, "Declared."),
        Field(2, "stoodDownAt", \.stoodDownAt, "Stood down."))
}
