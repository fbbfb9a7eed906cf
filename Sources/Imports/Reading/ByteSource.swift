/// A stream of bytes from a file, standard input or memory, decompressed where it is Zstandard or gzip.
///
/// Both are known by their first bytes, so that a pipe needs no name. A name that ends in `.zst` or `.gz` promises it: other content
/// under such a name is an error.
///
///     var source = try ByteSource(path: "incidents.csv.zst")
///     let count = try source.read(into: &buffer, at: 0)
public struct ByteSource: ~Copyable {
    /// How messages call this source.
    public let name: String
    private var input: RawInput
    private let decoder: (any Decompressor)?
    private let compression: Compression?
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
        while filled < Compression.lengthBytes {
            let count = try input.read(into: &buffer, at: filled)
            guard count > 0 else { break }
            filled += count
        }
        let head = buffer[..<min(filled, Compression.lengthBytes)]
        let compression = Compression.begun(by: head)
        if let promised = Compression.promised(by: input.name), compression != promised {
            // The first bytes of an interrupted download may be all there is.
            guard head.count == Compression.lengthBytes else {
                throw .truncated(promised, source: input.name, offsetBytes: filled)
            }
            throw .notCompressed(promised, source: input.name, found: hexText(head))
        }
        name = input.name
        self.compression = compression
        decoder = compression?.makeDecoder()
        self.buffer = buffer
        self.input = input
    }

    /// Fills `target` from `offset` with what is at hand; returns how many bytes, 0 at the end and only there.
    ///
    /// `target` must have room behind `offset`.
    public mutating func read(into target: inout [UInt8], at offset: Int) throws(ImportError) -> Int {
        guard let decoder, let compression else { return try readPlain(into: &target, at: offset) }
        while true {
            let written = try decompress(compression, with: decoder, into: &target, at: offset)
            if written > 0 { return written }
            guard used == filled else { continue }
            filled = try input.read(into: &buffer, at: 0)
            used = 0
            guard filled == 0 else { continue }
            // The end of the input is the end of the data only between two frames.
            if decoder.isBetweenFrames { return 0 }
            throw .truncated(compression, source: name, offsetBytes: decoder.offsetBytes)
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
        _ compression: Compression, with decoder: any Decompressor, into target: inout [UInt8], at offset: Int
    ) throws(ImportError) -> Int {
        do {
            return try decoder.decompress(buffer, used: &used, end: filled, into: &target, at: offset)
        } catch {
            throw .corrupt(compression, source: name, offsetBytes: decoder.offsetBytes, cause: error.cause)
        }
    }
}
