import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook search`
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find incidents, problems and known errors by their words.",
        discussion: """
            Searched are titles, symptoms, causes, workarounds and solutions; texts that are sealed for a person are not. \
            A document has every word asked for, or with --any some; "two words" in quotation marks follow each other, \
            and deliv* is any word that begins so. Capitals and accents do not matter. The best come first (BM25).

            \(examples(
                "search mail delivery", "search '\"no delivery\" relay*' --kind incident",
                "search spool queue --any --limit 5 --format json"))
            """)

    @OptionGroup
    var words: SearchOptions
    @Option(help: "Only incident, problem or known-error; may be given several times.", transform: parseKind)
    var kind: [SearchKind] = []
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        var search = try words.query
        if !kind.isEmpty { search.kinds = SearchKind.allCases.filter(kind.contains) }
        let engine = try await query.log.openForReading()
        let result = try await engine.found(search, query.moment.moment(in: engine.zone))
        await engine.close()
        var writer = RowWriter(
            StandardOutput(), query.format.format,
            columns: [
                Column("score", "SCORE", width: 8, isRight: true), Column("kind", "KIND", width: 10),
                Column("number", "NUMBER", width: 15), Column("title", "TITLE", width: 0),
            ], keys: ["number", "kind", "score", "title", "symptom", "cause"])
        for hit in result.hits { try writer.write(hit.json) }
        try writer.finish()
        tellOfMore(result, query.format.format)
    }
}

/// What is looked for.
struct SearchOptions: ParsableArguments {
    @Argument(help: "Words, beginnings of words (deliv*) and phrases (\"no delivery\").")
    var text: [String]
    @Flag(help: "Any of the words is enough.")
    var any = false
    @Option(help: "At most so many.")
    var limit = 20

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit is a number from 1 on, not \(limit)") }
    }

    var query: SearchQuery {
        get throws {
            guard var query = SearchQuery(text.joined(separator: " ")) else {
                throw ValidationError("there is no word in '\(text.joined(separator: " "))'")
            }
            (query.isAny, query.limit) = (any, limit)
            return query
        }
    }
}

@Sendable private func parseKind(_ text: String) throws -> SearchKind {
    guard let kind = SearchKind(category: text.lowercased().filter { $0 != "-" }) else {
        throw ValidationError("expected incident, problem or known-error")
    }
    return kind
}

/// Says on standard error how many more there are.
private func tellOfMore(_ result: SearchResult, _ format: OutputFormat) {
    guard format == .table, result.found > result.hits.count else { return }
    Terminal.complain("the best \(grouped(result.hits.count)) of \(grouped(result.found)); see --limit")
}

/// `logbook knownerror search`
struct KnownErrorSearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find known errors by their words; workarounds are shown while published.",
        discussion: examples("knownerror search mail delivery", "knownerror search spool --any --format json"))

    @OptionGroup
    var words: SearchOptions
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        var search = try words.query
        search.kinds = [.knownError]
        let engine = try await query.log.openForReading()
        let moment = query.moment.moment(in: engine.zone)
        let result = try await engine.found(search, moment)
        var rows: [JSONObject] = []
        for hit in result.hits {
            let error: KnownError?
            do { error = try await engine.state(of: hit.stream, in: KnownErrorProcess.self, moment) } catch {
                throw Failure(error, about: hit.stream)
            }
            guard let error else { continue }
            var row = error.json
            row["workaround"] = error.offeredWorkaround.map(JSONValue.string) ?? .null
            row["score"] = .string(hit.scoreText)
            rows.append(row)
        }
        await engine.close()
        var writer = RowWriter(
            StandardOutput(), query.format.format,
            columns: [
                Column("score", "SCORE", width: 8, isRight: true), Column("number", "NUMBER", width: 14),
                Column("state", "STATE", width: 8), Column("title", "TITLE", width: 30),
                Column("workaround", "WORKAROUND", width: 0),
            ], keys: rows.first?.members.map(\.key) ?? [])
        for row in rows { try writer.write(row) }
        try writer.finish()
        tellOfMore(result, query.format.format)
    }
}

extension ServiceEngine {
    fileprivate func found(_ query: SearchQuery, _ moment: Moment) async throws(Failure) -> SearchResult {
        do { return try await search(query, moment) } catch { throw Failure(error) }
    }
}

extension RecordingOptions {
    /// Logs an incident, and says what is on record that may help.
    func recordIncident(titled title: String, _ command: (ZoneRules) -> LogIncident) async throws {
        try await record(
            on: nil, asking: { engine in command(engine.zone) },
            adding: { engine, stream in
                // The incident is recorded: that nobody can look for hints is no failure of logging it.
                do throws(EngineError) {
                    return RecordedAddition(of: try await engine.hints(for: IncidentNumber(stream.key), titled: title))
                } catch {
                    Terminal.complain("known errors could not be looked up: \(Failure(error).message ?? "")")
                    return RecordedAddition(of: IncidentHints(knownErrors: [], recurring: []))
                }
            })
    }
}

extension RecordedAddition {
    /// What may help with an incident, beside what was recorded of it.
    init(of hints: IncidentHints) {
        json["knownErrors"] = .array(
            hints.knownErrors.map { hint in
                .object([
                    "number": .string(hint.knownError.number.rawValue), "title": .string(hint.knownError.title),
                    "workaround": hint.knownError.offeredWorkaround.map(JSONValue.string) ?? .null,
                    "by": .string(hint.isBySignature ? "signature" : "title"),
                ])
            })
        json["recurringProblems"] = .array(hints.recurring.map { .string($0.number.rawValue) })
        for hint in hints.knownErrors {
            lines.append("may be known error \(hint.knownError.number): \(hint.knownError.title)")
            if let workaround = hint.knownError.offeredWorkaround { lines.append("  workaround: \(workaround)") }
        }
        for problem in hints.recurring {
            lines.append("problem \(problem.number) was \(problem.state.name) and may be back: \(problem.title)")
        }
    }
}
