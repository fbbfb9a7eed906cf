import ArgumentParser
import EventModel
import Processes

/// How a change is made: what a request and a plan take alike.
struct ChangePlanOptions: ParsableArguments {
    @Option(name: .customLong("ci"), help: "An item to be changed; may be repeated.", transform: ciID)
    var cis: [CIID] = []
    @Option(name: .customLong("attribute"), help: "An attribute to be changed, if not all; may be repeated.")
    var attributes: [String] = []
    @Option(name: .customLong("plan"), help: "What is done.")
    var steps: String?
    @Option(help: "How it is taken back.")
    var backout: String?
    @Option(help: "How anybody can tell that it worked.")
    var tests: String?
    @Option(help: WindowArgument.help, transform: WindowArgument.parse)
    var window: WindowArgument?
    @Option(help: "Who does it.", transform: identifier)
    var implementer: PersonID?
    @Option(
        help: ArgumentHelp("What an attribute is to be afterwards; may be repeated.", valueName: "name=value"),
        transform: attribute)
    var set: [AttributeValue] = []

    func plan(in zone: ZoneRules) -> ChangePlan {
        ChangePlan(
            steps: steps ?? "", backout: backout ?? "", tests: tests ?? "", window: window?.window(in: zone),
            implementer: implementer, values: set)
    }
}

/// `logbook change request`
struct ChangeRequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Ask for a change, with its plan where there is one already.",
        discussion: examples(
            "change request --type normal --title \"New certificates\" --ci mx-1 --ci mx-2 --plan \"Install\" "
                + "--backout \"Put the old ones back\" --window 2026-12-01T20:00Z/2026-12-01T22:00Z",
            "change request --type standard --template renew-certificate --title \"mx-1\" --ci mx-1"))

    @Option(help: "standard (approved as a template), normal or emergency.", transform: named)
    var type: ChangeType = .normal
    @Option(help: "What it is, in one line.")
    var title: String
    @OptionGroup(title: "Plan")
    var plan: ChangePlanOptions
    @Option(help: "The service that it is for.", transform: identifier)
    var service: ServiceID?
    @Option(help: "The template of a standard change.", transform: identifier)
    var template: ReferenceCode?
    @Option(help: "The problem that it is to resolve.", transform: identifier)
    var problem: ReferenceCode?
    @Option(help: "What it is good for.")
    var justification: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: nil) { zone in
            RequestChange(
                type: type, title: title, cis: plan.cis, attributes: plan.attributes, plan: plan.plan(in: zone),
                service: service, template: template, problem: problem, justification: justification)
        }
    }
}

/// `logbook change plan`
struct ChangePlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Edit what is changed, how and when; approvals given before are void then.",
        discussion: examples(
            "change plan CHG-2026-000001 --backout \"Put the old ones back\" --implementer person-4",
            "change plan CHG-2026-000001 --window 2026-12-02T20:00Z/2026-12-02T22:00Z"))

    @OptionGroup(title: "Plan")
    var plan: ChangePlanOptions
    @OptionGroup
    var change: ChangeWriting

    func run() async throws {
        try await change.record { zone in
            PlanChange(
                cis: plan.cis.isEmpty ? nil : plan.cis, attributes: plan.attributes.isEmpty ? nil : plan.attributes,
                steps: plan.steps, backout: plan.backout, tests: plan.tests, window: plan.window?.window(in: zone),
                implementer: plan.implementer, values: plan.set.isEmpty ? nil : plan.set)
        }
    }
}
