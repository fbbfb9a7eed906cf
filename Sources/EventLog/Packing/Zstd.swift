internal import CZstd

/// Packs blocks; for one thread at a time.
@safe package final class BlockPacker: @unchecked Sendable {
    private let context: OpaquePointer?

    /// `codesLiterals`: whether bytes that nothing before them is like are written in fewer bits than they have. Of sealed texts,
    /// which look drawn by lot, that saves next to nothing. Levels 1 and 2 do without where a target length is set.
    package init(level: Int32, codesLiterals: Bool = true) {
        unsafe context = ZSTD_createCCtx()
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
        if !codesLiterals { unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_targetLength, 1) }
        // The directory knows the size, and no dictionary is used: neither needs to be in the frame.
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0)
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0)
    }

    deinit { unsafe ZSTD_freeCCtx(context) }

    /// One frame, or nil where the library fails (out of memory).
    package func pack(_ bytes: [UInt8]) -> [UInt8]? {
        unsafe [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { target, count in
            let size = unsafe bytes.withUnsafeBytes { source in
                unsafe ZSTD_compress2(context, target.baseAddress, target.count, source.baseAddress, source.count)
            }
            count = ZSTD_isError(size) == 0 ? size : 0
        }.nonEmpty
    }
}

/// Unpacks blocks; for one thread at a time.
@safe package final class BlockUnpacker: @unchecked Sendable {
    private let context: OpaquePointer?

    package init() { unsafe context = ZSTD_createDCtx() }

    deinit { unsafe ZSTD_freeDCtx(context) }

    /// The `byteCount` bytes that were packed, or nil where the frame is damaged or holds another number of bytes. Takes no
    /// more memory than that.
    package func unpack(_ frame: borrowing RawSpan, byteCount: Int) -> [UInt8]? {
        var isWhole = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { target, count in
            let size = unsafe frame.withUnsafeBytes { source in
                unsafe ZSTD_decompressDCtx(context, target.baseAddress, byteCount, source.baseAddress, source.count)
            }
            isWhole = size == byteCount
            count = isWhole ? size : 0
        }
        return isWhole ? bytes : nil
    }
}

extension [UInt8] {
    fileprivate var nonEmpty: [UInt8]? { isEmpty ? nil : self }
}
