// Characters, references, and what is passed over.
extension XMLReader {
    /// Characters up to the next tag, comment or instruction, and where they begin. Marked sections are characters too.
    mutating func characters() throws(ImportError) -> (text: [UInt8], start: TextPlace) {
        let start = cursor.place
        var text: [UInt8] = []
        while let byte = try cursor.peek(), byte != UInt8(ascii: "<") { try character(into: &text, start) }
        return (text, start)
    }

    /// One character, or what a reference stands for.
    mutating func character(into text: inout [UInt8], _ start: TextPlace) throws(ImportError) {
        let place = cursor.place
        guard text.count < Self.longestTextBytes else {
            throw fault(
                start, "a text of at most \(Self.longestTextBytes) bytes", "more",
                "no attribute is that long: check the export")
        }
        guard let byte = try cursor.next() else { return }
        switch byte {
        case UInt8(ascii: "&"): try reference(into: &text, place)
        case ASCII.carriageReturn:
            // Line ends are one character, whatever the system they come from.
            text.append(ASCII.lineFeed)
            if try cursor.peek() == ASCII.lineFeed { _ = try cursor.next() }
        case 0..<0x20 where !ASCII.isSpace(byte):
            throw fault(place, "text", ASCII.shown(byte), "XML has no such character: check the export")
        default: text.append(byte)
        }
    }

    private mutating func reference(into text: inout [UInt8], _ place: TextPlace) throws(ImportError) {
        var name: [UInt8] = []
        while name.count < 12, let byte = try cursor.peek(), byte != UInt8(ascii: ";"), byte != UInt8(ascii: "<"),
            !ASCII.isSpace(byte)
        {
            name.append(byte)
            _ = try cursor.next()
        }
        let known = try cursor.peek() == UInt8(ascii: ";") ? Self.meaning(String(decoding: name, as: UTF8.self)) : nil
        guard let known else {
            throw fault(
                place, "&lt; &gt; &amp; &quot; &apos; or the number of a character",
                "\"&\(String(decoding: name, as: UTF8.self))\"",
                "entities of other kinds are never followed: write the text itself, and & as &amp;")
        }
        _ = try cursor.next()
        text.append(contentsOf: String(known).utf8)
    }

    private static func meaning(_ name: String) -> Character? {
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let digits = name.dropFirst()
            let isHexadecimal = digits.hasPrefix("x")
            guard
                let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
                digits.allSatisfy(\.isASCIIDigitOrLetter), let scalar = Unicode.Scalar(number)
            else { return nil }
            let isCharacter =
                number >= 0x20 ? number != 0xFFFE && number != 0xFFFF : [0x09, 0x0A, 0x0D].contains(number)
            return isCharacter ? Character(scalar) : nil
        }
    }

    /// `<?xml …?>` and other instructions, which are for others.
    mutating func instruction(_ start: TextPlace) throws(ImportError) {
        _ = try cursor.next()
        let text = try text(upTo: "?>", start)
        let words = String(decoding: text, as: UTF8.self).lowercased()
        guard words.hasPrefix("xml "), let encoding = words.firstRange(of: "encoding") else { return }
        let name = words[encoding.upperBound...].drop { "= \"'".contains($0) }.prefix { !"\"' ?".contains($0) }
        guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(name) else {
            throw .wrongEncoding(source: cursor.name, found: "\(name), as the first line says")
        }
    }

    /// `<!-- … -->`, which is nothing, or `<![CDATA[…]]>`, which is text. Document types begin in the same way.
    mutating func commentOrSection(_ start: TextPlace) throws(ImportError) -> XMLPiece? {
        _ = try cursor.next()
        switch try cursor.peek() {
        case UInt8(ascii: "-"):
            for _ in 0..<2 { try expect("-", "the beginning of a comment") }
            _ = try text(upTo: "-->", start)
            return nil
        case UInt8(ascii: "[") where depth > 0:
            for character in "[CDATA[" { try expect(character, "the beginning of a section of text") }
            return .text(try string(try text(upTo: "]]>", start), start))
        default:
            throw fault(
                start, "an element", "a declaration (<!DOCTYPE or the like)",
                "document types are refused, for entities may expand without end: take it out")
        }
    }

    /// The text before `end`, which is passed too.
    private mutating func text(upTo end: String, _ start: TextPlace) throws(ImportError) -> [UInt8] {
        let end = Array(end.utf8)
        var text: [UInt8] = []
        while !text.ends(with: end) {
            guard text.count < Self.longestTextBytes, let byte = try cursor.next() else {
                let wanted = String(decoding: end, as: UTF8.self)
                throw fault(
                    start, "\(wanted) within \(Self.longestTextBytes) bytes", "none",
                    "it is cut off: fetch or export it again whole")
            }
            text.append(byte)
        }
        return Array(text.dropLast(end.count))
    }

    mutating func expect(_ character: Character, _ what: String) throws(ImportError) {
        let place = cursor.place
        let byte = try cursor.next()
        guard let byte, Character(Unicode.Scalar(byte)) == character else {
            throw fault(place, "\"\(character)\": \(what)", ASCII.shown(byte), next(byte))
        }
    }

    func string(_ bytes: [UInt8], _ start: TextPlace) throws(ImportError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw fault(start, "UTF-8", "bytes that are none", "export it again in UTF-8")
        }
        return text
    }

    func fault(_ place: TextPlace, _ expected: String, _ found: String, _ next: String) -> ImportError {
        .malformed(source: cursor.name, place: place.description, expected: expected, found: found, next: next)
    }

    /// What to do about a byte that is not what should be there.
    func next(_ found: UInt8?) -> String {
        found == nil ? "it is cut off: fetch or export it again whole" : "it is damaged, or no XML: check the export"
    }
}

extension [UInt8] {
    fileprivate func ends(with bytes: [UInt8]) -> Bool { suffix(bytes.count).elementsEqual(bytes) }
}

extension Character {
    fileprivate var isASCIIDigitOrLetter: Bool { isASCII && (isLetter || isNumber) }
}
