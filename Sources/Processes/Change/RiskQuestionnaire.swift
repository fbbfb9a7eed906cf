public import EventModel

/// The questions by which the risk of a change is scored; versioned, as answers count what they counted when they were given.
public struct RiskQuestionnaire: Sendable, Hashable {
    public let version: UInt64
    public let questions: [RiskQuestion]
    /// From how many points on the risk is medium, and high.
    public let mediumFrom: Int64
    public let highFrom: Int64

    public static let stream = StreamID(category: RiskQuestionnaireProcess.category, key: "change")

    /// What is asked where nobody published anything else.
    public static let standard = RiskQuestionnaire(
        version: 0,
        questions: [
            RiskQuestion(name: "tested", points: [.init("yes", 0), .init("partly", 2), .init("no", 4)]),
            RiskQuestion(name: "backout", points: [.init("tested", 0), .init("planned", 1), .init("none", 4)]),
            RiskQuestion(name: "done-before", points: [.init("often", 0), .init("once", 1), .init("never", 3)]),
            RiskQuestion(name: "outage", points: [.init("none", 0), .init("short", 1), .init("long", 3)]),
        ],
        mediumFrom: 4, highFrom: 8)

    public init(version: UInt64, questions: [RiskQuestion], mediumFrom: Int64, highFrom: Int64) {
        (self.version, self.questions) = (version, questions)
        (self.mediumFrom, self.highFrom) = (mediumFrom, highFrom)
    }

    /// The sum of the points; each question answered once, with one of its answers.
    func score(_ answers: [RiskAnswer]) throws(ChangeRejection) -> ChangeRiskScored {
        var score: Int64 = 0
        for question in questions {
            let given = answers.filter { $0.question == question.name }
            guard given.count == 1, let answer = given.first else {
                throw .missing("one answer to the question \(question.name)")
            }
            guard let points = question.points.first(where: { $0.answer == answer.answer }) else {
                let known = question.points.map(\.answer).joined(separator: ", ")
                throw .invalid(what: "the answer to \(question.name)", problem: "it is one of \(known)")
            }
            score += points.points
        }
        if let other = answers.first(where: { answer in !questions.contains { $0.name == answer.question } }) {
            throw .invalid(what: "the answer to \(other.question)", problem: "nobody asks that")
        }
        let level: RiskLevel = score >= highFrom ? .high : score >= mediumFrom ? .medium : .low
        return ChangeRiskScored(questionnaireVersion: version, answers: answers, score: score, level: level)
    }
}

/// One question, and what its answers count.
public struct RiskQuestion: Sendable, Hashable {
    public var name: String
    public var points: [AnswerPoints]

    public init(name: String, points: [AnswerPoints]) { (self.name, self.points) = (name, points) }
}

/// What one answer counts.
public struct AnswerPoints: Sendable, Hashable {
    public var answer: String
    public var points: Int64

    public init(_ answer: String, _ points: Int64) { (self.answer, self.points) = (answer, points) }
}

extension RiskQuestion: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \RiskQuestion.name, "The question, in a word."),
        Field(2, "points", \.points, "Its answers."))
}

extension AnswerPoints: WireMessage {
    public static let schema = Schema(
        Field(1, "answer", \AnswerPoints.answer, "The answer."),
        Field(2, "points", \.points, "What it counts, 0 to 100."))
}

extension Facts {
    /// The questionnaire in force, for commands that need `RiskQuestionnaire.stream`.
    var questionnaire: RiskQuestionnaire {
        state(of: RiskQuestionnaire.stream, in: RiskQuestionnaireProcess.self) ?? .standard
    }
}
