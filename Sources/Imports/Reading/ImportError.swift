/// Why an import cannot go on: what failed, where, what was expected and found, and what to do next.
///
/// A single bad row is no such error, see `RowFault`.
public enum ImportError: Error, Equatable, Sendable {
    /// The file cannot be opened or read. `code` is the system's errno, `cause` its text.
    case unreadable(source: String, code: Int32, cause: String)
    /// The name ends in `.zst` or `.gz`, the content does not begin as such data does.
    case notCompressed(Compression, source: String, found: String)
    /// The compressed data ends inside a frame. Offsets count compressed bytes from the start.
    case truncated(Compression, source: String, offsetBytes: Int)
    /// The compressed data is damaged, or needs more memory than is granted.
    case corrupt(Compression, source: String, offsetBytes: Int, cause: String)
    /// The text is not UTF-8 as a whole.
    case wrongEncoding(source: String, found: String)
    /// There is no first line to take the column names from.
    case emptyTable(source: String)
    /// The line of column names cannot be read.
    case badHeader(source: String, line: Int, fault: RowFault)
    /// Columns that the import needs are not in the header.
    case missingColumns(source: String, missing: [String], found: [String])
    /// Columns that the import reads stand in the header twice: which of them counts nobody can tell.
    case repeatedColumns(source: String, repeated: [String])
    /// The text breaks the rules of its form, or a limit of ours, at `place`.
    case malformed(source: String, place: String, expected: String, found: String, next: String)
}

extension ImportError: CustomStringConvertible {
    /// One message for people.
    public var description: String {
        switch self {
        case .unreadable(let source, let code, let cause):
            "cannot read \(source): \(cause) (error \(code)); check the path and its permissions"
        case .notCompressed(let form, let source, let found):
            "\(source) is named as a \(form.rawValue) file, but begins with \(found), expected \(form.magicText); "
                + "rename it if it is not compressed, or fetch it again"
        case .truncated(_, let source, let offset):
            "\(source) is cut off: the compressed data ends inside a frame at byte \(offset); fetch it again whole"
        case .corrupt(let form, let source, let offset, let cause):
            "\(source) cannot be decompressed at byte \(offset): \(cause); fetch it again, or test it with \(form.testCommand)"
        case .wrongEncoding(let source, let found):
            "\(source) is not text as expected: expected UTF-8, found \(found); export it again in UTF-8"
        case .emptyTable(let source):
            "\(source) is empty: expected a first line with the names of the columns; check the export"
        case .badHeader(let source, let line, let fault):
            "\(source), line \(line): the line of column names cannot be read: \(fault); check the export"
        case .missingColumns(let source, let missing, let found):
            "\(source) lacks the columns \(list(missing)); found \(list(found)); check that this is the right export"
        case .repeatedColumns(let source, let repeated):
            "\(source) has more than one column \(list(repeated)): expected each once; rename or remove the others"
        case .malformed(let source, let place, let expected, let found, let next):
            "\(source), \(place): expected \(expected), found \(found); \(next)"
        }
    }

    private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
