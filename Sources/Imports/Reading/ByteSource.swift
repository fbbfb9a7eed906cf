/// A stream of bytes from a file, standard input or memory, decompressed where it is Zstandard.
///
/// Zstandard is known by its first four bytes, so that a pipe needs no name. A name that ends in `.zst` promises it:
/// other content under such a name is an error.
///
///     var source = try ByteSource(path: "incidents.csv.zst")
///     let count = try source.read(into: &buffer, at: 0)
public struct ByteSource: ~Copyable {
    /// How messages call this source.
    public let name: String
    private var input: RawInput
    private let decoder: ZstdDecoder?
    private var buffer: [UInt8]
    private var used = 0
    private var filled = 0

    private static let bufferBytes = 128 * 1024

    /// Opens the file at `path`, or standard input for `-`. Throws when it cannot be read.
    public init(path: String) throws(ImportError) {
        try self.init(RawInput(path: path))
    }

    /// Reads bytes that are in memory already; `name` is for messages.
    public init(name: String, bytes: [UInt8]) throws(ImportError) {
        try self.init(RawInput(name: name, bytes: bytes))
    }

    private init(_ input: consuming RawInput) throws(ImportError) {
        var buffer = [UInt8](repeating: 0, count: Self.bufferBytes)
        // A pipe may give one byte at a time.
        while filled < ZstdMagic.lengthBytes {
            let count = try input.read(into: &buffer, at: filled)
            guard count > 0 else { break }
            filled += count
        }
        let head = buffer[..<min(filled, ZstdMagic.lengthBytes)]
        let isZstd = ZstdMagic.begins(head)
        if !isZstd && input.name.hasSuffix(".zst") {
            // The first bytes of an interrupted download may be all there is.
            guard head.count == ZstdMagic.lengthBytes else {
                throw .truncatedZstd(source: input.name, offsetBytes: filled)
            }
            throw .notZstd(source: input.name, found: hex(head))
        }
        name = input.name
        decoder = isZstd ? ZstdDecoder() : nil
        self.buffer = buffer
        self.input = input
    }

    /// Fills `target` from `offset` with what is at hand; returns how many bytes, 0 at the end and only there.
    ///
    /// `target` must have room behind `offset`.
    public mutating func read(into target: inout [UInt8], at offset: Int) throws(ImportError) -> Int {
        guard let decoder else { return try readPlain(into: &target, at: offset) }
        while true {
            let written = try decompress(with: decoder, into: &target, at: offset)
            if written > 0 { return written }
            guard used == filled else { continue }
            filled = try input.read(into: &buffer, at: 0)
            used = 0
            guard filled == 0 else { continue }
            // The end of the input is the end of the data only between two frames.
            if decoder.isBetweenFrames { return 0 }
            throw .truncatedZstd(source: name, offsetBytes: decoder.offsetBytes)
        }
    }

    private mutating func readPlain(into target: inout [UInt8], at offset: Int) throws(ImportError) -> Int {
        // First what was read to look for the magic number, then past this buffer.
        guard used < filled else { return try input.read(into: &target, at: offset) }
        let count = min(filled - used, target.count - offset)
        target.replaceSubrange(offset..<offset + count, with: buffer[used..<used + count])
        used += count
        return count
    }

    private mutating func decompress(
        with decoder: ZstdDecoder, into target: inout [UInt8], at offset: Int
    ) throws(ImportError) -> Int {
        do {
            return try decoder.decompress(buffer, used: &used, end: filled, into: &target, at: offset)
        } catch {
            throw .corruptZstd(source: name, offsetBytes: decoder.offsetBytes, cause: error.cause)
        }
    }
}

/// Bytes as people write them: `28 B5 2F FD`.
private func hex(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
}
