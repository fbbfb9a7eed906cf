import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook ci drift`
struct CIDriftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift", abstract: "Show how items differ from a baseline, attribute by attribute.",
        discussion: """
            Every item in scope then or now is compared to full depth: class, status, attributes, relationships and \
            redundancy groups. --record puts what is new and what is resolved on record in the items' streams, each once.

            \(examples(
                "ci drift freeze-2026", "ci drift freeze-2026 --as-of 2026-03-31 --format json",
                "ci drift freeze-2026 --ignore-case --ignore-attribute description --record --actor dana"))
            """)

    @Argument(help: "The baseline's name.")
    var baseline: String
    @Flag(help: "Capital and small letters are the same.")
    var ignoreCase = false
    @Flag(help: "White space at the ends does not count, nor how much there is between words.")
    var ignoreWhitespace = false
    @Option(
        help: ArgumentHelp(
            "Leave out what changed three times or more in so many hours before.", valueName: "hours"))
    var ignoreFlapping: Int64?
    @Option(help: "Leave this attribute out; may be repeated.")
    var ignoreAttribute: [String] = []
    @Flag(help: "Put it on record.")
    var record = false
    @OptionGroup(title: "Recording")
    var acting: ActorOptions
    @OptionGroup
    var query: QueryOptions

    func validate() throws {
        if let ignoreFlapping, ignoreFlapping < 1 {
            throw ValidationError("--ignore-flapping is a number of hours, at least 1, not \(ignoreFlapping)")
        }
        if record, query.moment.asOf != nil || query.moment.asKnownAt != nil {
            throw ValidationError("--record puts on record what is so now; leave out --as-of and --as-known-at")
        }
    }

    func run() async throws {
        let rules = DriftRules(
            ignoresCase: ignoreCase, ignoresWhitespace: ignoreWhitespace, ignoredAttributes: Set(ignoreAttribute),
            flappingHours: ignoreFlapping)
        let name = baseline
        var recorded: (detected: Int, resolved: Int)?
        let report: DriftReport
        if record {
            let envelope = CommandEnvelope(try acting.actor())
            let engine = try await query.log.openForWriting()
            do {
                let found = try await engine.drift(from: name, .now, rules)
                recorded = try await engine.record(found, envelope)
                report = try await engine.shown(found, to: query.sight)
                await engine.close()
            } catch let error as EngineError {
                throw Failure(error)
            }
        } else {
            report = try await query.ask { engine, moment in
                try await engine.shown(try await engine.drift(from: name, moment, rules), to: query.sight)
            }
        }
        try write(report, recorded)
    }

    private func write(_ report: DriftReport, _ recorded: (detected: Int, resolved: Int)?) throws {
        switch query.format.format {
        case .json, .ndjson:
            var answer: JSONObject = [
                "baseline": .string(report.baseline.name),
                "baselinePosition": .integer(Int64(report.baseline.position.rawValue)),
                "asOf": .string(report.asOf.description), "position": .integer(Int64(report.position.rawValue)),
                "drift": .array(report.drift.map { .object($0.json) }),
                "ignored": .array(report.ignored.map { .object($0.json) }),
                "restricted": .integer(Int64(report.restrictedCount)),
            ]
            if let recorded {
                answer["detected"] = .integer(Int64(recorded.detected))
                answer["resolved"] = .integer(Int64(recorded.resolved))
            }
            try writeObject(answer, query.format.format) { _ in }
        case .table, .csv:
            try query.write(
                report.drift.map(\.json),
                columns: [
                    .ci, Column("attribute", "ATTRIBUTE", width: 24), Column("intended", "INTENDED", width: 18),
                    Column("observed", "OBSERVED", width: 18), Column("source", "SOURCE", width: 12),
                    Column("since", "SINCE", width: 0),
                ], keys: ["ci", "attribute", "intended", "observed", "source", "since"])
            if !report.ignored.isEmpty { Terminal.complain("\(report.ignored.count) more flap and are left out") }
            query.complain(ofRestricted: report.restrictedCount)
            if let recorded {
                Terminal.complain("on record: \(recorded.detected) detected, \(recorded.resolved) resolved")
            }
        }
    }
}

extension DriftReport.Drift {
    var json: JSONObject {
        [
            "ci": .string(ci.rawValue), "attribute": .string(attribute), "intended": text(intended),
            "observed": text(observed), "source": text(source), "since": text(since?.description),
        ]
    }
    private func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
