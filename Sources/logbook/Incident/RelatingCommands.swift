import ArgumentParser
import Processes

/// `logbook incident parent`
struct ParentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parent", abstract: "Make it the child of another: resolving the parent then resolves it.",
        discussion: examples("incident parent INC-2026-000002 INC-2026-000001"))

    @Argument(help: "The child's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Argument(help: "The parent's number.", transform: incidentNumber)
    var parent: IncidentNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in SetParent(parent) }
    }
}

/// `logbook incident unparent`
struct UnparentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unparent", abstract: "Make a child stand alone again.",
        discussion: examples("incident unparent INC-2026-000002"))

    @Argument(help: "The child's number.", transform: incidentNumber)
    var number: IncidentNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in RemoveParent() }
    }
}

/// `logbook incident merge`
struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make a duplicate one with its survivor; its work moves there.",
        discussion: examples("incident merge INC-2026-000002 --into INC-2026-000001"))

    @Argument(help: "The duplicate's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "The survivor's number.", transform: incidentNumber)
    var into: IncidentNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in MergeIncident(into: into) }
    }
}

/// `logbook incident unmerge`
struct UnmergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge", abstract: "Take a merge back, with a reason.",
        discussion: examples("incident unmerge INC-2026-000002 --reason \"Another relay\""))

    @Argument(help: "The duplicate's number.", transform: incidentNumber)
    var number: IncidentNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in UnmergeIncident() }
    }
}
