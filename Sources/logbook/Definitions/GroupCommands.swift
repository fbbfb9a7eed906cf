import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook group …`
struct GroupCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Support groups.",
        discussion: examples("group define messaging --tier 2 --contact person-21", "group show messaging"),
        subcommands: [GroupShowCommand.self, GroupDefineCommand.self])
}

/// `logbook group define`
struct GroupDefineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "define", abstract: "Set up a group; the last definition holds.",
        discussion: examples("group define messaging --tier 2 --contact person-21 --contact person-22"))

    @Argument(help: "The group.", transform: identifier)
    var group: GroupID
    @Option(help: "1 is the desk, 2 and more stand behind it.")
    var tier: Int64
    @Option(help: "Whom to call; may be repeated, the first one first.", transform: identifier)
    var contact: [PersonID]
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let stream = StreamID(category: SupportGroupProcess.category, key: group.rawValue)
        try await options.record(on: stream) { _ in DefineSupportGroup(tier: tier, contacts: contact) }
    }
}

/// `logbook group show`
struct GroupShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a group, now or then.", discussion: examples("group show messaging"))

    @Argument(help: "The group.", transform: identifier)
    var group: GroupID
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let stream = StreamID(category: SupportGroupProcess.category, key: group.rawValue)
        guard let found = try await query.state(of: stream, in: SupportGroupProcess.self) else {
            throw Failure(.notFound, "no group \(group) is set up; see 'logbook group define'")
        }
        try query.write([
            "group": .string(group.rawValue), "tier": .integer(found.tier),
            "contacts": .array(found.contacts.map { .string($0.rawValue) }),
        ])
    }
}
