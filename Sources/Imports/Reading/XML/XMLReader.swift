// Foundation's XMLParser calls back until its text is read: an import could not take a row, record it and go on. On Linux it
// also drops what an entity of a document type stands for without a word, and calls a text that is cut off parsed.

/// Reads XML (1.0, fifth edition) piece by piece from a source of any length, and strictly: what is not well formed is an error
/// with its place.
///
/// UTF-8 only. A document type is refused, so that there are no entities but the five of XML itself: nothing expands, and
/// no other file is ever opened. Comments and processing instructions are passed over, prefixes of names dropped.
struct XMLReader: ~Copyable {
    /// Elements within elements.
    static let deepest = 64
    static let longestNameBytes = 256
    /// One text or value of an attribute. What an attribute of an item may have is less.
    static let longestTextBytes = 2 << 20
    static let mostAttributes = 256

    var cursor: TextCursor
    private var open: [(name: [UInt8], place: TextPlace)] = []
    private var endsAtOnce = false
    private var hadRoot = false

    init(_ source: consuming ByteSource) throws(ImportError) { cursor = try TextCursor(source) }

    var depth: Int { open.count }
    var place: TextPlace { cursor.place }

    /// The next piece; nil behind the end of the outermost element and whatever may follow it.
    mutating func next() throws(ImportError) -> XMLPiece? {
        if endsAtOnce {
            endsAtOnce = false
            open.removeLast()
            return .end
        }
        while true {
            let (text, start) = try characters()
            if !text.isEmpty {
                if !open.isEmpty { return .text(try string(text, start)) }
                guard text.allSatisfy(ASCII.isSpace) else {
                    throw fault(start, "nothing but elements and comments there", "text", "check the export")
                }
            }
            guard try cursor.peek() != nil else { return try atEnd() }
            if let piece = try markup() { return piece }
        }
    }

    /// Passes everything up to and with the end of the element that was started last.
    mutating func skipElement() throws(ImportError) {
        let outside = open.count - 1
        while open.count > outside { _ = try next() }
    }

    private func atEnd() throws(ImportError) -> XMLPiece? {
        if let last = open.last {
            let name = String(decoding: last.name, as: UTF8.self)
            throw fault(
                cursor.place, "</\(name)> for the <\(name)> of \(last.place)", "the end of the text",
                "it is cut off: fetch or export it again whole")
        }
        guard hadRoot else {
            throw fault(cursor.place, "an element", "the end of the text", "it is empty: check the export")
        }
        return nil
    }

    /// What begins with `<`; nil where it is nothing for the reader's user.
    private mutating func markup() throws(ImportError) -> XMLPiece? {
        let start = cursor.place
        _ = try cursor.next()
        switch try cursor.peek() {
        case UInt8(ascii: "/"): return try endTag(start)
        case UInt8(ascii: "?"):
            try instruction(start)
            return nil
        case UInt8(ascii: "!"): return try commentOrSection(start)
        default: return .start(try startTag(start))
        }
    }

    private mutating func startTag(_ start: TextPlace) throws(ImportError) -> XMLElement {
        let name = try self.name("the name of an element")
        guard !open.isEmpty || !hadRoot else {
            throw fault(start, "one outermost element", "another one", "it is two texts in one: split it")
        }
        guard open.count < Self.deepest else {
            throw fault(
                start, "at most \(Self.deepest) elements within each other", "one more",
                "no export is that deep: check the file")
        }
        var attributes: [(name: String, value: String)] = []
        while true {
            let before = cursor.offsetBytes
            try cursor.skipSpace()
            let place = cursor.place
            switch try cursor.peek() {
            case UInt8(ascii: ">"):
                _ = try cursor.next()
                return begin(name, attributes, start)
            case UInt8(ascii: "/"):
                _ = try cursor.next()
                try expect(">", "the end of an empty element")
                endsAtOnce = true
                return begin(name, attributes, start)
            case let byte:
                guard cursor.offsetBytes > before else {
                    throw fault(place, "white space, \">\" or \"/>\" in a tag", ASCII.shown(byte), next(byte))
                }
                let attribute = try self.attribute()
                if attributes.contains(where: { $0.name == attribute.name }) {
                    throw fault(place, "each attribute once", "\(attribute.name) again", "check the export")
                }
                guard attributes.count < Self.mostAttributes else {
                    throw fault(
                        place, "at most \(Self.mostAttributes) attributes", "one more", "check the export")
                }
                attributes.append(attribute)
            }
        }
    }

    private mutating func begin(
        _ name: [UInt8], _ attributes: [(name: String, value: String)], _ start: TextPlace
    ) -> XMLElement {
        open.append((name, start))
        hadRoot = true
        let local = name.split(separator: UInt8(ascii: ":")).last.map(Array.init) ?? name
        return XMLElement(name: String(decoding: local, as: UTF8.self), attributes: attributes, place: start)
    }

    private mutating func endTag(_ start: TextPlace) throws(ImportError) -> XMLPiece {
        _ = try cursor.next()
        let name = try self.name("the name of the element that ends")
        try cursor.skipSpace()
        try expect(">", "the end of a tag")
        let last = open.popLast()
        guard let last, last.name == name else {
            throw fault(
                start, last.map { "</\(String(decoding: $0.name, as: UTF8.self))>" } ?? "an element",
                "</\(String(decoding: name, as: UTF8.self))>",
                "elements must end in the order in which they began: check the export")
        }
        return .end
    }

    private mutating func attribute() throws(ImportError) -> (name: String, value: String) {
        let name = try self.name("the name of an attribute")
        try cursor.skipSpace()
        try expect("=", "the value of an attribute")
        try cursor.skipSpace()
        let start = cursor.place
        let quote = try cursor.next()
        guard let quote, quote == ASCII.quote || quote == UInt8(ascii: "'") else {
            throw fault(start, "a value in quotes", ASCII.shown(quote), next(quote))
        }
        var value: [UInt8] = []
        while let byte = try cursor.peek(), byte != quote {
            if byte == UInt8(ascii: "<") {
                throw fault(cursor.place, "the end of a value", "\"<\"", "a quote is missing, or < is not written &lt;")
            }
            try character(into: &value, start)
            // White space of a value is blanks.
            if let last = value.last, ASCII.isSpace(last), byte != UInt8(ascii: "&") {
                value[value.count - 1] = UInt8(ascii: " ")
            }
        }
        try expect(Character(Unicode.Scalar(quote)), "the end of a value")
        return (String(decoding: name, as: UTF8.self), try string(value, start))
    }

    private mutating func name(_ what: String) throws(ImportError) -> [UInt8] {
        let start = cursor.place
        var name: [UInt8] = []
        while let byte = try cursor.peek(), Self.isNameByte(byte, isFirst: name.isEmpty) {
            guard name.count < Self.longestNameBytes else {
                throw fault(start, "a name of at most \(Self.longestNameBytes) bytes", "more", "check the export")
            }
            name.append(byte)
            _ = try cursor.next()
        }
        guard !name.isEmpty else {
            let found = try cursor.peek()
            throw fault(start, what, ASCII.shown(found), next(found))
        }
        _ = try string(name, start)
        return name
    }

    private static func isNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: ":"), 0x80...:
            true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): !isFirst
        default: false
        }
    }
}
