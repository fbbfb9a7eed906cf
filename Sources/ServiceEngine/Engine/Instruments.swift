import EventModel
import Metrics

/// What the engine counts and times, in swift-metrics' words. The service chooses the backend.
///
///     logbook.commands{command, outcome}   how many were recorded, and how many refused or failed
///     logbook.command.duration{command}    from the call to durable, in nanoseconds
///     logbook.model.position{model}        the last event that a read model has folded in and stored
///     logbook.model.fold.duration{model}   of one fold of what was new, in nanoseconds
///     logbook.model.failures{model}        how often it could not go on
///     logbook.policies{policy, outcome}    how many of its commands were fired, refused, and failed
struct Instruments: Sendable {
    let factory: any MetricsFactory

    func recorded(_ command: String, took duration: Duration) {
        count(command, outcome: "recorded")
        Timer(label: "logbook.command.duration", dimensions: [("command", command)], factory: factory)
            .record(duration: duration)
    }

    func refused(_ command: String) { count(command, outcome: "refused") }

    func followed(_ model: String, to position: Position, took duration: Duration) {
        Gauge(label: "logbook.model.position", dimensions: [("model", model)], factory: factory)
            .record(position.rawValue)
        Timer(label: "logbook.model.fold.duration", dimensions: [("model", model)], factory: factory)
            .record(duration: duration)
    }

    func modelFailed(_ model: String) {
        Counter(label: "logbook.model.failures", dimensions: [("model", model)], factory: factory).increment()
    }

    func policy(_ name: String, _ outcome: FiringOutcome) {
        Counter(
            label: "logbook.policies", dimensions: [("policy", name), ("outcome", outcome.rawValue)], factory: factory
        ).increment()
    }

    private func count(_ command: String, outcome: String) {
        Counter(label: "logbook.commands", dimensions: [("command", command), ("outcome", outcome)], factory: factory)
            .increment()
    }
}
