import EventLog
import EventModel

extension Run {
    /// Fills the log up to `count` events and waits for work in the background.
    func load() async throws -> Outcome {
        var outcome = Outcome()
        outcome.events = max(0, options.count - (try eventCount()))
        outcome.seconds = try await append(outcome.events) { _ in }
        outcome.bytes = try settledBytes()
        return outcome
    }

    /// Commits one after the other, each durable before the next.
    func append() async throws -> Outcome {
        var outcome = Outcome()
        outcome.events = options.count
        outcome.seconds = try await append(options.count) { outcome.latencies.append($0) }
        return outcome
    }

    /// A tenth, then the rest; the rates are those of a last stretch of each.
    func growth() async throws -> Outcome {
        var outcome = Outcome()
        let (early, stretch) = (options.count / 10, options.count / 40)
        outcome.events = options.count
        outcome.seconds = try await append(early - stretch) { _ in }
        let atEarly = try await append(stretch) { _ in }
        outcome.seconds += try await append(options.count - early - stretch) { _ in } + atEarly
        let atLate = try await append(stretch) { _ in }
        outcome.seconds += atLate
        outcome.rates = (Double(stretch) / atEarly, Double(stretch) / atLate)
        return outcome
    }

    /// How many events are made into commits at a time, while no clock runs.
    private static let chunkSize = 65_536

    /// Appends the next events; only the appends are timed.
    private func append(_ count: Int, taken: (Double) -> Void) async throws -> Double {
        let clock = ContinuousClock()
        var (index, seconds) = (try eventCount(), 0.0)
        let end = index + count
        while index < end {
            // Whole commits, but for the last.
            let size = min(max(Self.chunkSize / options.batch, 1) * options.batch, end - index)
            for commit in try commits(from: index, count: size, batch: options.batch) {
                let start = clock.now
                _ = try await log.append(commit)
                let duration = (clock.now - start).seconds
                seconds += duration
                taken(duration)
            }
            index += size
        }
        return seconds
    }
}
