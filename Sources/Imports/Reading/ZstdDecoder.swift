import CZstd

/// Decompresses Zstandard frames (RFC 8878), one after the other, in pieces of any size.
@safe final class ZstdDecoder: Decompressor {
    private(set) var offsetBytes = 0
    private(set) var isBetweenFrames = false
    private let stream: OpaquePointer?

    init() {
        // The library's limit on the window (128 MiB) stands: a hostile frame cannot claim more memory.
        unsafe stream = ZSTD_createDStream()
    }

    deinit {
        unsafe ZSTD_freeDStream(stream)
    }

    func decompress(
        _ input: [UInt8], used: inout Int, end: Int, into output: inout [UInt8], at offset: Int
    ) throws(DecompressionFailure) -> Int {
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
            throw DecompressionFailure(cause: unsafe String(cString: ZSTD_getErrorName(status)))
        }
        // Without progress the status only tells how much the next frame's header would take.
        if used > start || written > 0 { isBetweenFrames = status == 0 }
        return written
    }
}
