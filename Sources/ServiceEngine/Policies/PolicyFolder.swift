import CXXHash
import EventModel
import Foundation

/// A message that is kept in a file of its own beside the read models.
protocol KeptMessage: WireMessage {
    /// The file's name.
    static var file: String { get }
}

/// The folder in which runners of policies keep what they remember, and take turns.
struct PolicyFolder: Sendable {
    let path: String

    /// What was kept last under the message's name; nil where there is nothing, or it is not what was written.
    func kept<Message: KeptMessage>(_: Message.Type) -> Message? {
        guard let data = FileManager.default.contents(atPath: "\(path)/\(Message.file)"), data.count >= 8 else {
            return nil
        }
        let message = [UInt8](data.dropLast(8))
        guard Array(data.suffix(8)) == checksum(of: message) else { return nil }
        return try? Message(decoding: message.span.bytes)
    }

    /// Keeps `message` in the place of the one before. Not synced: what is lost is looked at again.
    func keep<Message: KeptMessage>(_ message: Message) throws(EngineError) {
        let message = message.encoded
        let bytes = message + checksum(of: message)
        let (file, target) = ("\(path)/\(Message.file).new", "\(path)/\(Message.file)")
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        try check(descriptor >= 0, "make", file)
        defer { close(descriptor) }
        try check(write(descriptor, bytes, bytes.count) == bytes.count, "write", file)
        try check(rename(file, target) == 0, "replace", target)
    }

    /// Waits until nobody else runs policies here, and keeps others from it until `body` returns.
    func alone<Result>(_ body: () async throws(EngineError) -> Result) async throws(EngineError) -> Result {
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        for folder in [parent, path] {
            try check(mkdir(folder, 0o777) == 0 || errno == EEXIST, "make the folder", folder)
        }
        let descriptor = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        try check(descriptor >= 0, "open", "\(path)/lock")
        // Closing gives the lock back.
        defer { close(descriptor) }
        // Tried again and again, for a thread that blocks may be the one that the holder needs.
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            try check(errno == EWOULDBLOCK || errno == EINTR, "lock", "\(path)/lock")
            guard (try? await Task.sleep(for: .milliseconds(2))) != nil else { throw .closed }
        }
        return try await body()
    }

    private func checksum(of message: [UInt8]) -> [UInt8] {
        let sum = message.withUnsafeBytes { XXH3_64bits_withSeed($0.baseAddress, $0.count, 0) }
        return withUnsafeBytes(of: sum.bigEndian) { [UInt8]($0) }
    }

    private func check(_ isDone: Bool, _ operation: String, _ path: String) throws(EngineError) {
        guard !isDone else { return }
        throw .file(operation: operation, path: path, code: errno)
    }
}
