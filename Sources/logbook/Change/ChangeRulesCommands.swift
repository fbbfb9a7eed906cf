import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook change rules …`
struct ChangeRulesCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Who approves changes, how many and how long, and what is asked about their risk.",
        discussion: examples(
            "change rules show", "change rules publish --quorum 2 --approver person-8 --approver person-9"),
        subcommands: [
            ChangeRulesShowCommand.self, ChangeRulesPublishCommand.self, ChangeRulesAskCommand.self,
            ChangeRulesCategoriesCommand.self,
        ])
}

/// `logbook change rules publish`
struct ChangeRulesPublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish rules; what is not given stays. They hold for what is submitted from then on.",
        discussion: examples(
            "change rules publish --quorum 2 --approver person-8 --approver person-9 --approval-hours 48"))

    @Option(help: "How many different people approve a normal change.")
    var quorum: Int64?
    @Option(help: "The same where its risk is high.")
    var highRiskQuorum: Int64?
    @Option(help: "The same of an emergency.")
    var emergencyQuorum: Int64?
    @Option(help: "Who may approve; may be repeated.", transform: identifier)
    var approver: [PersonID] = []
    @Flag(help: "Everybody may approve who has nothing to do with the change.")
    var anyApprover = false
    @Option(help: "The advisory board whose members approve.", transform: identifier)
    var board: ReferenceCode?
    @Option(help: "How long an approval is waited for.")
    var approvalHours: Int64?
    @Option(help: "How long after its start an emergency may be approved.")
    var retrospectiveHours: Int64?
    @Option(help: "After how many failures a template is suspended.")
    var templateFailures: Int64?
    @OptionGroup
    var options: RecordingOptions

    func validate() throws {
        if [anyApprover, !approver.isEmpty, board != nil].filter({ $0 }).count > 1 {
            throw ValidationError("give one of --approver, --any-approver and --board")
        }
    }

    func run() async throws {
        try await options.record(
            on: ChangeRules.stream,
            asking: { engine in
                var rules = try await engine.state(of: ChangeRules.stream, in: ChangeRulesProcess.self)
                rules.quorum = quorum ?? rules.quorum
                rules.highRiskQuorum = highRiskQuorum ?? max(rules.highRiskQuorum, rules.quorum)
                rules.emergencyQuorum = emergencyQuorum ?? rules.emergencyQuorum
                if anyApprover || !approver.isEmpty || board != nil {
                    (rules.approvers, rules.board) = (approver, board)
                }
                rules.approvalHours = approvalHours ?? rules.approvalHours
                rules.retrospectiveHours = retrospectiveHours ?? rules.retrospectiveHours
                rules.templateFailures = templateFailures ?? rules.templateFailures
                return PublishApprovalPolicy(rules)
            })
    }
}

/// `logbook change rules categories`
struct ChangeRulesCategoriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "categories",
        abstract: "Publish the categories that changes are put into, and what their priorities mean.",
        discussion: examples(
            "change rules categories --category network --category software --priority \"at once\" --priority \"this week\""
        ))

    @Option(help: "A category; may be repeated.")
    var category: [String]
    @Option(help: "What a priority means, from 1, the highest; may be repeated.")
    var priority: [String]
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: ChangeScheme.stream) { _ in
            PublishChangeScheme(categories: category, priorities: priority)
        }
    }
}

/// `logbook change rules ask`
struct ChangeRulesAskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Publish the questionnaire of risks: its questions, and what their answers count.",
        discussion: examples(
            "change rules ask --question tested:yes=0,no=4 --question outage:none=0,short=1,long=3 --medium-from 3 "
                + "--high-from 5"))

    @Option(
        help: ArgumentHelp("A question with its answers.", valueName: "name:answer=points,…"), transform: riskQuestion)
    var question: [RiskQuestion]
    @Option(help: "From how many points on the risk is medium.")
    var mediumFrom: Int64
    @Option(help: "From how many points on it is high.")
    var highFrom: Int64
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: RiskQuestionnaire.stream) { _ in
            PublishRiskQuestionnaire(question, mediumFrom: mediumFrom, highFrom: highFrom)
        }
    }
}

@Sendable private func riskQuestion(_ text: String) throws -> RiskQuestion {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    let answers = try (parts.count == 2 ? parts[1] : "").split(separator: ",").map { answer in
        let halves = answer.split(separator: "=").map(String.init)
        guard halves.count == 2, let points = Int64(halves[1]) else {
            throw ValidationError("expected a question with its answers, such as tested:yes=0,no=4")
        }
        return AnswerPoints(halves[0], points)
    }
    return RiskQuestion(name: parts.first ?? "", points: answers)
}

/// `logbook change rules show`
struct ChangeRulesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the rules in force, now or then.",
        discussion: examples("change rules show"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let rules = try await query.state(of: ChangeRules.stream, in: ChangeRulesProcess.self)
        let asked = try await query.state(of: RiskQuestionnaire.stream, in: RiskQuestionnaireProcess.self)
        let scheme = try await query.state(of: ChangeScheme.stream, in: ChangeSchemeProcess.self)
        let questions = asked.questions.map { question in
            JSONValue.object([
                "name": .string(question.name),
                "answers": .object(question.points.reduce(into: JSONObject()) { $0[$1.answer] = .integer($1.points) }),
            ])
        }
        try query.write([
            "version": .integer(Int64(rules.version)), "quorum": .integer(rules.quorum),
            "highRiskQuorum": .integer(rules.highRiskQuorum), "emergencyQuorum": .integer(rules.emergencyQuorum),
            "approvers": .array(rules.approvers.map { .string($0.rawValue) }),
            "board": (rules.board?.rawValue).map(JSONValue.string) ?? .null,
            "approvalHours": .integer(rules.approvalHours), "retrospectiveHours": .integer(rules.retrospectiveHours),
            "templateFailures": .integer(rules.templateFailures),
            "questionnaireVersion": .integer(Int64(asked.version)), "questions": .array(questions),
            "categoriesVersion": .integer(Int64(scheme.version)),
            "categories": .array(scheme.categories.map(JSONValue.string)),
            "priorities": .array(scheme.priorities.map(JSONValue.string)),
            "mediumFrom": .integer(asked.mediumFrom), "highFrom": .integer(asked.highFrom),
        ])
    }
}
