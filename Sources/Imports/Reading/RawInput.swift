#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Bytes as they lie in a file, come down a pipe or stand in memory, before decompression.
struct RawInput: ~Copyable {
    /// How messages call this input.
    let name: String
    private let origin: Origin
    /// How messages call standard input.
    static let standardInput = "standard input"
    private var offsetInMemory = 0

    private enum Origin {
        /// `owned` descriptors are closed at the end; standard input is not ours to close.
        case descriptor(Int32, owned: Bool)
        case memory([UInt8])
    }

    /// Opens the file at `path`, or standard input for `-`.
    init(path: String) throws(ImportError) {
        guard path != "-" else {
            self.init(name: Self.standardInput, origin: .descriptor(STDIN_FILENO, owned: false))
            return
        }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path, errno) }
        self.init(name: path, origin: .descriptor(descriptor, owned: true))
    }

    /// Bytes that are already here.
    init(name: String, bytes: [UInt8]) {
        self.init(name: name, origin: .memory(bytes))
    }

    private init(name: String, origin: Origin) {
        self.name = name
        self.origin = origin
    }

    deinit {
        if case .descriptor(let descriptor, owned: true) = origin { close(descriptor) }
    }

    /// Fills `buffer` from `offset` with what is at hand; returns how many bytes, 0 at the end.
    mutating func read(into buffer: inout [UInt8], at offset: Int) throws(ImportError) -> Int {
        switch origin {
        case .memory(let bytes):
            let count = min(bytes.count - offsetInMemory, buffer.count - offset)
            for index in 0..<count { buffer[offset + index] = bytes[offsetInMemory + index] }
            offsetInMemory += count
            return count
        case .descriptor(let descriptor, _):
            return try read(descriptor, into: &buffer, at: offset)
        }
    }

    private func read(
        _ descriptor: Int32, into buffer: inout [UInt8], at offset: Int
    ) throws(ImportError) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
                return unsafe systemRead(descriptor, room.baseAddress, room.count)
            }
            if count >= 0 { return count }
            // A signal came first: nothing was read, nothing is lost.
            if errno != EINTR { throw .unreadable(name, errno) }
        }
    }
}

/// read(2), whose name a method of ours hides.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(descriptor, bytes, count)
}

extension ImportError {
    fileprivate static func unreadable(_ source: String, _ code: Int32) -> ImportError {
        .unreadable(source: source, code: code, cause: unsafe String(cString: strerror(code)))
    }
}
