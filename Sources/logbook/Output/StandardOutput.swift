import EventModel
import Glibc

/// Standard output, buffered. Every write is checked: a full disk is a failure, a reader that went away an end.
final class StandardOutput {
    private var buffer: [UInt8] = []
    private static let bufferBytes = 64 * 1024

    func write(_ text: String) throws(Failure) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    func line(_ text: String = "") throws(Failure) {
        buffer.append(contentsOf: text.utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    /// Writes `value` and a line end; over several lines where `isIndented`.
    func json(_ value: JSONValue, isIndented: Bool = true) throws(Failure) {
        value.write(to: &buffer, indentation: isIndented ? 0 : nil)
        try line()
    }

    /// Hands on what is buffered. Whoever writes calls it at the end.
    func flush() throws(Failure) {
        var start = 0
        while start < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Glibc.write(STDOUT_FILENO, bytes.baseAddress! + start, bytes.count - start)
            }
            if count >= 0 { start += count } else { try handle(errno) }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func handle(_ code: Int32) throws(Failure) {
        switch code {
        case EINTR: return
        case EAGAIN:
            var descriptor = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
            _ = poll(&descriptor, 1, -1)
        case EPIPE: throw .readerGone
        case ENOSPC, EDQUOT:
            throw Failure(
                .inputOutput, "cannot write the output: \(text(of: code)); what was written is cut off: free space")
        default:
            throw Failure(.inputOutput, "cannot write the output: \(text(of: code)); what was written is cut off")
        }
    }
}

/// The system's words for an `errno`.
func text(of code: Int32) -> String { String(cString: strerror(code)) }
