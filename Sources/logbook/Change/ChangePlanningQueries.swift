import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook change calendar`
struct ChangeCalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "The forward schedule of change: what is to be made when, and freezes.",
        discussion: examples("change calendar", "change calendar --from 2026-12-01 --to 2027-01-01 --format json"))

    @Option(help: ArgumentHelp("From when (default: now).", valueName: "instant"), transform: TimeArgument.parse)
    var from: TimeArgument?
    @Option(help: ArgumentHelp("Until when (default: no end).", valueName: "instant"), transform: TimeArgument.parse)
    var to: TimeArgument?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let (reporting, moment) = (engine.reporting, query.moment.moment(in: engine.zone))
        let now = try await engine.instant(of: moment)
        let span = ChangeWindow(
            from: from?.instant(in: reporting.zone) ?? now, to: to?.instant(in: reporting.zone) ?? .latest)
        guard span.from < span.to else {
            throw Failure(.usage, "the calendar would end at \(span.to), before it begins")
        }
        let columns = [
            Column("from", "FROM", width: 16, text: reporting.minute),
            Column("to", "TO", width: 16, text: reporting.minute),
            Column("number", "NUMBER", width: 15), Column("state", "STATE", width: 10),
            Column("type", "TYPE", width: 9), Column("implementer", "IMPLEMENTER", width: 12),
            Column("title", "TITLE", width: 0),
        ]
        let keys = [
            "kind", "number", "from", "to", "state", "type", "fixed", "title", "implementer", "cis", "services",
            "conflicts",
        ]
        do {
            let names = try await ShownNames(engine, query, moment)
            var writer = RowWriter(StandardOutput(), query.format.format, columns: columns, keys: keys)
            for entry in try await engine.changeCalendar(during: span, moment).entries {
                guard case .object(let object) = entry.json else { continue }
                var row = names.json(object, naming: "cis", "services")
                if case .change(let change, _) = entry {
                    row["conflicts"] = names.json(conflicts: change.assessment.conflicts)
                }
                try writer.write(row)
            }
            try writer.finish()
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
    }
}

/// `logbook change conflicts`
struct ChangeConflictsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "What a change gets in the way of: freezes, and other changes at the same time.",
        discussion: """
            Others are in the way whose items are the same, suffer with these, or make these suffer, from when they are \
            submitted for approval until their work ends. This looks anew; what assessing and scheduling found is on record.

            \(examples("change conflicts CHG-2026-000001"))
            """)

    @Argument(help: "The change's number.", transform: changeNumber)
    var number: ChangeNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let moment = query.moment.moment(in: engine.zone)
        let columns = [
            Column("kind", "KIND", width: 8), Column("other", "OTHER", width: 16), Column("ci", "ON", width: 0),
        ]
        do {
            let names = try await ShownNames(engine, query, moment)
            let check = try await engine.conflicts(of: number, moment)
            var writer = RowWriter(
                StandardOutput(), query.format.format, columns: columns, keys: ["kind", "other", "ci", "position"])
            for conflict in check.conflicts {
                var row = names.json(conflict)
                row["position"] = .integer(Int64(check.knownAt.rawValue))
                try writer.write(row)
            }
            try writer.finish()
        } catch let error as EngineError {
            throw Failure(error, about: number.stream)
        }
        await engine.close()
    }
}

/// `logbook change inbox`
struct ChangeInboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "Changes that wait for your approval, the soonest due first.",
        discussion: examples("change inbox --actor person-9", "change inbox --all"))

    @OptionGroup
    var acting: ActorOptions
    @Flag(help: "Of everybody.")
    var all = false
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let person = all ? nil : try acting.actor().principal
        let engine = try await query.log.openForReading()
        let (reporting, moment) = (engine.reporting, query.moment.moment(in: engine.zone))
        let now = try await engine.instant(of: moment)
        let columns = [
            Column("approvalDueAt", "DUE", width: 16, text: reporting.minute), Column("number", "NUMBER", width: 15),
            Column("type", "TYPE", width: 9), Column("risk", "RISK", width: 6),
            Column("requester", "REQUESTER", width: 12), Column("title", "TITLE", width: 0),
        ]
        do {
            let names = try await ShownNames(engine, query, moment)
            let inbox = try await engine.read(ChangeTable.self, moment) {
                try ApprovalsInbox(of: person, at: now, in: $0)
            }
            var writer = RowWriter(StandardOutput(), query.format.format, columns: columns, keys: ChangeFields.names)
            for change in inbox.changes { try writer.write(ChangeFields.json(change, names)) }
            try writer.finish()
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
    }
}
