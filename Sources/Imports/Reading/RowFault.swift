/// Why one row was left out of an import. The rows around it are read.
public enum RowFault: Error, Equatable, Sendable {
    /// The row has another number of fields than the header.
    case ragged(expected: Int, found: Int)
    /// A quote stands inside an unquoted field, or text follows a closing quote. Columns count from 1.
    case strayQuote(column: Int)
    /// A quoted field has no closing quote before the end of the input or the limit of a row.
    case unclosedQuote(column: Int)
    /// The bytes are not UTF-8.
    case invalidUTF8(column: Int)
    /// The row is longer than any row may be.
    case tooLong(limitBytes: Int)
    /// A column's text is not what the import needs there.
    case badValue(column: String, expected: String, found: String)
}

extension RowFault: CustomStringConvertible {
    /// The reason, in words for the rejects file.
    public var description: String {
        switch self {
        case .ragged(let expected, let found): "expected \(expected) fields, found \(found)"
        case .strayQuote(let column): "stray quote in column \(column); a quote inside a field is written twice"
        case .unclosedQuote(let column): "the quote opened in column \(column) is never closed"
        case .invalidUTF8(let column): "column \(column) is not UTF-8"
        case .tooLong(let limit): "the row is longer than \(limit) bytes"
        case .badValue(let column, let expected, let found):
            "column \(column): expected \(expected), found \"\(found)\""
        }
    }
}

/// A row that was left out: where it starts and why.
public struct RejectedRow: Error, Equatable, Sendable {
    /// Physical line of the input on which the row starts, the header being line 1.
    public let line: Int
    public let fault: RowFault

    public init(line: Int, fault: RowFault) {
        self.line = line
        self.fault = fault
    }
}
