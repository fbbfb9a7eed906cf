import CZlib

/// Decompresses the members of a gzip file (RFC 1952).
@safe final class GzipDecoder: Decompressor {
    private(set) var offsetBytes = 0
    private(set) var isBetweenFrames = false
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool

    init() {
        unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 15 bits of window, the most there is, and 16 for gzip's own head and checksum (zlib.h, inflateInit2).
        isReady = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit {
        if isReady { unsafe _ = inflateEnd(stream) }
        unsafe stream.deallocate()
    }

    func decompress(
        _ input: [UInt8], used: inout Int, end: Int, into output: inout [UInt8], at offset: Int
    ) throws(DecompressionFailure) -> Int {
        guard isReady else { throw DecompressionFailure(cause: "there is no memory for it") }
        if isBetweenFrames {
            guard used < end else { return 0 }
            unsafe _ = inflateReset(stream)
        }
        let start = used
        var written = 0
        let status = unsafe input.withUnsafeBytes { source in
            unsafe output.withUnsafeMutableBytes { target in
                let bytes = unsafe UnsafeMutablePointer(
                    mutating: source.baseAddress?.assumingMemoryBound(to: UInt8.self))
                unsafe stream.pointee.next_in = bytes.map { unsafe $0 + start }
                unsafe stream.pointee.avail_in = UInt32(end - start)
                unsafe stream.pointee.next_out = target.baseAddress.map {
                    unsafe $0.assumingMemoryBound(to: UInt8.self) + offset
                }
                unsafe stream.pointee.avail_out = UInt32(clamping: target.count - offset)
                let room = unsafe Int(stream.pointee.avail_out)
                let status = unsafe inflate(stream, Z_NO_FLUSH)
                used = unsafe end - Int(stream.pointee.avail_in)
                written = unsafe room - Int(stream.pointee.avail_out)
                return status
            }
        }
        offsetBytes += used - start
        switch status {
        case Z_STREAM_END: isBetweenFrames = true
        // Z_BUF_ERROR: there was nothing to do with what was at hand, and that is no error.
        case Z_OK, Z_BUF_ERROR: isBetweenFrames = false
        default:
            let text = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
            throw DecompressionFailure(cause: text ?? "error \(status) of zlib")
        }
        return written
    }
}
