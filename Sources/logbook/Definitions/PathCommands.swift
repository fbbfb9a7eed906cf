import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook path …`
struct PathCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Escalation paths: who is called when an incident does not get on.",
        discussion: examples("path define mail --level 60:person-2,person-3 --level 240:person-1", "path show mail"),
        subcommands: [PathShowCommand.self, PathDefineCommand.self])
}

/// `logbook path define`
struct PathDefineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "define", abstract: "Define the path of a service; it holds from then on.",
        discussion: examples("path define mail --level 60:person-2,person-3 --level 240:person-1"))

    @Argument(help: "The service.", transform: identifier)
    var service: ServiceID
    @Option(
        help: ArgumentHelp(
            "A level, from 1: after how many minutes it is reached, and who is called.", valueName: "minutes:people"),
        transform: step)
    var level: [(afterMinutes: Int64, contacts: [PersonID])]
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let levels = level.enumerated().map { index, step in
            EscalationLevel(level: Int64(index) + 1, afterMinutes: step.afterMinutes, contacts: step.contacts)
        }
        try await options.record(on: EscalationPath.stream(of: service)) { _ in DefineEscalationPath(levels: levels) }
    }
}

@Sendable private func step(_ text: String) throws -> (afterMinutes: Int64, contacts: [PersonID]) {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let minutes = Int64(parts[0]) else {
        throw ValidationError("expected minutes and people, such as 60:person-2,person-3")
    }
    return (minutes, try parts[1].split(separator: ",").map { try identifier(String($0)) })
}

/// `logbook path show`
struct PathShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the path of a service, now or then.",
        discussion: examples("path show mail"))

    @Argument(help: "The service.", transform: identifier)
    var service: ServiceID
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let path = try await query.state(of: EscalationPath.stream(of: service), in: EscalationPathProcess.self)
        guard let path else {
            throw Failure(.notFound, "no escalation path is defined for \(service); see 'logbook path define'")
        }
        let levels = path.levels.map { level in
            JSONValue.object([
                "level": .integer(level.level), "afterMinutes": .integer(level.afterMinutes),
                "contacts": .array(level.contacts.map { .string($0.rawValue) }),
            ])
        }
        try query.write([
            "service": .string(service.rawValue), "version": .integer(Int64(path.version)), "levels": .array(levels),
        ])
    }
}
