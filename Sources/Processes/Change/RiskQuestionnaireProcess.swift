public import EventModel

/// Other questions are asked from now on.
public struct RiskQuestionnairePublished: DomainEvent {
    public let version: UInt64
    public let questions: [RiskQuestion]
    public let mediumFrom: Int64
    public let highFrom: Int64

    public init(version: UInt64, questions: [RiskQuestion], mediumFrom: Int64, highFrom: Int64) {
        (self.version, self.questions) = (version, questions)
        (self.mediumFrom, self.highFrom) = (mediumFrom, highFrom)
    }

    public static let type = EventType(
        "RiskQuestionnairePublished", version: 1,
        Field(1, "version", \RiskQuestionnairePublished.version, "The questionnaire's version, from 1."),
        Field(2, "questions", \.questions, "What is asked."),
        Field(3, "mediumFrom", \.mediumFrom, "From how many points on the risk is medium."),
        Field(4, "highFrom", \.highFrom, "From how many points on it is high."))
    public static let summary = "Other questions about the risk of changes came into force."
    public static let example = RiskQuestionnairePublished(
        version: 2, questions: [RiskQuestion(name: "tested", points: [.init("yes", 0), .init("no", 7)])],
        mediumFrom: 3, highFrom: 7)
}

public enum RiskQuestionnaireEvent: EventUnion {
    case published(RiskQuestionnairePublished)

    public static let catalogue = EventCatalogue<RiskQuestionnaireEvent>([
        EventMember(RiskQuestionnaireEvent.published)
    ])
    public var event: any DomainEvent {
        switch self {
        case .published(let event): event
        }
    }
}

/// The one questionnaire: the last published is in force.
public enum RiskQuestionnaireProcess: Decider {
    public static let category = "riskquestionnaire"
    public static func initial(_: StreamID) -> RiskQuestionnaire { .standard }

    public static func evolve(_ state: inout RiskQuestionnaire, _ event: RiskQuestionnaireEvent, _: RecordedEvent) {
        switch event {
        case .published(let event):
            state = RiskQuestionnaire(
                version: event.version, questions: event.questions, mediumFrom: event.mediumFrom,
                highFrom: event.highFrom)
        }
    }
}

/// Publishes questions; they are asked from then on.
public struct PublishRiskQuestionnaire: Command {
    public typealias Process = RiskQuestionnaireProcess
    public let questions: [RiskQuestion]
    public let mediumFrom: Int64
    public let highFrom: Int64

    public init(_ questions: [RiskQuestion], mediumFrom: Int64, highFrom: Int64) {
        (self.questions, self.mediumFrom, self.highFrom) = (questions, mediumFrom, highFrom)
    }

    public func decide(
        _ state: RiskQuestionnaire, _: DecisionContext
    ) throws(RiskQuestionnaireRejection) -> Decision<RiskQuestionnaireEvent> {
        guard !questions.isEmpty else { throw .noQuestions }
        guard Set(questions.map(\.name)).count == questions.count else { throw .askedTwice }
        for question in questions {
            let answers = question.points
            guard question.name.nonEmpty != nil, Set(answers.map(\.answer)).count == answers.count, answers.count >= 2
            else { throw .noChoice(question.name) }
            if let wrong = answers.first(where: { !(0...100).contains($0.points) }) {
                throw .pointsOutOfRange(wrong.points)
            }
        }
        guard 0 < mediumFrom, mediumFrom < highFrom else { throw .limitsOutOfOrder(mediumFrom, highFrom) }
        guard (questions, mediumFrom, highFrom) != (state.questions, state.mediumFrom, state.highFrom) else {
            throw .unchanged(version: state.version)
        }
        return [
            .published(
                RiskQuestionnairePublished(
                    version: state.version + 1, questions: questions, mediumFrom: mediumFrom, highFrom: highFrom))
        ]
    }
}

/// Why a questionnaire was not published.
public enum RiskQuestionnaireRejection: CommandRejection {
    case noQuestions
    case askedTwice
    case noChoice(String)
    case pointsOutOfRange(Int64)
    case limitsOutOfOrder(Int64, Int64)
    case unchanged(version: UInt64)

    public var description: String {
        switch self {
        case .noQuestions: "it asks nothing"
        case .askedTwice: "it asks a question twice"
        case .noChoice(let question): "question \"\(question)\" needs a name and two different answers at least"
        case .pointsOutOfRange(let found): "an answer counts 0 to 100 points, not \(found)"
        case .limitsOutOfOrder(let medium, let high):
            "medium begins above 0 and below high, and not at \(medium) where high begins at \(high)"
        case .unchanged(let version): "version \(version), which is in force, says the same"
        }
    }
}
