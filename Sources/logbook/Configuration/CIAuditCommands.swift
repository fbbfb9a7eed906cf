import ArgumentParser
import EventModel
import Imports
import Processes
import ReadModels
import ServiceEngine

/// `logbook ci audit …`
struct CIAuditCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Compare a random sample of the record with the world.",
        discussion: examples(
            "ci audit plan --class VM --sample 50 --seed 7 --format csv > sample.csv",
            "ci audit record sample.csv", "ci audit list"),
        subcommands: [CIAuditPlanCommand.self, CIAuditRecordCommand.self, CIAuditListCommand.self])
}

/// `logbook ci audit plan`
struct CIAuditPlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Draw a sample, and write down what to look at.",
        discussion: """
            The same seed draws the same items of the same record. The answer has a row for each attribute on record; \
            as CSV it is the form to fill in: 'found' is what is there, '-' where there is no such thing, and empty where \
            nobody looked.

            \(examples("ci audit plan --class VM --sample 50 --seed 7 --format csv > sample.csv"))
            """)

    @Option(name: .customLong("class"), help: "Of which class; items in production count.")
    var ciClass: String
    @Option(help: "How many items.")
    var sample: Int
    @Option(help: "What the sample is drawn with.")
    var seed: UInt64
    @Option(help: "The audit's name; audit-N where left out.")
    var name: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let (plan, questions) = try await options.act { engine, envelope in
            let plan = try await engine.planAudit(name, class: ciClass, sample: sample, seed: seed, envelope)
            return (plan, try await engine.questions(of: plan))
        }
        let rows = questions.map { each -> JSONObject in
            [
                "audit": .string(plan.name), "ci": .string(each.ci.rawValue), "attribute": .string(each.attribute),
                "recorded": each.recorded.map(JSONValue.string) ?? .null, "found": .null,
            ]
        }
        switch options.format.format {
        case .json, .ndjson:
            try writeObject(
                [
                    "audit": .string(plan.name), "class": .string(plan.ciClass), "seed": .string(String(plan.seed)),
                    "asOf": .string(plan.asOf.description), "position": .integer(Int64(plan.position.rawValue)),
                    "population": .integer(plan.population),
                    "sample": .array(plan.sample.map { .string($0.rawValue) }),
                    "questions": .array(rows.map(JSONValue.object)),
                ], options.format.format
            ) { _ in }
        case .table, .csv:
            var writer = RowWriter(
                StandardOutput(), options.format.format,
                columns: [
                    .ci, Column("attribute", "ATTRIBUTE", width: 18), Column("recorded", "RECORDED", width: 0),
                ], keys: ["audit", "ci", "attribute", "recorded", "found"])
            for row in rows { try writer.write(row) }
            try writer.finish()
            Terminal.complain("\(plan.name): \(plan.sample.count) of \(plan.population) items of class \(plan.ciClass)")
        }
    }
}

/// `logbook ci audit record`
struct CIAuditRecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record what was found of a planned sample.",
        discussion: """
            The file is CSV with the columns ci, attribute and found, and audit unless --audit names it; other columns are \
            not read. 'found' is '-' where there is no such thing; empty rows do not count. Every item of the sample must be \
            there. What was on record when the sample was drawn decides.

            \(examples("ci audit record sample.csv", "ci audit record sample.csv --audit audit-3"))
            """)

    @Argument(help: ArgumentHelp("What was found, as CSV.", valueName: "file"))
    var file: String
    @Option(help: "Which audit, where the file does not say.")
    var audit: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let form = try AuditForm(path: file)
        guard let name = audit ?? form.audit else {
            throw Failure(.badData, "\(file) does not say in a column audit which one; name the audit with --audit")
        }
        let found = try await options.act { engine, envelope in
            try await engine.recordAudit(name, found: form.rows, envelope)
        }
        try writeObject(found.json(.percent95), options.format.format) {
            try writeFacts(found.json(.percent95), $0, Reporting(zone: .utc))
        }
    }
}

/// `logbook ci audit list`
struct CIAuditListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List audits with what they say of the record's accuracy.",
        discussion: """
            Accuracy is matched attributes ÷ audited attributes, and items without a flaw ÷ items looked at, each with a \
            Wilson interval; that of items takes the finite population into account.

            \(examples("ci audit list --confidence 99 --format json"))
            """)

    @OptionGroup
    var confidence: ConfidenceOption
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let confidence = confidence.value
        let rows = try await query.ask { engine, moment in
            let names = try await ShownNames(engine, query, moment)
            return try await engine.audits(moment).map { $0.json(confidence, names) }
        }
        try query.write(
            rows,
            columns: [
                Column("audit", "AUDIT", width: 14), .ciClass, Column("sample", "SAMPLE", width: 6, isRight: true),
                Column("population", "OF", width: 6, isRight: true),
                Column("attributeAccuracy", "ATTRIBUTES", width: 10), Column("low", "FROM", width: 8),
                Column("high", "TO", width: 8), Column("performedAt", "PERFORMED", width: 0),
            ], keys: CMDBAudit.keys)
    }
}

/// How sure an interval is.
struct ConfidenceOption: ParsableArguments {
    @Option(help: "How sure the intervals are: 90, 95 or 99 percent.")
    var confidence = 95

    func validate() throws {
        guard WilsonInterval.Confidence(rawValue: confidence) != nil else {
            throw ValidationError("--confidence is 90, 95 or 99, not \(confidence)")
        }
    }

    var value: WilsonInterval.Confidence { WilsonInterval.Confidence(rawValue: confidence) ?? .percent95 }
}
