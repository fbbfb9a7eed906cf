import Foundation

/// One run of one workload, in the peers' JSON.
struct Outcome {
    var events = 0
    var seconds = 0.0
    /// Of this process, over all its threads, while the clock ran.
    var processorSeconds = 0.0
    /// Of each durable append or each read.
    var latencies: [Double] = []
    /// Growth: the rate at a tenth of the events, and at the end.
    var rates: (early: Double, late: Double)?
    var bytes: UInt64 = 0
    var anonymousBytes = 0
    /// In the log after the run.
    var totalEvents: UInt64 = 0
    /// Rebuilding: what was stored.
    var table: StoredTable?

    var line: String {
        var fields = ["\"events\": \(events)", "\"seconds\": \(seconds)", "\"totalEvents\": \(totalEvents)"]
        if seconds > 0 { fields.append("\"perSecond\": \(Double(events) / seconds)") }
        if processorSeconds > 0 { fields.append("\"processorSeconds\": \(processorSeconds)") }
        if !latencies.isEmpty {
            let sorted = latencies.sorted()
            fields.append("\"p50Micros\": \(1e6 * sorted[sorted.count / 2])")
            fields.append("\"p99Micros\": \(1e6 * sorted[sorted.count * 99 / 100])")
        }
        if let rates { fields.append("\"earlyPerSecond\": \(rates.early), \"latePerSecond\": \(rates.late)") }
        if bytes > 0 { fields.append("\"bytes\": \(bytes)") }
        if anonymousBytes > 0 { fields.append("\"rssAnonBytes\": \(anonymousBytes)") }
        if let table { fields += table.fields }
        return "{" + fields.joined(separator: ", ") + "}"
    }
}

/// Runs `body` and says how many seconds it took.
func timed(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try body()
    return (clock.now - start).seconds
}

/// Seconds that this process has used of the processors, over all its threads.
func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
