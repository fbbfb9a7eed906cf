/// What the first bytes of a text tell about its encoding.
enum TextEncoding: Equatable {
    /// Nothing speaks against UTF-8; a byte order mark of `markBytes` bytes comes first.
    case utf8(markBytes: Int)
    /// Something else, in words.
    case other(String)

    /// How many bytes `detect` looks at.
    static let headBytes = 4

    /// Marks, longest first, since UTF-32's begins as UTF-16's; beside them the files people take for CSV.
    private static let beginnings: [(bytes: [UInt8], name: String)] = [
        ([0xFF, 0xFE, 0x00, 0x00], "UTF-32 (little-endian byte order mark)"),
        ([0x00, 0x00, 0xFE, 0xFF], "UTF-32 (big-endian byte order mark)"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive, as .xlsx and .ods files are"),
        ([0xFF, 0xFE], "UTF-16 (little-endian byte order mark)"),
        ([0xFE, 0xFF], "UTF-16 (big-endian byte order mark)"),
        ([0x1F, 0x8B], "gzip data"),
    ]
    private static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func detect(_ bytes: Span<UInt8>) -> TextEncoding {
        let head = (0..<min(headBytes, bytes.count)).map { bytes[$0] }
        if head.starts(with: utf8Mark) { return .utf8(markBytes: utf8Mark.count) }
        for beginning in beginnings where head.starts(with: beginning.bytes) { return .other(beginning.name) }
        // No header has a NUL; ASCII in UTF-16 or UTF-32 has one within its first four bytes.
        if head.contains(0) { return .other("a NUL byte, as in UTF-16 without a byte order mark") }
        return .utf8(markBytes: 0)
    }
}
