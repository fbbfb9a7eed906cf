/// Finds the fields of one record (RFC 4180), byte by byte, and can pause at any byte for more input.
///
/// Offsets count from the record's first byte, so that the window on the input may move in between.
struct CSVScanner {
    /// Where a field's text lies, its enclosing quotes left out.
    struct Field {
        let start: Int
        let end: Int
        /// Quotes inside are still written twice.
        let hasDoubledQuotes: Bool
    }

    enum Outcome {
        /// The bytes end inside the record.
        case more
        /// The record ends after `lengthBytes`, its line end included.
        case record(lengthBytes: Int)
        case fault(RowFault)
    }

    private enum State {
        case fieldStart
        case unquoted
        case quoted
        /// After a quote inside a quoted field: its end, or the first of a doubled pair.
        case quoteInQuoted
        /// After a closing quote and a CR: only LF may follow.
        case returnAfterQuote
    }

    private(set) var fields: [Field] = []
    /// Bytes looked at.
    private(set) var scannedBytes = 0
    /// Line ends inside quoted fields, and the offset behind the first of them.
    private(set) var innerLineEnds = 0
    private(set) var firstInnerLineEnd: Int?
    private var state = State.fieldStart
    private var start = 0
    private var closingQuote = 0
    private var hasDoubledQuotes = false

    /// The field being read, counted from 1.
    var column: Int { fields.count + 1 }
    var isInQuotes: Bool { state == .quoted }

    init(expectedFields: Int) {
        fields.reserveCapacity(expectedFields)
    }

    /// Goes on over `bytes`: the record from its first byte, as far as it is known; all of it where `isWhole`.
    mutating func scan(_ bytes: Span<UInt8>, isWhole: Bool) -> Outcome {
        while scannedBytes < bytes.count {
            let byte = bytes[scannedBytes]
            switch state {
            case .fieldStart:
                start = scannedBytes
                state = .unquoted
                // Text is looked at again, as text.
                guard byte == ASCII.quote else { continue }
                start += 1
                state = .quoted
            case .unquoted where byte == ASCII.comma: endField(at: scannedBytes)
            case .unquoted where byte == ASCII.lineFeed: return endRecord(at: textEnd(bytes))
            case .unquoted where byte == ASCII.quote: return .fault(.strayQuote(column: column))
            case .unquoted: break
            case .quoted where byte == ASCII.quote:
                closingQuote = scannedBytes
                state = .quoteInQuoted
            case .quoted: if byte == ASCII.lineFeed { noteInnerLineEnd() }
            case .quoteInQuoted where byte == ASCII.quote:
                hasDoubledQuotes = true
                state = .quoted
            case .quoteInQuoted where byte == ASCII.comma: endField(at: closingQuote)
            case .quoteInQuoted where byte == ASCII.lineFeed: return endRecord(at: closingQuote)
            case .quoteInQuoted where byte == ASCII.carriageReturn: state = .returnAfterQuote
            case .returnAfterQuote where byte == ASCII.lineFeed: return endRecord(at: closingQuote)
            case .quoteInQuoted, .returnAfterQuote: return .fault(.strayQuote(column: column))
            }
            scannedBytes += 1
        }
        return isWhole ? endOfInput(bytes) : .more
    }

    /// The last record needs no line end.
    private mutating func endOfInput(_ bytes: Span<UInt8>) -> Outcome {
        switch state {
        case .fieldStart:
            start = scannedBytes
            endField(at: scannedBytes)
        case .unquoted: endField(at: textEnd(bytes))
        case .quoted: return .fault(.unclosedQuote(column: column))
        case .quoteInQuoted, .returnAfterQuote: endField(at: closingQuote)
        }
        return .record(lengthBytes: scannedBytes)
    }

    /// An unquoted field ends before the CR of its line end.
    private func textEnd(_ bytes: Span<UInt8>) -> Int {
        let last = scannedBytes - 1
        return last >= start && bytes[last] == ASCII.carriageReturn ? last : scannedBytes
    }

    private mutating func endRecord(at end: Int) -> Outcome {
        endField(at: end)
        scannedBytes += 1
        return .record(lengthBytes: scannedBytes)
    }

    private mutating func endField(at end: Int) {
        fields.append(Field(start: start, end: end, hasDoubledQuotes: hasDoubledQuotes))
        hasDoubledQuotes = false
        state = .fieldStart
    }

    private mutating func noteInnerLineEnd() {
        innerLineEnds += 1
        if firstInnerLineEnd == nil { firstInnerLineEnd = scannedBytes + 1 }
    }
}

/// The characters that structure a table.
enum ASCII {
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let quote: UInt8 = 0x22
    static let comma: UInt8 = 0x2C
}
