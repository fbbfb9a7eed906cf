import ArgumentParser
import EventModel
import Glibc

/// Who does something, when and why: taken by every command that records.
struct WriteOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Who does it (default: LOGBOOK_ACTOR, else the system's user).", valueName: "who"))
    var actor: String?

    @Option(name: .long, help: ArgumentHelp("The person for whom it is done.", valueName: "who"))
    var onBehalfOf: String?

    @Option(
        name: .long,
        help: ArgumentHelp("When it happened, if not now (\(TimeArgument.help)).", valueName: "instant"),
        transform: TimeArgument.parse)
    var occurredAt: TimeArgument?

    @Option(name: .long, help: ArgumentHelp("Why; kept with the event.", valueName: "text"))
    var reason: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Repeating a command with the same id records nothing twice.", valueName: "uuid"),
        transform: commandID)
    var commandId: CommandID?

    func acting() throws(Failure) -> Actor {
        let principal = try person(actor ?? environmentActor ?? systemUser, "--actor")
        let other: PersonID? = if let onBehalfOf { try person(onBehalfOf, "--on-behalf-of") } else { nil }
        return .person(principal, onBehalfOf: other)
    }

    private func person(_ name: String, _ option: String) throws(Failure) -> PersonID {
        let person = PersonID(name)
        if let problem = person.problem {
            throw Failure(.usage, "\(option) '\(name.printable)' will not do: \(problem)")
        }
        return person
    }

    private var environmentActor: String? {
        Terminal.variable("LOGBOOK_ACTOR").flatMap { $0.isEmpty ? nil : $0 }
    }

    private var systemUser: String {
        if let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name { return String(cString: name) }
        return "uid-\(geteuid())"
    }
}

@Sendable private func commandID(_ text: String) throws -> CommandID {
    guard let id = CommandID(parsing: text) else {
        throw ValidationError("expected a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057")
    }
    return id
}
