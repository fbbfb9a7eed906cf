import ArgumentParser
import EventModel
import ServiceEngine

/// Who does something, when and why: taken by every command that records one thing.
struct WriteOptions: ParsableArguments {
    @OptionGroup
    var acting: ActorOptions

    @Option(
        help: ArgumentHelp("When it happened, if not now (\(TimeArgument.help)).", valueName: "instant"),
        transform: TimeArgument.parse)
    var occurredAt: TimeArgument?

    @Option(help: ArgumentHelp("Why; kept with the event.", valueName: "text"))
    var reason: String?

    @Option(
        help: ArgumentHelp("Repeating a command with the same id records nothing twice.", valueName: "uuid"),
        transform: parseCommandID)
    var commandId: CommandID?

    /// What the options say, with times in the log's zone.
    func envelope(in zone: ZoneRules) throws -> CommandEnvelope {
        CommandEnvelope(
            try acting.actor(), occurredAt: occurredAt?.instant(in: zone), reason: reason, commandID: commandId)
    }
}

@Sendable private func parseCommandID(_ text: String) throws -> CommandID {
    guard let id = CommandID(parsing: text) else {
        throw ValidationError("expected a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057")
    }
    return id
}
