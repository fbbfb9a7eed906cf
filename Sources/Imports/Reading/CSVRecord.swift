/// One row of a table: its fields, UTF-8 as checked, and the line where it starts.
public struct CSVRecord: Sendable {
    /// Physical line of the input on which the row starts, the header being line 1.
    public let line: Int
    private let bytes: [UInt8]
    private let fields: [CSVScanner.Field]

    /// Takes the raw bytes of a record and the fields found in them.
    ///
    /// Throws where a field is not UTF-8. Checking the raw record is enough to see it: what is left out of the fields
    /// is ASCII, so no two halves of a character can meet by accident.
    init(line: Int, raw: Span<UInt8>, fields: [CSVScanner.Field]) throws(RowFault) {
        self.line = line
        self.fields = fields
        bytes = unsafe raw.withUnsafeBufferPointer { unsafe Array($0) }
        if (try? UTF8Span(validating: raw)) == nil { throw .invalidUTF8(column: firstInvalidColumn) }
    }

    /// Fields in the row.
    public var count: Int { fields.count }

    /// Nothing stood on the line, not even quotes.
    var isEmptyLine: Bool { count == 1 && fields[0].end == 0 }

    /// The text of the field at `index`, counted from 0.
    public subscript(index: Int) -> String {
        let field = fields[index]
        guard field.hasDoubledQuotes else { return String(decoding: bytes(at: index), as: UTF8.self) }
        return String(decoding: undoubled(bytes(at: index)), as: UTF8.self)
    }

    /// The bytes of the field at `index` as they lie in the row, doubled quotes still doubled.
    func bytes(at index: Int) -> ArraySlice<UInt8> { bytes[fields[index].start..<fields[index].end] }

    private func undoubled(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var isSecond = false
        for byte in text {
            isSecond = byte == ASCII.quote && !isSecond
            // The first of each pair stands for both.
            if byte != ASCII.quote || isSecond { result.append(byte) }
        }
        return result
    }

    /// The first column, from 1, that is not UTF-8 by itself.
    private var firstInvalidColumn: Int {
        let index = fields.indices.first { String(validating: bytes(at: $0), as: UTF8.self) == nil }
        return (index ?? 0) + 1
    }
}

/// The names of a table's columns, in their order. Names may repeat.
public struct CSVHeader: Sendable {
    public let names: [String]

    /// The index of the first column of that name.
    public func index(of name: String) -> Int? { names.firstIndex(of: name) }

    /// The names that stand there more than once, each once. A column without a name is none.
    var repeated: [String] {
        var seen: [String: Int] = [:]
        for name in names where !name.isEmpty { seen[name, default: 0] += 1 }
        return seen.filter { $0.value > 1 }.map(\.key).sorted()
    }
}
