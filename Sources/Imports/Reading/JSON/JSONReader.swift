/// Reads a JSON text (RFC 8259) that is one array, element by element, from a source of any length, and strictly.
///
/// An element is in memory as a whole, the array is not. A name that comes twice in an object, a nesting without end or a text
/// without end is an error with its place: line, column, and the path from the outermost array.
struct JSONReader: ~Copyable {
    /// Arrays and objects within each other.
    static let deepest = 64
    /// One text. What an attribute of an item may have is less.
    static let longestTextBytes = 2 << 20
    /// One element of the outermost array.
    static let longestElementBytes = 16 << 20

    private var cursor: TextCursor
    private var path: [String] = []
    private var count = 0
    private var elementStart = 0

    init(_ source: consuming ByteSource) throws(ImportError) { cursor = try TextCursor(source) }

    var name: String { cursor.name }

    /// The next element of the array, and its first line; nil behind the end. `what` says of what the array should be.
    mutating func next(_ what: String) throws(ImportError) -> (element: JSONElement, line: Int)? {
        path = []
        try cursor.skipSpace()
        if count == 0 {
            guard try cursor.peek() == UInt8(ascii: "[") else { throw try fault("[ and \(what)", "no such export") }
            _ = try cursor.next()
            try cursor.skipSpace()
        }
        switch try cursor.peek() {
        case UInt8(ascii: "]"): return try end()
        case UInt8(ascii: ",") where count > 0: _ = try cursor.next()
        default: if count > 0 { throw try fault("\",\" or \"]\" after an element", "damaged") }
        }
        try cursor.skipSpace()
        path = ["[\(count)]"]
        let line = cursor.place.line
        elementStart = cursor.offsetBytes
        let element = try value(depth: 1)
        count += 1
        return (element, line)
    }

    /// The value that the whole text is; `what` names it.
    mutating func only(_ what: String) throws(ImportError) -> JSONElement {
        try cursor.skipSpace()
        elementStart = cursor.offsetBytes
        let element = try value(depth: 1)
        try cursor.skipSpace()
        guard try cursor.peek() == nil else { throw try fault("nothing behind \(what)", "damaged") }
        return element
    }

    private mutating func end() throws(ImportError) -> (element: JSONElement, line: Int)? {
        _ = try cursor.next()
        try cursor.skipSpace()
        guard try cursor.peek() == nil else { throw try fault("nothing behind the array", "damaged") }
        return nil
    }

    private mutating func value(depth: Int) throws(ImportError) -> JSONElement {
        guard depth < Self.deepest else {
            throw try fault("at most \(Self.deepest) levels of arrays and objects", "deeper than any export")
        }
        guard cursor.offsetBytes - elementStart <= Self.longestElementBytes else {
            throw try fault("an element of at most \(Self.longestElementBytes) bytes", "larger than any export's")
        }
        switch try cursor.peek() {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case ASCII.quote: return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case let byte?:
            guard byte == UInt8(ascii: "-") || ASCII.isDigit(byte) else { throw try fault("a value", "damaged") }
            return .number(try number())
        case nil: throw try fault("a value", "damaged")
        }
    }

    private mutating func object(_ depth: Int) throws(ImportError) -> JSONElement {
        var members: [String: JSONElement] = [:]
        try list(until: "}") { (reader: inout JSONReader) throws(ImportError) in
            guard try reader.cursor.peek() == ASCII.quote else { throw try reader.fault("a name in quotes", "damaged") }
            let key = try reader.string()
            reader.path.append(".\(key.prefix(64))")
            guard members[key] == nil else { throw try reader.fault("each name once", "contradictory") }
            try reader.cursor.skipSpace()
            guard try reader.cursor.peek() == UInt8(ascii: ":") else { throw try reader.fault("\":\"", "damaged") }
            _ = try reader.cursor.next()
            try reader.cursor.skipSpace()
            members[key] = try reader.value(depth: depth + 1)
            reader.path.removeLast()
        }
        return .object(members)
    }

    private mutating func array(_ depth: Int) throws(ImportError) -> JSONElement {
        var values: [JSONElement] = []
        try list(until: "]") { (reader: inout JSONReader) throws(ImportError) in
            reader.path.append("[\(values.count)]")
            values.append(try reader.value(depth: depth + 1))
            reader.path.removeLast()
        }
        return .array(values)
    }

    /// What stands between an opening and a closing sign, with commas in between.
    private mutating func list(
        until end: Unicode.Scalar, _ element: (inout JSONReader) throws(ImportError) -> Void
    ) throws(ImportError) {
        _ = try cursor.next()
        try cursor.skipSpace()
        if try cursor.peek() == UInt8(ascii: end) {
            _ = try cursor.next()
            return
        }
        while true {
            try element(&self)
            try cursor.skipSpace()
            switch try cursor.peek() {
            case UInt8(ascii: ","): _ = try cursor.next()
            case UInt8(ascii: end):
                _ = try cursor.next()
                return
            default: throw try fault("\",\" or \"\(end)\"", "damaged")
            }
            try cursor.skipSpace()
        }
    }

    private mutating func word(_ word: String, _ value: JSONElement) throws(ImportError) -> JSONElement {
        for byte in word.utf8 {
            guard try cursor.peek() == byte else { throw try fault(word, "damaged") }
            _ = try cursor.next()
        }
        return value
    }

    private mutating func number() throws(ImportError) -> String {
        var digits: [UInt8] = []
        if try cursor.peek() == UInt8(ascii: "-") { digits.append(try take()) }
        if try cursor.peek() == UInt8(ascii: "0") { digits.append(try take()) } else { try self.digits(into: &digits) }
        if try cursor.peek() == UInt8(ascii: ".") {
            digits.append(try take())
            try self.digits(into: &digits)
        }
        if let byte = try cursor.peek(), byte | 0x20 == UInt8(ascii: "e") {
            digits.append(try take())
            if let sign = try cursor.peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                digits.append(try take())
            }
            try self.digits(into: &digits)
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private mutating func take() throws(ImportError) -> UInt8 { try cursor.next() ?? 0 }

    private mutating func digits(into digits: inout [UInt8]) throws(ImportError) {
        let before = digits.count
        while let byte = try cursor.peek(), ASCII.isDigit(byte) {
            guard digits.count < 128 else { throw try fault("a number of at most 128 digits", "damaged") }
            digits.append(try take())
        }
        guard digits.count > before else { throw try fault("a digit", "damaged") }
    }

    /// An error at the next byte.
    private mutating func fault(_ expected: String, _ verdict: String) throws(ImportError) -> ImportError {
        let found = try cursor.peek()
        return fault(cursor.place, expected, ASCII.shown(found), found == nil ? "cut off" : verdict)
    }

    private func fault(
        _ place: TextPlace, _ expected: String, _ found: String, _ verdict: String
    ) -> ImportError {
        let path = path.joined()
        return .malformed(
            source: cursor.name, place: "\(place)\(path.isEmpty ? "" : " (\(path))")", expected: expected, found: found,
            next: "it is \(verdict): fetch or export it again")
    }
}

extension JSONReader {
    private mutating func string() throws(ImportError) -> String {
        let start = cursor.place
        _ = try cursor.next()
        var text: [UInt8] = []
        while true {
            guard text.count <= Self.longestTextBytes else {
                throw fault(
                    start, "a text of at most \(Self.longestTextBytes) bytes", "more", "larger than any export's")
            }
            guard let byte = try cursor.peek(), byte >= 0x20 else { throw try fault("the end of a text", "damaged") }
            _ = try cursor.next()
            if byte == ASCII.quote { break }
            if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
        }
        guard let string = String(validating: text, as: UTF8.self) else {
            throw fault(start, "a text in UTF-8", "bytes that are none", "damaged")
        }
        return string
    }

    private mutating func escape(into text: inout [UInt8]) throws(ImportError) {
        switch try cursor.peek() {
        case UInt8(ascii: "u"):
            let start = cursor.place
            _ = try cursor.next()
            var number = try fourDigits()
            if (0xD800..<0xDC00).contains(number), try cursor.peek() == UInt8(ascii: "\\") {
                _ = try cursor.next()
                guard try cursor.peek() == UInt8(ascii: "u") else {
                    throw try fault("the second half of a pair", "damaged")
                }
                _ = try cursor.next()
                let second = try fourDigits()
                if (0xDC00..<0xE000).contains(second) { number = 0x10000 + (number - 0xD800) << 10 + (second - 0xDC00) }
            }
            guard let scalar = Unicode.Scalar(number) else {
                throw fault(start, "a character", "half of a surrogate pair", "damaged")
            }
            text.append(contentsOf: String(Character(scalar)).utf8)
            return
        case ASCII.quote: text.append(ASCII.quote)
        case UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(try cursor.peek() ?? 0)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(ASCII.lineFeed)
        case UInt8(ascii: "r"): text.append(ASCII.carriageReturn)
        case UInt8(ascii: "t"): text.append(0x09)
        default: throw try fault("one of \" \\ / b f n r t u after \\", "damaged")
        }
        _ = try cursor.next()
    }

    private mutating func fourDigits() throws(ImportError) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = try cursor.peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw try fault("four hexadecimal digits", "damaged")
            }
            number = number << 4 + UInt32(digit)
            _ = try cursor.next()
        }
        return number
    }
}
