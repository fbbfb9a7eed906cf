// No published CSV library fits: those at hand read the whole text at once, give no line numbers for what is wrong,
// and set no bound on the length of a row.

/// Reads a table of comma-separated values (RFC 4180) row by row, from a source of any length in bounded memory.
///
/// Line ends are LF or CRLF, a byte order mark is skipped, empty lines are no rows. A row that cannot be read costs the
/// physical line on which it starts, and reading goes on at the next line: one stray quote never swallows its neighbours.
///
///     var table = try CSVReader(ByteSource(path: "incidents.csv"), required: ["number"])
///     while let row = try table.next() { … }
public struct CSVReader: ~Copyable {
    /// A longer row is rejected: more than any real export writes, little enough to hold.
    public static let maximumRecordBytes = 1024 * 1024

    public private(set) var header = CSVHeader(names: [])
    private var window: ByteWindow
    /// The line that the next record starts on.
    private var line = 1

    /// Reads the header. Throws when the text is not UTF-8, has no header, lacks a column of `required`, or has one of those twice;
    /// of all columns, where `readsAll` says that none is passed over.
    public init(_ source: consuming ByteSource, required: [String] = [], readsAll: Bool = false) throws(ImportError) {
        window = ByteWindow(source)
        try checkEncoding()
        header = try readHeader()
        let missing = required.filter { header.index(of: $0) == nil }
        guard missing.isEmpty else {
            throw .missingColumns(source: window.name, missing: missing, found: header.names)
        }
        let repeated = header.repeated.filter { readsAll || required.contains($0) }
        guard repeated.isEmpty else { throw .repeatedColumns(source: window.name, repeated: repeated) }
    }

    /// The next row, readable or not; nil at the end. Throws when the source itself cannot be read.
    public mutating func next() throws(ImportError) -> CSVRow? {
        while let row = try nextLine() {
            switch row {
            case .rejected: return row
            // An empty line is a row only of a table with one column.
            case .record(let record) where record.isEmptyLine && header.names.count > 1: continue
            case .record(let record) where record.count != header.names.count:
                let fault = RowFault.ragged(expected: header.names.count, found: record.count)
                return .rejected(RejectedRow(line: record.line, fault: fault))
            case .record: return row
            }
        }
        return nil
    }

    private mutating func checkEncoding() throws(ImportError) {
        while window.count < TextEncoding.headBytes && !window.isAtEnd { try window.fill() }
        switch TextEncoding.detect(window.bytes) {
        case .utf8(let markBytes): window.drop(markBytes)
        case .other(let found): throw .wrongEncoding(source: window.name, found: found)
        }
    }

    private mutating func readHeader() throws(ImportError) -> CSVHeader {
        while let row = try nextLine() {
            switch row {
            case .record(let record) where record.isEmptyLine: continue
            case .record(let record): return CSVHeader(names: (0..<record.count).map { record[$0] })
            case .rejected(let row): throw .badHeader(source: window.name, line: row.line, fault: row.fault)
            }
        }
        throw .emptyTable(source: window.name)
    }

    /// The next record, of whatever number of fields.
    private mutating func nextLine() throws(ImportError) -> CSVRow? {
        var scanner = CSVScanner(expectedFields: header.names.count)
        while true {
            let visible = min(window.count, Self.maximumRecordBytes)
            let isWhole = window.isAtEnd && visible == window.count
            if isWhole && visible == 0 { return nil }
            switch scanner.scan(window.bytes.extracting(first: visible), isWhole: isWhole) {
            case .record(let lengthBytes): return take(scanner, lengthBytes)
            case .fault(let fault): return try reject(scanner, fault)
            case .more where visible == Self.maximumRecordBytes: return try reject(scanner, tooLong(scanner))
            case .more: try window.fill()
            }
        }
    }

    /// A quote that stays open over many lines is the likelier mistake than so long a text.
    private func tooLong(_ scanner: CSVScanner) -> RowFault {
        scanner.isInQuotes && scanner.innerLineEnds > 0
            ? .unclosedQuote(column: scanner.column) : .tooLong(limitBytes: Self.maximumRecordBytes)
    }

    private mutating func take(_ scanner: CSVScanner, _ lengthBytes: Int) -> CSVRow {
        defer {
            line += scanner.innerLineEnds + 1
            window.drop(lengthBytes)
        }
        do {
            let raw = window.bytes.extracting(first: lengthBytes)
            return .record(try CSVRecord(line: line, raw: raw, fields: scanner.fields))
        } catch {
            return .rejected(RejectedRow(line: line, fault: error))
        }
    }

    /// Gives up the physical line on which the record starts.
    private mutating func reject(_ scanner: CSVScanner, _ fault: RowFault) throws(ImportError) -> CSVRow {
        defer { line += 1 }
        if let lengthBytes = scanner.firstInnerLineEnd {
            window.drop(lengthBytes)
        } else {
            try window.dropLine()
        }
        return .rejected(RejectedRow(line: line, fault: fault))
    }
}

/// A row as the reader hands it out.
public enum CSVRow: Sendable {
    case record(CSVRecord)
    case rejected(RejectedRow)
}
