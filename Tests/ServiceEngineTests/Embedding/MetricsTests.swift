import EventModel
import MetricsTestKit
import ServiceEngine
import TestSupport
import Testing

@Test func `commands are counted and timed by name and outcome, in the service's own backend`() async throws {
    let folder = TemporaryFolder()
    let metrics = TestMetrics()
    var options = EngineOptions()
    options.metrics = metrics
    let engine = try await ServiceEngine.create(at: folder.path("desk"), options: options)
    let logged = try await engine.execute(new: LogIncident(title: "Printer"), .init(.person("person-1")))
    try await engine.execute(AddComment(.public, text: "It burns."), on: logged.stream, .init(.person("person-1")))
    let nothing = try #require(StreamID(parsing: "incident-INC-1"))
    await #expect(throws: EngineError.self) {
        try await engine.execute(AddComment(.public, text: "Which one?"), on: nothing, .init(.person("person-1")))
    }
    await engine.close()

    func count(_ command: String, _ outcome: String) -> Int64 {
        metrics.counterTotal(label: "logbook.commands", dimensions: [("command", command), ("outcome", outcome)])
    }
    #expect(count("LogIncident", "recorded") == 1)
    #expect(count("AddComment", "recorded") == 1)
    #expect(count("AddComment", "refused") == 1)
    #expect(metrics.counterTotal(label: "logbook.commands") == 3)
    let timer = try metrics.expectTimer("logbook.command.duration", [("command", "AddComment")])
    // A synced commit takes no less than a microsecond: nanoseconds were recorded, not seconds.
    #expect(timer.values.count == 1 && timer.values.allSatisfy { $0 > 1000 })
}
