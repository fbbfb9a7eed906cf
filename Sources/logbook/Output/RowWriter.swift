import EventModel

/// A column of a list: a member of the rows' JSON, and how people see it.
struct Column: Sendable {
    let key: String
    let title: String
    /// Columns on the screen; the last column of a table takes what is left.
    let width: Int
    let isRight: Bool
    /// What the table shows; the member as it stands unless given, a list with commas.
    let text: @Sendable (JSONValue) -> String

    init(
        _ key: String, _ title: String, width: Int, isRight: Bool = false,
        text: @escaping @Sendable (JSONValue) -> String = \.shown
    ) {
        self.key = key
        self.title = title
        self.width = width
        self.isRight = isRight
        self.text = text
    }
}

/// Writes rows one by one as they come, in any format: the first leaves at once, however many follow.
///
/// Every row is a JSON object; the table shows some of its members, CSV those of `keys`, JSON all of them.
struct RowWriter {
    private let output: StandardOutput
    private let format: OutputFormat
    private let columns: [Column]
    private let keys: [String]
    private(set) var count = 0

    init(_ output: StandardOutput, _ format: OutputFormat, columns: [Column], keys: [String]) {
        self.output = output
        self.format = format
        self.columns = columns
        self.keys = keys
    }

    mutating func write(_ row: JSONObject) throws(Failure) {
        if count == 0 { try begin() }
        switch format {
        case .table: try output.line(tableLine { column in row[column.key].map(column.text) ?? "" })
        case .csv: try output.write(csvRecord(keys.map { row[$0]?.cell ?? "" }))
        case .ndjson: try output.json(.object(row), isIndented: false)
        case .json:
            try output.write(count == 0 ? "\n  " : ",\n  ")
            try output.write(JSONValue.object(row).text)
        }
        if count == 0 { try output.flush() }
        count += 1
    }

    /// Writes what stands after the last row, and hands everything on.
    mutating func finish() throws(Failure) {
        if count == 0 { try begin() }
        if format == .json { try output.line(count == 0 ? "]" : "\n]") }
        try output.flush()
    }

    private func begin() throws(Failure) {
        switch format {
        case .table: try output.line(Terminal.bold(tableLine(\.title)))
        case .csv: try output.write(csvRecord(keys))
        case .ndjson: break
        case .json: try output.write("[")
        }
    }

    private func tableLine(_ text: (Column) -> String) -> String {
        var line = ""
        for (index, column) in columns.enumerated() {
            let isLast = index == columns.count - 1
            var cell = text(column).printable
            if let screen = Terminal.width {
                // The first column identifies the row, and is there to be copied.
                let room = isLast ? max(8, screen - line.displayWidth) : column.width
                if index > 0 { cell = cell.shortened(to: room) }
            }
            let padding = String(repeating: " ", count: max(0, column.width - cell.displayWidth))
            line += column.isRight ? padding + cell : isLast ? cell : cell + padding
            if !isLast { line += "  " }
        }
        return line
    }
}

/// One record of RFC 4180 with its line end.
func csvRecord(_ fields: [String]) -> String {
    fields.map(csvField).joined(separator: ",") + "\r\n"
}

/// The field in quotes where it needs them. By bytes: a quote and an accent after it are one character.
private func csvField(_ field: String) -> String {
    let special: [UInt8] = [",", "\"", "\n", "\r"].map { UInt8(ascii: $0) }
    guard field.utf8.contains(where: special.contains) else { return field }
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in field.utf8 {
        if byte == UInt8(ascii: "\"") { quoted.append(byte) }
        quoted.append(byte)
    }
    quoted.append(UInt8(ascii: "\""))
    return String(decoding: quoted, as: UTF8.self)
}

extension JSONValue {
    /// The value in a cell: a text without quotes, nothing for null.
    var cell: String {
        switch self {
        case .null: ""
        case .string(let text): text
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .array, .object: text
        }
    }

    /// The value as people read it.
    fileprivate var shown: String {
        if case .array(let values) = self { values.map(\.cell).joined(separator: ", ") } else { cell }
    }
}
