import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook change list`
struct ChangeListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List changes in the order of their numbers: all of them, or those asked for.",
        discussion: examples(
            "change list --state scheduled --state implement", "change list --ci mx-1 --format json --as-of 2026-03-31",
            "change list --open --type emergency"))

    @Option(help: "A state; may be repeated.", transform: named)
    var state: [ChangeState] = []
    @Flag(help: "Those of which something may still follow.")
    var open = false
    @Option(help: "standard, normal or emergency.", transform: named)
    var type: ChangeType?
    @Option(help: "An item to be changed.", transform: ciID)
    var ci: CIID?
    @Option(help: "The service that it is for.", transform: identifier)
    var service: ServiceID?
    @Option(help: "Who asked for it.", transform: identifier)
    var requester: PersonID?
    @Option(help: "Who does it, or a part of it.", transform: identifier)
    var implementer: PersonID?
    @Option(help: "Its template.", transform: identifier)
    var template: ReferenceCode?
    @Option(help: "The problem that it is to resolve.", transform: identifier)
    var problem: ReferenceCode?
    @Option(help: "At most so many changes.")
    var limit: Int?
    @OptionGroup
    var query: QueryOptions

    func validate() throws {
        if open, !state.isEmpty { throw ValidationError("--open is about states, and so is --state") }
        if let limit, limit < 0 { throw ValidationError("--limit is a number of changes, not \(limit)") }
    }

    func run() async throws {
        let engine = try await query.log.openForReading()
        let moment = query.moment.moment(in: engine.zone)
        let filter = ChangeFilter(
            states: open ? ChangeState.allCases.filter { !$0.isFinal } : state, type: type, ci: ci, service: service,
            requester: requester, implementer: implementer, template: template, problem: problem)
        let (format, limit, reporting) = (query.format.format, limit ?? .max, engine.reporting)
        do {
            let names = try await ShownNames(engine, query, moment)
            try await engine.read(ChangeTable.self, moment) { table in
                var writer = ChangeFields.writer(format, reporting)
                try filter.scan(table) { change in
                    guard writer.count < limit else { return .enough }
                    try writer.write(ChangeFields.json(change, names))
                    return .more
                }
                try writer.finish()
            }
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
    }
}

/// `logbook change show`
struct ChangeShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a change: plan, impact, approvals, work, and the incidents that it caused.",
        discussion: examples(
            "change show CHG-2026-000001", "change show CHG-2026-000001 --as-known-at 1024 --format json"))

    @Argument(help: "The change's number.", transform: changeNumber)
    var number: ChangeNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let (moment, reporting) = (query.moment.moment(in: engine.zone), engine.reporting)
        let answer: JSONObject
        do {
            guard let change = try await engine.state(of: number.stream, in: ChangeProcess.self, moment) else {
                throw Failure(.notFound, "there is no change \(number); see 'logbook change list'")
            }
            let names = try await ShownNames(engine, query, moment)
            let caused = try await engine.incidentsCaused(by: ReferenceCode(number.rawValue), moment)
            var facts = ChangeFields.json(change, names)
            for (key, value) in change.details.members { facts[key] = value }
            facts["incidents"] = .array(caused.map { .object($0.json) })
            answer = facts
        } catch let error as EngineError {
            throw Failure(error, about: number.stream)
        }
        await engine.close()
        try writeObject(answer, query.format.format) { try writeFacts(answer, $0, reporting) }
    }
}

/// `logbook change history`
struct ChangeHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show what happened to a change, in the order in which it happened.",
        discussion: examples("change history CHG-2026-000001"))

    @Argument(help: "The change's number.", transform: changeNumber)
    var number: ChangeNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let reporting = engine.reporting
        let records: [RecordedEvent]
        do {
            records = try await engine.history(of: number.stream, query.moment.moment(in: reporting.zone))
        } catch {
            throw Failure(error, about: number.stream)
        }
        guard !records.isEmpty else {
            throw Failure(.notFound, "there is no change \(number); see 'logbook change list'")
        }
        var writer = EventList.writer(StandardOutput(), query.format.format, reporting, withStream: false)
        for record in records { try writer.write(EventList.row(try engine.rendered(record))) }
        try writer.finish()
        await engine.close()
    }
}
