internal import EventModel
internal import Glibc
internal import Synchronization

/// The file `commit.note` beside `data.mdb`: which log is here, and how far it has been acknowledged.
///
///     0         8         16        24
///     ├─────────┼─────────┼─────────┤
///     │identity │position │checksum │   little-endian; identity: XXH3-64 of the LogIdentity's bytes; checksum: XXH3-64
///     └─────────┴─────────┴─────────┘   of the first 16 bytes
///
/// Written after a commit is durable and never synced: it may lag behind, or be gone after a power cut, but never run ahead.
/// So where it does, or names another log, `data.mdb` is not the file that was acknowledged: exchanged, put back from an
/// older copy, or rolled back by a flipped bit in a meta page, which alone LMDB would take for the newest state.
final class CommitNote: Sendable {
    static let fileName = "commit.note"
    private static let byteCount = 24
    private let identity: UInt64
    private let path: String
    /// Opened with the first commit; -1 where that failed: a disk that has no room for a note is no reason to stop.
    private let descriptor = Mutex<Int32?>(nil)

    init(folder: String, _ identity: LogIdentity) {
        path = Self.path(in: folder)
        self.identity = Self.digest(of: identity)
    }

    deinit {
        if let descriptor = descriptor.withLock({ $0 }), descriptor >= 0 { close(descriptor) }
    }

    /// Notes that everything up to `position` is durable.
    func write(_ position: Position) {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: identity)
        bytes.append(littleEndian: position.rawValue)
        bytes.append(littleEndian: Checksum.of(bytes.raw, seed: 0))
        descriptor.withLock { descriptor in
            let opened = unsafe descriptor ?? open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
            descriptor = opened
            if opened >= 0 { _ = unsafe pwrite(opened, bytes, bytes.count, 0) }
        }
    }

    /// What a note says; to be read before the log's head, which may grow in between.
    struct Content {
        fileprivate let identity: UInt64
        fileprivate let position: Position
        fileprivate let path: String

        /// Nil where there is none, or half of one: it says nothing then.
        init?(folder: String) {
            path = CommitNote.path(in: folder)
            let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            var bytes = [UInt8](repeating: 0, count: CommitNote.byteCount)
            guard unsafe pread(descriptor, &bytes, bytes.count, 0) == bytes.count,
                Checksum.of(bytes.raw.extracting(first: 16), seed: 0) == bytes.raw.littleEndian64(at: 16)
            else { return nil }
            identity = bytes.raw.littleEndian64(at: 0)
            position = Position(bytes.raw.littleEndian64(at: 8))
        }

        /// Refuses a log that is not the one that was noted, or shorter.
        func check(_ found: LogIdentity, _ head: LogHead) throws(LogError) {
            let nextStep = "; where that was done on purpose, remove \(path)"
            guard identity == CommitNote.digest(of: found) else {
                throw .corrupt(
                    Corruption(
                        "data.mdb", expected: "the log that was written here",
                        found: "the log \(found.origin) of \(found.createdAt)\(nextStep)"))
            }
            guard position <= head.position else {
                throw .corrupt(
                    Corruption(
                        "the end of the log, which was rolled back", at: head.position,
                        expected: "position \(position), as acknowledged", found: "\(head.position)\(nextStep)"))
            }
        }
    }

    private static func path(in folder: String) -> String { "\(folder)/\(fileName)" }
    private static func digest(of identity: LogIdentity) -> UInt64 { Checksum.of(identity.encoded.raw, seed: 0) }
}
