import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook change assess`
struct ChangeAssessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess",
        abstract:
            "Record what it would reach and gets in the way of, from the configuration graph, and how risky it is.",
        discussion: examples(
            "change assess CHG-2026-000001",
            "change assess CHG-2026-000001 --answer tested=yes --answer backout=planned --answer done-before=once "
                + "--answer outage=none"))

    @Option(
        help: ArgumentHelp(
            "An answer of the risk questionnaire; all of them, or none. See 'logbook change rules show'.",
            valueName: "question=answer"), transform: attribute)
    var answer: [AttributeValue] = []
    @OptionGroup
    var change: ChangeWriting

    func run() async throws {
        let (number, answers) = (change.number, answer.map { RiskAnswer(question: $0.name, answer: $0.value) })
        try await change.options.record(
            on: number.stream, asking: { try await $0.assessment(of: number, answers: answers) })
    }
}

/// `logbook change accept`
struct ChangeAcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Accept a request, to be assessed later.",
        discussion: examples("change accept CHG-2026-000001"))

    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in DecideOnRequest() } }
}

/// `logbook change reject`
struct ChangeRejectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Turn a request down before it is assessed; --reason says why.",
        discussion: examples("change reject CHG-2026-000001 --reason \"planned for the next quarter already\""))

    @OptionGroup
    var change: ChangeWriting

    func run() async throws {
        try await change.record { _ in DecideOnRequest(rejectedBecause: change.options.write.reason ?? "") }
    }
}

/// `logbook change prioritise`
struct ChangePrioritiseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prioritise", abstract: "Put it into a category and give it a priority.",
        discussion: examples("change prioritise CHG-2026-000001 --category network --priority 2"))

    @Option(help: "What kind of change it is.")
    var category: String
    @Option(help: "1, the highest, to 5.")
    var priority: Int64
    @OptionGroup
    var change: ChangeWriting

    func run() async throws {
        try await change.record { _ in PrioritiseChange(category: category, priority: priority) }
    }
}
