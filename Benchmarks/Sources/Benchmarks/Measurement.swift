/// One line of the table: how many operations a second in the best of several rounds. What else the machine does only
/// slows a round down, so the best one says most about the code.
struct Measurement {
    let name: String
    let perSecond: Double
    let bytesEach: Double

    /// How often each thing is measured: `--rounds N`.
    nonisolated(unsafe) static var rounds = 15

    /// Runs `body`, which does `count` operations, once to warm up and then `rounds` times.
    @inline(never)
    init(_ name: String, count: Int, bytesEach: Double = 0, _ body: () throws -> Void) rethrows {
        try body()
        let clock = ContinuousClock()
        var best = Double.infinity
        for _ in 0..<Measurement.rounds {
            let start = clock.now
            try body()
            let taken = clock.now - start
            best = min(best, Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18)
        }
        self.name = name
        self.bytesEach = bytesEach
        perSecond = Double(count) / best
    }

    var line: String {
        let nanos = Int(1e9 / perSecond + 0.5)
        let hundredths = Int(perSecond / 10_000 + 0.5)
        let rate = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
        let numbers = "| \(padLeft(rate, 7)) | \(padLeft("\(nanos)", 7)) | \(padLeft("\(Int(bytesEach))", 5)) |"
        return "| \(pad(name, 44)) \(numbers)"
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
    private func padLeft(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

/// Keeps the optimiser from removing what nobody reads.
@inline(never)
func keep<Value>(_ value: borrowing Value) {}
