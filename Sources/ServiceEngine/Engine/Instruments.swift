import Metrics

/// What the engine counts and times, in swift-metrics' words. The service chooses the backend.
struct Instruments: Sendable {
    /// `logbook.commands{command, outcome}`: how many were recorded and how many refused or failed.
    /// `logbook.command.duration{command}`: from the call to durable, in nanoseconds.
    func command(_ name: String, took duration: Duration) {
        Counter(label: "logbook.commands", dimensions: [("command", name), ("outcome", "recorded")]).increment()
        Timer(label: "logbook.command.duration", dimensions: [("command", name)]).record(duration: duration)
    }

    func refused(_ name: String) {
        Counter(label: "logbook.commands", dimensions: [("command", name), ("outcome", "refused")]).increment()
    }
}
