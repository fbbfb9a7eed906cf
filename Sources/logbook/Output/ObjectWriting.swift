import EventModel

/// Writes an answer that is one object; for people as `forPeople` says it.
func writeObject(
    _ object: JSONObject, _ format: OutputFormat, forPeople: (StandardOutput) throws -> Void
) throws {
    let output = StandardOutput()
    switch format {
    case .table: try forPeople(output)
    case .json: try output.json(.object(object))
    case .ndjson: try output.json(.object(object), isIndented: false)
    case .csv:
        try output.write(csvRecord(object.members.map(\.key)))
        try output.write(csvRecord(object.members.map(\.value.cell)))
    }
    try output.flush()
}

/// The members of `object` that say something, a line each.
func writeFacts(_ object: JSONObject, _ output: StandardOutput, _ reporting: Reporting) throws(Failure) {
    let shown = object.members.filter { !$0.value.isNothing }
    let width = shown.map(\.key.count).max() ?? 0
    for (key, value) in shown {
        let padding = String(repeating: " ", count: width - key.count)
        // A text of several lines keeps them, each under the first.
        let lines = reporting.cell(value).split(whereSeparator: \.isNewline).map { String($0).printable }
        try output.line("\(Terminal.faint(key))\(padding)  \(lines.first ?? "")")
        for line in lines.dropFirst() { try output.line(String(repeating: " ", count: width + 2) + line) }
    }
}

extension JSONValue {
    fileprivate var isNothing: Bool {
        switch self {
        case .null, .array([]): true
        case .bool, .integer, .string, .array, .object: false
        }
    }
}
