import Metrics

/// What the engine counts and times, in swift-metrics' words. The service chooses the backend.
///
///     logbook.commands{command, outcome}   how many were recorded, and how many refused or failed
///     logbook.command.duration{command}    from the call to durable, in nanoseconds
struct Instruments: Sendable {
    let factory: any MetricsFactory

    func recorded(_ command: String, took duration: Duration) {
        count(command, outcome: "recorded")
        Timer(label: "logbook.command.duration", dimensions: [("command", command)], factory: factory)
            .record(duration: duration)
    }

    func refused(_ command: String) { count(command, outcome: "refused") }

    private func count(_ command: String, outcome: String) {
        Counter(label: "logbook.commands", dimensions: [("command", command), ("outcome", outcome)], factory: factory)
            .increment()
    }
}
