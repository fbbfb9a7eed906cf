public import EventModel

/// What the change would reach, from the configuration graph as the log knew it at a position.
public struct ChangeImpactAssessed: DomainEvent {
    public let graphPosition: Position
    public let asOf: Instant
    public let affected: Int64
    public let services: [CIID]
    public let agreements: [CIID]
    public let consumers: [CIID]

    public init(
        graphPosition: Position, asOf: Instant, affected: Int64, services: [CIID], agreements: [CIID] = [],
        consumers: [CIID] = []
    ) {
        (self.graphPosition, self.asOf, self.affected) = (graphPosition, asOf, affected)
        (self.services, self.agreements, self.consumers) = (services, agreements, consumers)
    }

    public static let type = EventType(
        "ChangeImpactAssessed", version: 1,
        Field(1, "graphPosition", \ChangeImpactAssessed.graphPosition, "As far as the log knew the graph."),
        Field(2, "asOf", \.asOf, "As the graph was at this instant."),
        Field(3, "affected", \.affected, "How many items would suffer if all that is changed were down."),
        Field(4, "services", \.services, "The services among them, in the order of their ids."),
        Field(5, "agreements", \.agreements, "The agreements and contracts that cover these."),
        Field(
            6, "consumers", \.consumers, "The organisations, people and processes that use or are supported by these."))
    public static let summary = "What a change would reach was worked out from the configuration graph."
    public static let example = ChangeImpactAssessed(
        graphPosition: Position(4_120), asOf: Instant(micros: 1_700_000_000_000_000), affected: 12,
        services: ["mail"], agreements: ["sla-mail"], consumers: ["acme"])
}

/// How risky the change is, by a questionnaire.
public struct ChangeRiskScored: DomainEvent {
    public let questionnaireVersion: UInt64
    public let answers: [RiskAnswer]
    public let score: Int64
    public let level: RiskLevel

    public init(questionnaireVersion: UInt64, answers: [RiskAnswer], score: Int64, level: RiskLevel) {
        (self.questionnaireVersion, self.answers) = (questionnaireVersion, answers)
        (self.score, self.level) = (score, level)
    }

    public static let type = EventType(
        "ChangeRiskScored", version: 1,
        Field(1, "questionnaireVersion", \ChangeRiskScored.questionnaireVersion, "The questionnaire's version."),
        Field(2, "answers", \.answers, "What was answered."),
        Field(3, "score", \.score, "The sum of the answers' points."),
        Field(4, "level", \.level, "What that comes to."))
    public static let summary = "The risk of a change was scored by a questionnaire."
    public static let example = ChangeRiskScored(
        questionnaireVersion: 2, answers: [RiskAnswer(question: "tested", answer: "no")], score: 7, level: .high)
}

/// How risky a change is.
public enum RiskLevel: Int32, WireEnum {
    case low = 1
    case medium = 2
    case high = 3
}

/// One question of a questionnaire, answered.
public struct RiskAnswer: Sendable, Hashable {
    public var question: String
    public var answer: String

    public init(question: String, answer: String) { (self.question, self.answer) = (question, answer) }
}

extension RiskAnswer: WireMessage {
    public static let schema = Schema(
        Field(1, "question", \RiskAnswer.question, "Which question."),
        Field(2, "answer", \.answer, "The answer."))
}

/// What a change gets in the way of.
public enum ConflictKind: Int32, WireEnum {
    /// Another change of the same item, or of one that depends on it, at the same time.
    case change = 1
    case freeze = 2
}

/// One thing that the change gets in the way of.
public struct ChangeConflict: Sendable, Hashable {
    public var kind: ConflictKind
    /// The other change, or the freeze.
    public var other: ReferenceCode
    /// The item of the other change that it meets on.
    public var ci: CIID?

    public init(kind: ConflictKind, other: ReferenceCode, ci: CIID? = nil) {
        (self.kind, self.other, self.ci) = (kind, other, ci)
    }
}

extension ChangeConflict: WireMessage {
    public static let schema = Schema(
        Field(1, "kind", \ChangeConflict.kind, "What it gets in the way of."),
        Field(2, "other", \.other, "Which other change, or freeze."),
        Field(3, "ci", \.ci, "On which item."))
}

/// The change gets in the way of something.
public struct ChangeConflictDetected: DomainEvent {
    public let conflict: ChangeConflict
    public let knownAt: Position

    public init(_ conflict: ChangeConflict, knownAt: Position) { (self.conflict, self.knownAt) = (conflict, knownAt) }

    public static let type = EventType(
        "ChangeConflictDetected", version: 1,
        Field(1, "conflict", \ChangeConflictDetected.conflict, "What with."),
        Field(2, "knownAt", \.knownAt, "As far as the log was known when that was looked for."))
    public static let summary = "A change gets in the way of another, or of a freeze."
    public static let example = ChangeConflictDetected(
        ChangeConflict(kind: .change, other: "CHG-2026-000031", ci: "mx-1"), knownAt: Position(4_120))
}

/// The change does not get in the way of it any more.
public struct ChangeConflictCleared: DomainEvent {
    public let conflict: ChangeConflict
    public let knownAt: Position

    public init(_ conflict: ChangeConflict, knownAt: Position) { (self.conflict, self.knownAt) = (conflict, knownAt) }

    public static let type = EventType(
        "ChangeConflictCleared", version: 1,
        Field(1, "conflict", \ChangeConflictCleared.conflict, "What with."),
        Field(2, "knownAt", \.knownAt, "As far as the log was known when that was looked for."))
    public static let summary = "A change does not get in the way of another, or of a freeze, any more."
    public static let example = ChangeConflictCleared(
        ChangeConflict(kind: .freeze, other: "year-end"), knownAt: Position(4_120))
}
