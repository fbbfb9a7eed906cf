import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook why`
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Show why something is as it is: the events that led to it, back to who began it.",
        discussion: """
            Asked about a position, it walks from that event to the one that caused it, and so on to the command that no \
            event caused: a person's, a timer's or an import's. Asked about a field of an incident, it begins with the \
            event that gave the field its value.

            \(examples(
                "why 1024", "why INC-2026-000001 --field priority",
                "why INC-2026-000001 --field state --as-of 2026-03-27T12:00:00Z --format json"))
            """)

    @Argument(help: "An event's position, or an incident's number.", transform: Subject.parse)
    var subject: Subject
    @Option(help: "The incident's field, as 'incident show --format json' names it.")
    var field: String?
    @OptionGroup
    var query: QueryOptions

    enum Subject {
        case event(Position)
        case incident(IncidentNumber)

        @Sendable static func parse(_ text: String) throws -> Subject {
            if let position = UInt64(text) { return .event(Position(position)) }
            return .incident(try incidentNumber(text))
        }
    }

    func validate() throws {
        switch (subject, field) {
        case (.event, nil): break
        case (.event, _?): throw ValidationError("--field goes with an incident's number, not with a position")
        case (.incident, nil): throw ValidationError("--field says what about the incident, such as --field priority")
        case (.incident, let field?):
            // The place in the log is none of its fields.
            let names = IncidentFields.names.filter { $0 != "lastPosition" }
            guard names.contains(field) else {
                let known = names.joined(separator: ", ")
                throw ValidationError("an incident has no field '\(field)'; known are \(known)")
            }
        }
    }

    func run() async throws {
        let engine = try await query.log.openForReading()
        let moment = query.moment.moment(in: engine.zone)
        let (answer, chain) = try await find(engine, moment)
        try writeObject(answer, query.format.format) { try WhyPage(answer, chain, engine.reporting).write($0) }
        await engine.close()
    }

    private func find(_ engine: ServiceEngine, _ moment: Moment) async throws(Failure) -> (JSONObject, CausalChain) {
        do throws(EngineError) {
            switch (subject, field) {
            case (.incident(let number), let field?):
                if let origin = try await engine.origin(of: field, of: number, moment) {
                    let chain = try await engine.cause(of: origin.event)
                    var answer: JSONObject = [
                        "number": .string(number.rawValue), "field": .string(field), "value": origin.value,
                    ]
                    for member in chain.json.members { answer[member.key] = member.value }
                    return (answer, chain)
                }
            case (.event(let position), _):
                if let chain = try await engine.cause(of: position, moment) { return (chain.json, chain) }
            case (.incident, nil): break
            }
        } catch {
            throw Failure(error)
        }
        throw notFound(moment)
    }

    private func notFound(_ moment: Moment) -> Failure {
        let then = moment.isNow ? "" : " at that moment"
        switch subject {
        case .event(let position):
            return Failure(.notFound, "there is no event at position \(position)\(then); see 'logbook events list'")
        case .incident(let number):
            return Failure(
                .notFound,
                "nothing set the field \(field ?? "") of \(number)\(then), or there is no such incident; see 'logbook "
                    + "incident show \(number)'")
        }
    }
}

/// A chain of causes on a terminal.
private struct WhyPage {
    let answer: JSONObject
    let chain: CausalChain
    let reporting: Reporting

    init(_ answer: JSONObject, _ chain: CausalChain, _ reporting: Reporting) {
        (self.answer, self.chain, self.reporting) = (answer, chain, reporting)
    }

    func write(_ output: StandardOutput) throws(Failure) {
        if let field = answer["field"]?.cell {
            let value = reporting.cell(answer["value"] ?? .null).printable
            try output.line("\(field) is \(value.isEmpty ? "not set" : value)")
        }
        for (index, link) in chain.links.enumerated() {
            let lead = index > 0 ? "  because of " : answer["field"] == nil ? "" : "  set by "
            let reason = link.reason.map { ": \($0.printable)" } ?? ""
            try output.line(
                "\(lead)position \(link.position), \(link.type) in \(link.stream.description.printable), "
                    + "\(reporting.second(link.occurredAt)), by \(who(link.actor))\(reason)")
        }
        if let beginning = chain.beginning {
            try output.line("begun by \(who(beginning.actor)) with command \(beginning.commandID)")
        } else {
            try output.line("and more: the chain is longer than \(CausalChain.longest) events")
        }
    }

    private func who(_ actor: Actor) -> String {
        let whom = actor.onBehalfOf.map { " for \($0.rawValue.printable)" } ?? ""
        return "\(actor.principal.rawValue.printable) (\(actor.kind.name))\(whom)"
    }
}
