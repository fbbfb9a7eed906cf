import EventModel
import Foundation
import Synchronization

/// A file without a name beside the generation, for what is too much to be kept in memory: it goes with the process.
final class EntrySpool: Sendable {
    private let file: Int32
    private let path: String
    private let table: String
    private let end = Atomic(0)

    init(folder: String, table: String) throws(TableError) {
        self.table = table
        path = "\(folder)/entries"
        file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        try check(file >= 0, "make")
        try check(unlink(path) == 0, "remove the name of")
    }

    deinit { close(file) }

    /// Writes `items` somewhere; any number of threads at a time.
    func append<Item: BitwiseCopyable>(_ items: [Item]) throws(TableError) -> Extent<Item> {
        let byteCount = items.count * MemoryLayout<Item>.stride
        let start = end.add((byteCount + 15) & ~15, ordering: .relaxed).oldValue
        let isWritten = items.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = pwrite(
                    file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, off_t(start + rest.startIndex)
                )
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
        try check(isWritten, "write")
        return Extent(start: start, count: items.count)
    }

    /// Everything written so far.
    func mapped() throws(TableError) -> MappedSpool {
        let count = end.load(ordering: .sequentiallyConsistent)
        guard count > 0 else { return MappedSpool(UnsafeRawBufferPointer(start: nil, count: 0)) }
        // The end is rounded up: what is mapped must be there.
        try check(ftruncate(file, off_t(count)) == 0, "write")
        let start = mmap(nil, count, PROT_READ, MAP_SHARED, file, 0)
        guard let start, start != MAP_FAILED else { throw failure("map") }
        return MappedSpool(UnsafeRawBufferPointer(start: start, count: count))
    }

    private func check(_ isDone: Bool, _ operation: String) throws(TableError) {
        if !isDone { throw failure(operation) }
    }

    private func failure(_ operation: String) -> TableError {
        .unreadable(table: table, cause: EngineError.file(operation: operation, path: path, code: errno))
    }
}

/// Where items stand in a spool.
struct Extent<Item: BitwiseCopyable>: Sendable {
    let start: Int
    let count: Int
}

/// A spool's content in memory that the system may take back at any time.
final class MappedSpool: @unchecked Sendable {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
    deinit { if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) } }

    /// The items of an extent of this spool. Not to be used once the spool is gone.
    func items<Item: BitwiseCopyable>(_ extent: Extent<Item>) -> UnsafeBufferPointer<Item> {
        guard extent.count > 0, let start = bytes.baseAddress else { return UnsafeBufferPointer(start: nil, count: 0) }
        let first = (start + extent.start).assumingMemoryBound(to: Item.self)
        return UnsafeBufferPointer(start: first, count: extent.count)
    }
}
