import ArgumentParser

/// How what was asked for is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case table
    /// One JSON value.
    case json
    /// One JSON object a line.
    case ndjson
    /// RFC 4180, with a line of column names.
    case csv
}

struct FormatOptions: ParsableArguments {
    @Option(name: .long, help: "How to write the answer: table, json, ndjson or csv.")
    var format: OutputFormat = .table
}
