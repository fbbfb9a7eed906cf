import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook ci …`
struct CICommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ci", abstract: "Configuration items: what there is, what depends on what, and since when.",
        discussion: examples(
            "ci register db-1 --class Database --name Orders", "ci relate shop dependsOn db-1", "ci impact db-1",
            "ci impact db-1 --as-of 2026-03-31 --format json", "ci spof shop", "ci diff --from 2026-01-01 --to now"),
        groupedSubcommands: [
            CommandGroup(
                name: "Record",
                subcommands: [
                    CIRegisterCommand.self, CISetCommand.self, CICorrectCommand.self, CIStatusCommand.self,
                    CIReclassifyCommand.self, CIRelateCommand.self, CIUnrelateCommand.self, CIGroupCommand.self,
                    CIRetireCommand.self, CIReactivateCommand.self, CIMergeCommand.self, CIUnmergeCommand.self,
                    CIAttestCommand.self, CIRestrictCommand.self, CIReconcileCommand.self, CIConflictsCommands.self,
                ]),
            CommandGroup(
                name: "Look up",
                subcommands: [CIListCommand.self, CIShowCommand.self, CIHistoryCommand.self, CISchemaCommands.self]),
            CommandGroup(
                name: "Follow the graph",
                subcommands: [
                    CINeighboursCommand.self, CIImpactCommand.self, CIBlastRadiusCommand.self, CISpofCommand.self,
                    CIPathCommand.self, CIComponentsCommand.self, CIOrphansCommand.self, CIDiffCommand.self,
                    CIGraphCommand.self,
                ]),
            CommandGroup(
                name: "Verify",
                subcommands: [
                    CIBaselineCommands.self, CIDriftCommand.self, CIAuditCommands.self, CICoverageCommand.self,
                    CIHealthCommand.self, CIFindingsCommand.self, CIRegulariseCommand.self,
                ]),
        ])
}

/// Which item.
struct CIArgument: ParsableArguments {
    @Argument(help: "The item's id.", transform: ciID)
    var ci: CIID
}

/// An item's id, or the name of its stream.
@Sendable func ciID(_ text: String) throws -> CIID {
    let prefix = CIProcess.category + "-"
    let known: CIID = try identifier(text)
    // An id may begin so itself: only a drawn number of ours is taken for a stream's name.
    return text.hasPrefix(prefix + "CI-") ? CIID(String(text.dropFirst(prefix.count))) : known
}

/// `name=value`; nothing behind the sign takes the attribute away.
@Sendable func attribute(_ text: String) throws -> AttributeValue {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
        throw ValidationError("expected name=value")
    }
    return AttributeValue(String(text[..<sign]), String(text[text.index(after: sign)...]))
}

/// `logbook ci register`
struct CIRegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Put an item on record, under an id or the next number.",
        discussion: examples(
            "ci register db-1 --class Database --name Orders", "ci register --class VM --set uuid=4c4c4544-0051"))

    @Argument(help: "The item's id; without one it draws a number.", transform: ciID)
    var ci: CIID?
    @Option(name: .customLong("class"), help: "Its class; see 'logbook ci schema'.")
    var ciClass: String
    @Option(help: "What people call it.")
    var name: String?
    @Option(help: "Where it stands: ordered, stock, build, test, production or repair.", transform: named)
    var status: CIStatus = .production
    @Option(help: ArgumentHelp("An attribute; may be repeated.", valueName: "name=value"), transform: attribute)
    var set: [AttributeValue] = []
    @Option(help: "Who says so.")
    var source = "manual"
    @Option(help: "The retired item that had this identity before.", transform: ciID)
    var previous: CIID?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let name = name.map { [AttributeValue("name", $0)] } ?? []
        try await options.record(on: ci?.stream) { _ in
            RegisterCI(
                class: ciClass, status: status, attributes: name + set, source: source, previousIdentity: previous)
        }
    }
}

/// `logbook ci set`
struct CISetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Record that attributes changed in the world.",
        discussion: examples("ci set db-1 version=15.4 owner=data --change CHG-2026-000007", "ci set db-1 owner="))

    @Argument(help: "The item's id.", transform: ciID)
    var ci: CIID
    @Argument(
        help: ArgumentHelp("Attributes; one without a value is taken away.", valueName: "name=value"),
        transform: attribute)
    var attributes: [AttributeValue]
    @Option(help: "Who says so.")
    var source = "manual"
    @Option(help: "The change that it was part of.", transform: identifier)
    var change: ReferenceCode?
    @Option(help: "Until when no other source may write over it; from then on any may.", transform: TimeArgument.parse)
    var until: TimeArgument?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: ci.stream) { zone in
            SetCIAttributes(attributes, source: source, change: change, heldUntil: until?.instant(in: zone))
        }
    }
}

/// `logbook ci correct`
struct CICorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Correct a record that was wrong: nothing changed in the world.",
        discussion: examples("ci correct srv-1 serial=SN-7 --reason 'read from the wrong label'"))

    @Argument(help: "The item's id.", transform: ciID)
    var ci: CIID
    @Argument(
        help: ArgumentHelp("Attributes; one without a value is taken away.", valueName: "name=value"),
        transform: attribute)
    var attributes: [AttributeValue]
    @Option(help: "What shows it.")
    var evidence: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: ci.stream) { _ in CorrectCI(attributes, evidence: evidence) }
    }
}

/// `logbook ci status`
struct CIStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Move an item on in its life.", discussion: examples("ci status srv-1 repair"))

    @Argument(help: "The item's id.", transform: ciID)
    var ci: CIID
    @Argument(help: "ordered, stock, build, test, production or repair.", transform: named)
    var status: CIStatus
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: ci.stream) { _ in ChangeCIStatus(to: status) } }
}

/// `logbook ci attest`
struct CIAttestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attest", abstract: "Vouch for an item's record as it stands.",
        discussion: examples("ci attest srv-1 --note 'seen in rack 2'"))

    @OptionGroup
    var item: CIArgument
    @Option(help: "What was looked at.")
    var note: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: item.ci.stream) { _ in AttestCI(note: note) } }
}
