import Glibc
import Synchronization

/// Says on standard error how far something has come, once it has taken more than a second: a line that is written over
/// on a terminal, now and then a plain line elsewhere.
final class Progress: Sendable {
    private struct State {
        let startedAt = ContinuousClock.now
        var lastAt = ContinuousClock.now
        var isShown = false
    }
    private let label: String
    private let state = Mutex(State())

    init(_ label: String) { self.label = label }

    /// `total` where the end is known.
    func update(_ done: Int, of total: Int? = nil) {
        state.withLock { state in
            let now = ContinuousClock.now
            let pause: Duration =
                state.isShown ? Terminal.standardErrorIsTerminal ? .milliseconds(200) : .seconds(5) : .seconds(1)
            guard now - state.lastAt >= pause else { return }
            (state.lastAt, state.isShown) = (now, true)
            let amount = total.map { "\(grouped(done)) of \(grouped($0))" } ?? grouped(done)
            let line = "\(label): \(amount), \(grouped(rate(done, after: now - state.startedAt))) a second"
            if Terminal.standardErrorIsTerminal { put("\r\u{1B}[K\(line)") } else { put("\(line)\n") }
        }
    }

    private func rate(_ done: Int, after time: Duration) -> Int {
        let micros = time.components.seconds * 1_000_000 + time.components.attoseconds / 1_000_000_000_000
        return micros > 0 ? Int(Double(done) * 1_000_000 / Double(micros)) : 0
    }

    /// Takes the line away.
    func finish() {
        state.withLock { state in
            if state.isShown && Terminal.standardErrorIsTerminal { put("\r\u{1B}[K") }
            state.isShown = false
        }
    }

    private func put(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

/// `1,234,567`.
func grouped(_ number: some BinaryInteger) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return text
}
