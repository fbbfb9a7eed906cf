/// The part of a source that is being looked at: bytes join behind and leave in front.
struct ByteWindow: ~Copyable {
    private(set) var isAtEnd = false
    private var source: ByteSource
    private var buffer = [UInt8](repeating: 0, count: Self.chunkBytes)
    private var start = 0
    private var end = 0

    private static let chunkBytes = 256 * 1024

    var name: String { source.name }
    var count: Int { end - start }

    init(_ source: consuming ByteSource) {
        self.source = source
    }

    /// The bytes at hand.
    var bytes: Span<UInt8> {
        @_lifetime(borrow self) get { buffer.span.extracting(start..<end) }
    }

    /// Reads on; at the end of the source nothing joins and `isAtEnd` holds.
    mutating func fill() throws(ImportError) {
        if start == end { (start, end) = (0, 0) }
        if end == buffer.count { makeRoom() }
        let count = try source.read(into: &buffer, at: end)
        end += count
        isAtEnd = count == 0
    }

    /// Lets the first `count` bytes go.
    mutating func drop(_ count: Int) {
        start += count
    }

    /// Lets everything up to and with the next line end go, reading on as far as it takes.
    mutating func dropLine() throws(ImportError) {
        while true {
            if let index = buffer[start..<end].firstIndex(of: ASCII.lineFeed) {
                start = index + 1
                return
            }
            start = end
            try fill()
            if isAtEnd { return }
        }
    }

    /// Moves what is left to the front, and doubles the buffer where that is most of it.
    private mutating func makeRoom() {
        buffer.removeSubrange(..<start)
        (start, end) = (0, end - start)
        let capacity = max(Self.chunkBytes, end * 2)
        buffer.append(contentsOf: repeatElement(0, count: capacity - buffer.count))
    }
}
