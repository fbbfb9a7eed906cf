/// The words of a text as they are indexed: small letters without accents, in the order in which they stand.
///
/// A word is a run of letters, marks and digits, of any script; anything else parts words, so `mx-1` is two. What has no
/// spaces between words (Han, kana, Thai, Lao, Khmer, Burmese) is a word a character; searching for several of them
/// together is searching for a phrase. Letters are folded by their upper-case and then lower-case forms (ß is ss, final
/// sigma a sigma), full-width ones to ASCII, and combining diacritical marks are dropped, composed or not.
/// The idea of the rules is that of Unicode's word boundaries (UAX #29); they need none of its tables.
public enum SearchWords {
    /// Longer words are cut here, in UTF-8 bytes: they share an entry with what they begin with.
    public static let longestWord = 64

    public static func words(of text: String) -> [String] {
        let found = flat(text)
        var start = 0
        return found.ends.map { end in
            defer { start = end }
            return String(decoding: found.bytes[start..<end], as: UTF8.self)
        }
    }

    /// The same as bytes of UTF-8: one word after the other.
    static func flat(_ text: String) -> FlatWords {
        var scanner = WordScanner()
        let isPlain: ()? =
            text.utf8.withContiguousStorageIfAvailable { bytes in
                for byte in bytes where byte >= 0x80 { return nil }
                for byte in bytes { scanner.take(ascii: byte) }
                return ()
            } ?? nil
        if isPlain == nil { for scalar in text.unicodeScalars { scanner.take(scalar) } }
        return scanner.end()
    }
}

/// Words in the order in which they stand, all in one array of bytes.
struct FlatWords {
    var bytes: [UInt8] = []
    /// Where each ends, and the next begins.
    var ends: [Int] = []
}

/// Collects words from scalars.
private struct WordScanner {
    /// The bytes after the last end are those of the word that is being collected.
    private var words = FlatWords()
    private var start = 0
    /// The last word stands for itself: marks still belong to it, letters do not.
    private var isSolitary = false

    mutating func take(ascii byte: UInt8) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): append(byte)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): append(byte | 0x20)
        default: finishWord()
        }
    }

    mutating func take(_ scalar: Unicode.Scalar) {
        if scalar.value < 0x80 { return take(ascii: UInt8(scalar.value)) }
        // Full-width forms of ASCII.
        if (0xFF01...0xFF5E).contains(scalar.value) { return take(ascii: UInt8(scalar.value - 0xFEE0)) }
        // Combining diacritical marks say nothing here, and part nothing.
        if (0x300...0x36F).contains(scalar.value) { return }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark: appendMark(scalar)
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .decimalNumber, .letterNumber,
            .otherNumber:
            appendFolded(properties)
        case .otherLetter:
            if scalar.hasNoSpaces { appendSolitary(scalar) } else { appendFolded(properties) }
        case .enclosingMark, .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol,
            .otherSymbol, .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .surrogate,
            .privateUse, .unassigned:
            finishWord()
        @unknown default: finishWord()
        }
    }

    mutating func end() -> FlatWords {
        finishWord()
        return words
    }

    private mutating func append(_ byte: UInt8) {
        if isSolitary { finishWord() }
        words.bytes.append(byte)
    }

    private mutating func appendFolded(_ properties: Unicode.Scalar.Properties) {
        if isSolitary { finishWord() }
        for upper in properties.uppercaseMapping.unicodeScalars {
            for lower in upper.properties.lowercaseMapping.unicodeScalars
            where !(0x300...0x36F).contains(lower.value) {
                words.bytes.append(contentsOf: UTF8.encode(BaseLetters.base(of: lower)) ?? UTF8.CodeUnit.none)
            }
        }
    }

    private mutating func appendSolitary(_ scalar: Unicode.Scalar) {
        finishWord()
        words.bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.CodeUnit.none)
        isSolitary = true
    }

    /// A vowel sign or the like goes with the letter before it.
    private mutating func appendMark(_ scalar: Unicode.Scalar) {
        if hasWord { words.bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.CodeUnit.none) }
    }

    private var hasWord: Bool { words.bytes.count > start }

    private mutating func finishWord() {
        isSolitary = false
        guard hasWord else { return }
        if words.bytes.count - start > SearchWords.longestWord {
            // Not within a scalar.
            var end = start + SearchWords.longestWord
            while words.bytes[end] & 0xC0 == 0x80 { end -= 1 }
            words.bytes.removeSubrange(end...)
        }
        start = words.bytes.count
        words.ends.append(start)
    }
}

extension UTF8.CodeUnit {
    fileprivate static var none: UTF8.EncodedScalar { UTF8.EncodedScalar() }
}

extension Unicode.Scalar {
    /// Letters of scripts whose words are not parted by spaces.
    fileprivate var hasNoSpaces: Bool {
        switch value {
        // Thai, Lao; Burmese; Khmer; Hiragana; Katakana is written for whole words, and is none of these.
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3041...0x309F: true
        default: properties.isIdeographic
        }
    }
}
