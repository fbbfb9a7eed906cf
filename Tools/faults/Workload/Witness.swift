import Glibc

/// Where acknowledgements go: a pipe to the parent, which outlives this process.
enum Witness {
    private static let descriptor = getenv("FAULTS_WITNESS").flatMap { Int32(String(cString: $0)) }

    /// One write per line: a killed process leaves whole lines.
    static func acknowledge(_ line: String) {
        guard let descriptor else { return }
        let bytes = Array("\(line)\n".utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else { fail("the witness is gone") }
    }
}
