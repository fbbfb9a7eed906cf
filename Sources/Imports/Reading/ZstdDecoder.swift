import CZstd

/// Decompresses Zstandard frames (RFC 8878), one after the other, in pieces of any size.
@safe final class ZstdDecoder {
    /// Compressed bytes taken so far.
    private(set) var offsetBytes = 0
    /// True after the last byte of a frame and before the next frame's first.
    private(set) var isBetweenFrames = false
    private let stream: OpaquePointer?

    init() {
        // The library's limit on the window (128 MiB) stands: a hostile frame cannot claim more memory.
        unsafe stream = ZSTD_createDStream()
    }

    deinit {
        unsafe ZSTD_freeDStream(stream)
    }

    /// Decompresses from `input[used..<end]` into `output[offset...]`; moves `used`, returns the bytes written.
    ///
    /// Throws the library's own words when the data is damaged.
    func decompress(
        _ input: [UInt8], used: inout Int, end: Int, into output: inout [UInt8], at offset: Int
    ) throws(ZstdFailure) -> Int {
        let start = used
        var written = 0
        let status = unsafe input.withUnsafeBytes { source in
            unsafe output.withUnsafeMutableBytes { target in
                var from = unsafe ZSTD_inBuffer(src: source.baseAddress, size: end, pos: start)
                var to = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: offset)
                let status = unsafe ZSTD_decompressStream(stream, &to, &from)
                used = unsafe from.pos
                written = unsafe to.pos - offset
                return status
            }
        }
        offsetBytes += used - start
        guard ZSTD_isError(status) == 0 else {
            throw ZstdFailure(cause: unsafe String(cString: ZSTD_getErrorName(status)))
        }
        // Without progress the status only tells how much the next frame's header would take.
        if used > start || written > 0 { isBetweenFrames = status == 0 }
        return written
    }
}

/// What the library says of damaged data.
struct ZstdFailure: Error {
    let cause: String
}

/// How a Zstandard file begins.
enum ZstdMagic {
    static let lengthBytes = 4
    /// RFC 8878, 3.1.1: the frame's magic number 0xFD2FB528, little-endian.
    private static let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
    /// RFC 8878, 3.1.2: skippable frames are 0x184D2A50 to 0x184D2A5F; parallel compressors put one first.
    private static let skippable: [UInt8] = [0x2A, 0x4D, 0x18]

    static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
        let head = bytes.prefix(lengthBytes)
        guard head.count == lengthBytes, let first = head.first else { return false }
        return head.elementsEqual(frame) || (first & 0xF0 == 0x50 && head.dropFirst().elementsEqual(skippable))
    }
}
