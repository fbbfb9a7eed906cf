import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// A relationship, as it is written: `shop dependsOn db-1`.
struct RelationshipArguments: ParsableArguments {
    @Argument(help: "Where it begins.", transform: ciID)
    var from: CIID
    @Argument(help: "Its type: dependsOn, runsOn, memberOf, …")
    var type: String
    @Argument(help: "Where it ends.", transform: ciID)
    var to: CIID

    var id: RelationshipID { RelationshipID(from: from, type: type, to: to) }

    func validate() throws {
        guard StreamID(parsing: id.stream.description) != nil else {
            throw ValidationError("\(from) \(type) \(to) makes a name that is too long or holds control characters")
        }
    }
}

/// `logbook ci relate`
struct CIRelateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relate", abstract: "Relate two items, from now on or since another time.",
        discussion: examples(
            "ci relate shop dependsOn db-1",
            "ci relate srv-1 poweredBy pdu-a --valid-from 2026-02-01 --source inventory"))

    @OptionGroup
    var relationship: RelationshipArguments
    @Option(help: "From when on it is so; may lie ahead.", transform: TimeArgument.parse)
    var validFrom: TimeArgument?
    @Option(help: "Until when, exclusive.", transform: TimeArgument.parse)
    var validTo: TimeArgument?
    @Option(
        help: ArgumentHelp("What else is known of it; may be repeated.", valueName: "name=value"), transform: attribute)
    var set: [AttributeValue] = []
    @Option(help: "Who says so.")
    var source = "manual"
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let (from, type, to) = (relationship.from, relationship.type, relationship.to)
        try await options.record(
            on: relationship.id.stream,
            asking: { engine in
                AddRelationship(
                    from: from, type: type, to: to, validFrom: validFrom?.instant(in: engine.zone),
                    validTo: validTo?.instant(in: engine.zone), attributes: set, source: source,
                    wayBack: try await engine.wayBack(from: from, type: type, to: to))
            })
    }
}

/// `logbook ci unrelate`
struct CIUnrelateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unrelate", abstract: "End a relationship, or say that it never was.",
        discussion: examples(
            "ci unrelate shop dependsOn db-1 --reason 'moved to db-2'",
            "ci unrelate shop dependsOn db-9 --wrong --reason 'another shop'"))

    @OptionGroup
    var relationship: RelationshipArguments
    @Option(help: "Until when it was so, if not now.", transform: TimeArgument.parse)
    var validTo: TimeArgument?
    @Flag(help: "It never was: the whole interval is void.")
    var wrong = false
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let stream = relationship.id.stream
        if wrong {
            try await options.record(on: stream) { zone in RetractRelationship(at: validTo?.instant(in: zone)) }
        } else {
            try await options.record(on: stream) { zone in EndRelationship(at: validTo?.instant(in: zone)) }
        }
    }
}

/// `logbook ci group`
struct CIGroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Say which items back each other up for one, and how many it needs.",
        discussion: examples(
            "ci group srv-1 feeds --member pdu-a --member pdu-b --min-up 1",
            "ci group shop web --member web-1,web-2,web-3 --percent 50", "ci group srv-1 feeds --remove"))

    @OptionGroup
    var item: CIArgument
    @Argument(help: "The group's name, unique for the item.")
    var name: String
    @Option(help: "Members; may be repeated, or with commas.")
    var member: [String] = []
    @Option(help: "How many of them must be up.")
    var minUp: Int64?
    @Option(help: "How many of a hundred must be up.")
    var percent: Int64?
    @Flag(help: "Give the group up.")
    var remove = false
    @OptionGroup
    var options: RecordingOptions

    func validate() throws {
        if remove != member.isEmpty { throw ValidationError("give members, or --remove") }
    }

    func run() async throws {
        if remove { return try await options.record(on: item.ci.stream) { _ in RemoveRedundancyGroup(name) } }
        let members = try member.flatMap { $0.split(separator: ",") }.map { try ciID(String($0)) }
        try await options.record(on: item.ci.stream) { _ in
            DefineRedundancyGroup(RedundancyGroup(name, members: members, minUp: minUp, percent: percent))
        }
    }
}
