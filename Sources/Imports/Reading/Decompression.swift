/// A form of compressed data that is read as what it was made of.
public enum Compression: String, Sendable, CaseIterable {
    case zstandard = "Zstandard"
    case gzip

    /// How it begins.
    private var magic: [UInt8] {
        switch self {
        // RFC 8878, 3.1.1: the frame's magic number 0xFD2FB528, little-endian.
        case .zstandard: [0x28, 0xB5, 0x2F, 0xFD]
        // RFC 1952, 2.3.1: two bytes, and 8 for deflate, the only method.
        case .gzip: [0x1F, 0x8B, 0x08]
        }
    }

    /// The ending of a name that promises it.
    var nameEnding: String {
        switch self {
        case .zstandard: ".zst"
        case .gzip: ".gz"
        }
    }

    /// What tests such a file.
    var testCommand: String {
        switch self {
        case .zstandard: "zstd -t"
        case .gzip: "gzip -t"
        }
    }

    var magicText: String { hexText(magic[...]) }

    /// The most bytes that it takes to tell.
    static let lengthBytes = 4

    /// What begins with these bytes; nil for none of these.
    static func begun(by bytes: ArraySlice<UInt8>) -> Compression? {
        if let found = allCases.first(where: { bytes.starts(with: $0.magic) }) { return found }
        // RFC 8878, 3.1.2: skippable frames are 0x184D2A50 to 0x184D2A5F; parallel compressors put one first.
        guard let first = bytes.first, first & 0xF0 == 0x50, bytes.dropFirst().starts(with: [0x2A, 0x4D, 0x18]) else {
            return nil
        }
        return .zstandard
    }

    /// What a name promises.
    static func promised(by name: String) -> Compression? { allCases.first { name.hasSuffix($0.nameEnding) } }

    func makeDecoder() -> any Decompressor {
        switch self {
        case .zstandard: ZstdDecoder()
        case .gzip: GzipDecoder()
        }
    }
}

/// Decompresses frames, one after the other, in pieces of any size.
protocol Decompressor: AnyObject {
    /// Compressed bytes taken so far.
    var offsetBytes: Int { get }
    /// True after the last byte of a frame and before the next frame's first.
    var isBetweenFrames: Bool { get }
    /// Decompresses from `input[used..<end]` into `output[offset...]`; moves `used`, returns the bytes written.
    ///
    /// Throws the library's own words when the data is damaged.
    func decompress(
        _ input: [UInt8], used: inout Int, end: Int, into output: inout [UInt8], at offset: Int
    ) throws(DecompressionFailure) -> Int
}

/// What a library says of damaged data.
struct DecompressionFailure: Error {
    let cause: String
}

/// Bytes as people write them: `28 B5 2F FD`.
func hexText(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
}
