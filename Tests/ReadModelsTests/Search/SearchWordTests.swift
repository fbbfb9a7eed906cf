import ReadModels
import TestSupport
import Testing

@Suite struct SearchWordTests {
    @Test(
        "words are small letters and digits of any script, without accents",
        arguments: [
            ("Mail does not arrive!", ["mail", "does", "not", "arrive"]),
            ("mx-1.example.com:25", ["mx", "1", "example", "com", "25"]),
            ("", []), (" .,;\n\t\u{0}", []),
            ("l'imprimante", ["l", "imprimante"]),
            ("Zürich Straße STRASSE", ["zurich", "strasse", "strasse"]),
            ("e\u{301}cole \u{E9}cole ÉCOLE", ["ecole", "ecole", "ecole"]),
            ("Việt Nam tiếng", ["viet", "nam", "tieng"]),
            ("ΟΔΟΣ οδός ὁδός", ["οδοσ", "οδοσ", "οδοσ"]),
            ("Почта не работает. Ёж йод", ["почта", "не", "работает", "еж", "иод"]),
            ("İstanbul ISPARTA ısparta", ["istanbul", "isparta", "isparta"]),
            ("邮件服务器down", ["邮", "件", "服", "务", "器", "down"]),
            ("メールが届かない", ["メール", "が", "届", "か", "な", "い"]),
            ("메일 서버", ["메일", "서버"]),
            ("ไม่มีเมล", ["ไ", "ม่", "มี", "เ", "ม", "ล"]),
            ("ＭＡＩＬ１", ["mail1"]),
            ("हिन्दी मेल", ["हिन्दी", "मेल"]),
            ("שלום עולם", ["שלום", "עולם"]),
            ("don\u{2019}t 🙂 x²", ["don", "t", "x²"]),
        ] as [(String, [String])])
    func words(text: String, expected: [String]) { #expect(SearchWords.words(of: text) == expected) }

    @Test("a word without end is cut, and not within a letter")
    func longest() throws {
        let word = try #require(SearchWords.words(of: String(repeating: "ж", count: 200)).first)
        #expect(word == String(repeating: "ж", count: 32))
        #expect(SearchWords.words(of: "x" + String(repeating: "ж", count: 200))[0].utf8.count == 63)
        #expect(SearchWords.words(of: String(repeating: "a", count: 1_000_000))[0].utf8.count == 64)
    }

    @Test("whatever scalars come, words are words of themselves", arguments: 0..<40 as Range<UInt64>)
    func stable(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var text = String.UnicodeScalarView()
        for _ in 0..<300 {
            if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &random)) { text.append(scalar) }
        }
        for word in SearchWords.words(of: String(text)) {
            #expect(!word.isEmpty)
            // A mark without a letter before it is dropped, and stands nowhere else but behind a letter.
            #expect(SearchWords.words(of: word).joined() == word, "seed \(seed): \(word.unicodeScalars.map(\.value))")
        }
    }
}
