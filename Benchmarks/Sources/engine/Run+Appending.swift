import EventLog
import EventModel

extension Run {
    /// Fills the log up to `count` events and waits for work in the background.
    func load() async throws -> Outcome {
        var outcome = Outcome()
        outcome.events = max(0, options.count - (try eventCount()))
        _ = try await append(outcome.events, &outcome)
        outcome.latencies = []
        outcome.bytes = try settledBytes()
        return outcome
    }

    /// Fills the log with commits of one event each, thousands a transaction: as the peers', a record then has an actor and a
    /// command of its own.
    func loadApart() async throws -> Outcome {
        var outcome = Outcome()
        var index = try eventCount()
        outcome.events = max(0, options.count - index)
        while index < options.count {
            let size = min(4096, options.count - index)
            for result in await log.append(try commits(from: index, count: size, batch: 1)) { _ = try result.get() }
            index += size
        }
        outcome.bytes = try settledBytes()
        return outcome
    }

    /// Commits one after the other, each durable before the next. In the pool, as a service appends: the main thread takes
    /// longer to wake.
    @concurrent
    func append() async throws -> Outcome {
        var outcome = Outcome()
        outcome.events = options.count
        _ = try await append(options.count, &outcome)
        return outcome
    }

    /// A tenth, then the rest; the rates are those of a last stretch of each.
    func growth() async throws -> Outcome {
        var outcome = Outcome()
        let (early, stretch) = (options.count / 10, options.count / 40)
        outcome.events = options.count
        _ = try await append(early - stretch, &outcome)
        let atEarly = try await append(stretch, &outcome)
        _ = try await append(options.count - early - stretch, &outcome)
        let atLate = try await append(stretch, &outcome)
        outcome.rates = (Double(stretch) / atEarly, Double(stretch) / atLate)
        outcome.latencies = []
        return outcome
    }

    /// How many events are made into commits at a time, while no clock runs.
    private static let chunkSize = 65_536

    /// Appends the next events; only the appends are timed. Adds to the outcome's times, and returns the seconds.
    private func append(_ count: Int, _ outcome: inout Outcome) async throws -> Double {
        let clock = ContinuousClock()
        var (index, seconds) = (try eventCount(), 0.0)
        let end = index + count
        while index < end {
            // Whole commits, but for the last.
            let size = min(max(Self.chunkSize / options.batch, 1) * options.batch, end - index)
            for commit in try commits(from: index, count: size, batch: options.batch) {
                let (processor, start) = (processorSeconds(), clock.now)
                _ = try await log.append(commit)
                let taken = (clock.now - start).seconds
                outcome.processorSeconds += processorSeconds() - processor
                outcome.latencies.append(taken)
                seconds += taken
            }
            index += size
        }
        outcome.seconds += seconds
        return seconds
    }
}
