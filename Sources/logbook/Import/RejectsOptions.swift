import ArgumentParser
import Glibc
import Imports

/// Where what an import leaves out is written to.
struct RejectsOptions: ParsableArguments {
    @Option(
        name: .customLong("rejects"),
        help: ArgumentHelp("Write rows that are left out here, as CSV: where each stands, and why.", valueName: "file"))
    var path: String?

    /// Opened before anything is recorded, so that a path that cannot be written costs nothing.
    func open() throws(Failure) -> Rejects { try Rejects(path: path) }
}

/// The rows that an import leaves out: as CSV in a file, or the first of them as messages.
struct Rejects: ~Copyable {
    private let path: String?
    private let descriptor: Int32

    fileprivate init(path: String?) throws(Failure) {
        self.path = path
        guard let path else {
            descriptor = -1
            return
        }
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw Failure(ExitStatus(errno: errno), "cannot write the rejects to \(path): \(text(of: errno))")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Columns: physical line of the export, and reason.
    func tell(_ rows: [RejectedRow]) throws(Failure) {
        guard let path else { return complain(of: rows.map { "line \($0.line): \($0.fault)" }) }
        var content = csvRecord(["line", "reason"])
        for row in rows { content += csvRecord([String(row.line), "\(row.fault)"]) }
        try write(content, path)
    }

    /// Columns: file, place in it, and reason.
    func tell(_ rows: [RejectedFact]) throws(Failure) {
        guard let path else { return complain(of: rows.map { "\($0.place): \($0.reason)" }) }
        var content = csvRecord(["file", "place", "reason"])
        for row in rows { content += csvRecord([row.place.file, row.place.place, row.reason]) }
        try write(content, path)
    }

    /// Says the first of them, and how many more there are.
    private func complain(of reasons: [String]) {
        for each in reasons.prefix(5) { Terminal.complain(each.printable) }
        if reasons.count > 5 {
            let more = grouped(reasons.count - 5)
            Terminal.complain("and \(more) more rows were rejected; list them with --rejects FILE")
        }
    }

    private func write(_ content: String, _ path: String) throws(Failure) {
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
