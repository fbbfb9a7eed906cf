/// A text of any length, byte by byte, that knows where it is.
struct TextCursor: ~Copyable {
    private var source: ByteSource
    private var buffer = [UInt8](repeating: 0, count: Self.bufferBytes)
    private var index = 0
    private var end = 0
    private var isAtEnd = false
    private(set) var place = TextPlace(line: 1, column: 1)
    /// Bytes that were passed.
    private(set) var offsetBytes = 0

    private static let bufferBytes = 128 * 1024

    var name: String { source.name }

    /// Begins behind a byte order mark. Throws where the first bytes are of another encoding than UTF-8.
    init(_ source: consuming ByteSource) throws(ImportError) {
        self.source = source
        while end < TextEncoding.headBytes, !isAtEnd { try fill() }
        switch TextEncoding.detect(buffer.span.extracting(0..<end)) {
        case .utf8(let markBytes): index = markBytes
        case .other(let found): throw .wrongEncoding(source: self.source.name, found: found)
        }
    }

    /// The next byte, which stays the next; nil at the end of the text.
    mutating func peek() throws(ImportError) -> UInt8? {
        if index == end {
            if isAtEnd { return nil }
            (index, end) = (0, 0)
            try fill()
            if end == 0 { return nil }
        }
        return buffer[index]
    }

    /// The next byte, which is passed; nil at the end of the text.
    mutating func next() throws(ImportError) -> UInt8? {
        guard let byte = try peek() else { return nil }
        index += 1
        offsetBytes += 1
        if byte == ASCII.lineFeed {
            place = TextPlace(line: place.line + 1, column: 1)
        } else if byte & 0xC0 != 0x80 {
            // What continues a character is in its column.
            place.column += 1
        }
        return byte
    }

    /// Passes white space, as XML and JSON understand it.
    mutating func skipSpace() throws(ImportError) {
        while let byte = try peek(), ASCII.isSpace(byte) { _ = try next() }
    }

    private mutating func fill() throws(ImportError) {
        let count = try source.read(into: &buffer, at: end)
        end += count
        isAtEnd = count == 0
    }
}

/// Where in a text: line, and character of the line, each from 1.
struct TextPlace: Sendable, Hashable, CustomStringConvertible {
    var line: Int
    var column: Int

    var description: String { "line \(line), column \(column)" }
}

extension ASCII {
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// A byte as a message shows it.
    static func shown(_ byte: UInt8?) -> String {
        guard let byte else { return "the end of the text" }
        let digits = String(byte, radix: 16, uppercase: true)
        guard (0x20..<0x7F).contains(byte) else { return "the byte \(digits.count == 1 ? "0" : "")\(digits)" }
        return "\"\(Character(Unicode.Scalar(byte)))\""
    }
}
