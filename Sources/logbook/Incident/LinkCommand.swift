import ArgumentParser
import Processes

/// `logbook incident link`
struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Link it to a configuration item, a problem, a change or a known error.",
        discussion: examples(
            "incident link INC-2026-000001 --ci mx-1 --role cause",
            "incident link INC-2026-000001 --caused-by CHG-119"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "A configuration item.", transform: identifier)
    var ci: CIID?
    @Option(help: "What the item has to do with it: cause or affected.", transform: named)
    var role: CIRole?
    @Option(help: "A configuration item that has nothing to do with it.", transform: identifier)
    var excludeCi: CIID?
    @Option(help: "A problem.", transform: identifier)
    var problem: ReferenceCode?
    @Option(help: "A change, without saying that it caused it.", transform: identifier)
    var change: ReferenceCode?
    @Option(help: "A change that may have caused it.", transform: identifier)
    var suspect: ReferenceCode?
    @Option(help: "The change that did cause it.", transform: identifier)
    var causedBy: ReferenceCode?
    @Option(help: "A change that did not cause it.", transform: identifier)
    var notCausedBy: ReferenceCode?
    @Option(help: "A known error that it is one of.", transform: identifier)
    var knownError: ReferenceCode?
    @OptionGroup
    var options: RecordingOptions

    func validate() throws {
        let given =
            [ci?.rawValue, excludeCi?.rawValue]
            + [problem, change, suspect, causedBy, notCausedBy, knownError].map { $0?.rawValue }
        if given.compactMap({ $0 }).count != 1 { throw ValidationError("give one thing to link it to") }
        if role != nil, ci == nil { throw ValidationError("--role goes with --ci") }
    }

    func run() async throws {
        if let ci { try await record(LinkCI(ci, role: role ?? .affected)) }
        if let excludeCi { try await record(ExcludeCI(excludeCi)) }
        if let problem { try await record(LinkProblem(problem)) }
        if let change { try await record(LinkChange(change)) }
        if let suspect { try await record(SuggestChangeCause(suspect)) }
        if let causedBy { try await record(ConfirmChangeCause(causedBy)) }
        if let notCausedBy { try await record(RejectChangeCause(notCausedBy)) }
        if let knownError { try await record(MatchKnownError(knownError)) }
    }

    private func record(_ command: some IncidentCommand) async throws {
        try await options.record(on: number) { _ in command }
    }
}
