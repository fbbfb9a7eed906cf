import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook policies …`
struct PolicyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policies", abstract: "What happens by itself: rules by which one thing sets another in motion.",
        discussion: """
            Policies act at the end of every command that records something, in their own names and with the event that \
            caused it. Enabling and disabling one is recorded: with --as-of and --as-known-at, list and show say what was in \
            force at a moment, and leave out how far each has got, which only the present has.

            \(examples("policies list", "policies disable parent-resolves-children --reason \"Audit\""))
            """,
        subcommands: [
            PolicyListCommand.self, PolicyShowCommand.self, PolicyEnableCommand.self, PolicyDisableCommand.self,
        ])
}

/// `logbook policies list`
struct PolicyListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List every policy, whether it is in force, and what came of it.",
        discussion: examples("policies list", "policies list --format json"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let rows = try await query.policyStatuses().map(\.json)
        var writer = RowWriter(
            StandardOutput(), query.format.format,
            columns: [
                Column("name", "POLICY", width: 34), Column("version", "VERSION", width: 7, isRight: true),
                Column("state", "STATE", width: 12), Column("since", "SINCE", width: 9, isRight: true),
                Column("fired", "FIRED", width: 9, isRight: true),
                Column("refused", "REFUSED", width: 9, isRight: true),
                Column("failing", "FAILING", width: 7, isRight: true) { value in
                    guard case .array(let failures) = value else { return value.cell }
                    return String(failures.count)
                },
            ],
            keys: PolicyStatus.keys)
        for row in rows { try writer.write(row) }
        try writer.finish()
    }
}

/// `logbook policies show`
struct PolicyShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what a policy does, and what came of it.",
        discussion: examples("policies show parent-resolves-children"))

    @Argument(help: "The policy's name.", transform: KnownPolicy.init)
    var known: KnownPolicy
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        for status in try await query.policyStatuses() where status.policy.name == known.policy.name {
            try query.write(status.json)
        }
    }
}

/// `logbook policies enable`
struct PolicyEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Put a policy in force: it reacts to what happens from then on.",
        discussion: examples("policies enable parent-resolves-children"))

    @Argument(help: "The policy's name.", transform: KnownPolicy.init)
    var known: KnownPolicy
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: known.policy.stream) { _ in EnablePolicy(known.policy) }
    }
}

/// `logbook policies disable`
struct PolicyDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Take a policy out of force: it does nothing any more.",
        discussion: examples("policies disable parent-resolves-children --reason \"Audit\""))

    @Argument(help: "The policy's name.", transform: KnownPolicy.init)
    var known: KnownPolicy
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: known.policy.stream) { _ in DisablePolicy(known.policy) }
    }
}

/// A policy by its name. A box, for the compiler crashes (Swift 6.3.1) where a property wrapper holds an existential.
struct KnownPolicy: Sendable {
    let policy: any Policy

    @Sendable init(_ name: String) throws {
        guard let policy = PolicyCatalogue.policies.first(where: { $0.name == name }) else {
            let names = PolicyCatalogue.policies.map(\.name).joined(separator: ", ")
            throw ValidationError("no policy is named '\(name)'; there are \(names)")
        }
        self.policy = policy
    }
}

extension QueryOptions {
    fileprivate func policyStatuses() async throws(Failure) -> [PolicyStatus] {
        let engine = try await log.openForReading()
        do {
            let statuses = try await engine.policies(moment.moment(in: engine.zone))
            await engine.close()
            return statuses
        } catch {
            throw Failure(error)
        }
    }
}
