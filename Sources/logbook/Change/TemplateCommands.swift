import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook template …`
struct TemplateCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Templates of standard changes, approved once and for all.",
        discussion: examples(
            "template approve renew --title \"Renew a certificate\" --plan \"Install\" --backout \"Put back\" "
                + "--author person-4",
            "template suspend renew --reason \"the authority changed\"", "template list"),
        subcommands: [
            TemplateListCommand.self, TemplateShowCommand.self, TemplateApproveCommand.self,
            TemplateSuspendCommand.self,
        ])
}

/// `logbook template approve`
struct TemplateApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve a template that another wrote, a new version of it, or it anew.",
        discussion: examples(
            "template approve renew --title \"Renew a certificate\" --plan \"Install\" --backout \"Put back\" "
                + "--class PhysicalServer --author person-4"))

    @Argument(help: "What it is called.", transform: identifier)
    var code: ReferenceCode
    @Option(help: "What it is for.")
    var title: String
    @Option(name: .customLong("plan"), help: "What is done.")
    var steps: String
    @Option(help: "How it is taken back.")
    var backout: String
    @Option(help: "How anybody can tell that it worked.")
    var tests: String?
    @Option(name: .customLong("class"), help: "A class of items that it is for, if not all; may be repeated.")
    var classes: [String] = []
    @Option(help: "Who wrote it: somebody other than who approves it.", transform: identifier)
    var author: PersonID
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let plan = ChangePlan(steps: steps, backout: backout, tests: tests ?? "")
        try await options.record(on: ChangeTemplate.stream(of: code)) { _ in
            ApproveChangeTemplate(title: title, plan: plan, classes: classes, author: author)
        }
    }
}

/// `logbook template suspend`
struct TemplateSuspendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend", abstract: "Take a template out of use until it is approved anew; --reason says why.",
        discussion: examples("template suspend renew --reason \"the authority changed\""))

    @Argument(help: "What it is called.", transform: identifier)
    var code: ReferenceCode
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: ChangeTemplate.stream(of: code)) { _ in SuspendChangeTemplate() }
    }
}

/// `logbook template list`
struct TemplateListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List templates in the order of their names, now or then.",
        discussion: examples("template list --format json"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let format = query.format.format
        let columns = [
            Column("code", "TEMPLATE", width: 20), Column("version", "VERSION", width: 7, isRight: true),
            Column("live", "LIVE", width: 5), Column("title", "TITLE", width: 0),
        ]
        let keys = [
            "code", "title", "version", "live", "suspension", "author", "classes", "steps", "backout", "tests",
            "implementer", "failures",
        ]
        do {
            try await engine.read(ChangeTemplateTable.self, query.moment.moment(in: engine.zone)) { table in
                var writer = RowWriter(StandardOutput(), format, columns: columns, keys: keys)
                var failure: Failure?
                try table.scanRows { _, row in
                    guard case .object(let object) = row.json else { return .more }
                    do throws(Failure) { try writer.write(object) } catch { failure = error }
                    return failure == nil ? .more : .enough
                }
                if let failure { throw failure }
                try writer.finish()
            }
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
    }
}

/// `logbook template show`
struct TemplateShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a template, now or then.", discussion: examples("template show renew"))

    @Argument(help: "What it is called.", transform: identifier)
    var code: ReferenceCode
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.show(
            ChangeTemplate.stream(of: code), in: ChangeTemplateProcess.self,
            else: "there is no template \(code); see 'logbook template list'"
        ) { found in
            guard let found, case .object(let object) = ChangeTemplateRow(code: code, template: found).json else {
                return nil
            }
            return object
        }
    }
}
