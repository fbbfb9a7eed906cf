import Glibc
import Imports

/// Says which rows were left out: the first of them, and how many more there are.
func complain(ofRows reasons: [String]) {
    for each in reasons.prefix(5) { Terminal.complain(each.printable) }
    if reasons.count > 5 {
        Terminal.complain("and \(grouped(reasons.count - 5)) more rows were rejected; list them with --rejects FILE")
    }
}

/// The rows that an import could not read, as CSV: physical line of the export and reason.
struct RejectsFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Opened before anything is recorded, so that a path that cannot be written costs nothing.
    init(path: String) throws(Failure) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw Failure(ExitStatus(errno: errno), "cannot write the rejects to \(path): \(text(of: errno))")
        }
    }

    deinit { close(descriptor) }

    func write(_ rows: [RejectedRow]) throws(Failure) {
        var content = csvRecord(["line", "reason"])
        for row in rows { content += csvRecord([String(row.line), "\(row.fault)"]) }
        try write(content)
    }

    func write(_ rows: [RejectedFact]) throws(Failure) {
        var content = csvRecord(["file", "place", "reason"])
        for row in rows { content += csvRecord([row.place.file, row.place.place, row.reason]) }
        try write(content)
    }

    private func write(_ content: String) throws(Failure) {
        var bytes = Array(content.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else {
                throw Failure(.inputOutput, "cannot write the rejects to \(path): \(text(of: errno))")
            }
            bytes = bytes.dropFirst(max(0, count))
        }
    }
}
