import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook ci retire`
struct CIRetireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Retire an item; its relationships end, its history stays.",
        discussion: examples("ci retire srv-1 --reason scrapped", "ci retire srv-1 --override 'the service ends today'")
    )

    @OptionGroup
    var item: CIArgument
    @Option(name: .customLong("override"), help: "Why it goes although incidents or services use it.")
    var overriding: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let ci = item.ci
        try await options.record(
            on: ci.stream,
            asking: {
                RetireCI(
                    users: try await $0.users(of: ci), override: overriding,
                    broken: try await $0.groupsBroken(without: ci))
            },
            then: { try await $0.endRelationships(of: ci, $1) })
    }
}

/// `logbook ci reactivate`
struct CIReactivateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reactivate", abstract: "Bring a retired item back.",
        discussion: examples("ci reactivate srv-1 --status stock --reason 'found in the cellar'"))

    @OptionGroup
    var item: CIArgument
    @Option(help: "Where it stands now.", transform: named)
    var status: CIStatus = .stock
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: item.ci.stream) { _ in ReactivateCI(as: status) } }
}

/// `logbook ci reclassify`
struct CIReclassifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reclassify", abstract: "Move an item into another class.",
        discussion: examples("ci reclassify srv-1 VM --reason 'it was moved to a host'"))

    @OptionGroup
    var item: CIArgument
    @Argument(help: "Its class from now on.")
    var ciClass: String
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let ci = item.ci
        try await options.record(
            on: ci.stream,
            asking: { ReclassifyCI(to: ciClass, relationships: try await $0.relationships(of: ci)) })
    }
}

/// `logbook ci restrict`
struct CIRestrictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restrict", abstract: "Show an item only to those who may see such items.",
        discussion: """
            Everything is worked out with it all the same. Unless --show-restricted is given, it is shown as 'restricted' by the \
            graph's answers, in lists and by incidents, and counted by comparisons (diff, drift, coverage). Events name it all \
            the same, and whoever can read the log's files can read it there.

            \(examples("ci restrict cam-1 --reason 'guards the vault'", "ci restrict cam-1 --lift --reason 'removed'"))
            """)

    @OptionGroup
    var item: CIArgument
    @Flag(help: "Show it to everybody again.")
    var lift = false
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: item.ci.stream) { _ in RestrictCI(!lift) } }
}

/// `logbook ci merge`
struct CIMergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make a record one with another: its id means that one from now on.",
        discussion: examples("ci merge srv-9 --into srv-1 --reason 'the same serial'"))

    @OptionGroup
    var item: CIArgument
    @Option(help: "The item that goes on.", transform: ciID)
    var into: CIID
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let (ci, survivor) = (item.ci, into)
        try await options.record(
            on: ci.stream,
            asking: { engine in
                let between = try await engine.relationships(of: ci).map(\.id)
                    .filter { $0.parts?.from == survivor || $0.parts?.to == survivor }
                let broken = try await engine.groupsBroken(without: ci, mergedInto: survivor)
                return MergeCI(into: survivor, between: between, broken: broken)
            })
    }
}

/// `logbook ci unmerge`
struct CIUnmergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge", abstract: "Take a merge back: both ids stand for themselves again.",
        discussion: examples("ci unmerge srv-9 --reason 'two machines with one label'"))

    @OptionGroup
    var item: CIArgument
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: item.ci.stream) { _ in UnmergeCI() } }
}
