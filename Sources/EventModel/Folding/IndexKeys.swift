/// The values under which rows stand in an index, row after row, in one buffer. Of one row each counts once.
public struct IndexKeys: Sendable {
    public private(set) var bytes: [UInt8] = []
    /// Where each value ends in `bytes`.
    public private(set) var ends: [Int] = []
    /// The first value of the row that was begun last.
    private var firstOfRow = 0

    public init() {}

    public var count: Int { ends.count }
    var all: [IndexKey] { ends.indices.map { IndexKey(bytes: Array(bytes[range($0)])) } }

    public mutating func add(_ key: IndexKey) {
        bytes.append(contentsOf: key.bytes)
        end()
    }
    public mutating func add(_ value: Int64) {
        unsafe withUnsafeBytes(of: IndexKey.ordered(value)) { unsafe bytes.append(contentsOf: $0) }
        end()
    }
    public mutating func add(_ instant: Instant) { add(instant.micros) }
    public mutating func add(_ text: String) {
        IndexKey.append(text, to: &bytes)
        end()
    }

    @usableFromInline
    mutating func beginRow() { firstOfRow = ends.count }

    /// Ends the value that stands behind the last one. The values of one row are few: each is compared with all.
    private mutating func end() {
        let start = ends.last ?? 0
        for earlier in firstOfRow..<ends.count where bytes[range(earlier)] == bytes[start...] {
            return bytes.removeSubrange(start...)
        }
        ends.append(bytes.count)
    }

    private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
}
