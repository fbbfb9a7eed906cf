import EventLog
import EventModel
import Metrics
import MetricsTestKit
import Processes
import ReadModels
import TestSupport
import Testing

@testable import ServiceEngine

/// Waits until `condition` holds; a test that waits in vain ends by its time limit.
func wait(until condition: () async throws -> Bool) async throws {
    while try await !condition() { try await Task.sleep(for: .milliseconds(5)) }
}

@Suite(.timeLimit(.minutes(patienceMinutes))) struct ModelFollowerTests {
    private func fixture(_ metrics: TestMetrics = TestMetrics()) async throws -> (TemporaryFolder, ServiceEngine) {
        let folder = TemporaryFolder()
        var options = EngineOptions()
        options.metrics = metrics
        return (folder, try await ServiceEngine.create(at: folder.path("log"), options: options))
    }

    private func desk(_ engine: ServiceEngine) async throws -> ReadModelStatus {
        try #require(await engine.models().first { $0.name == ServiceDeskTable.name })
    }

    /// Records an event of a type that nobody declares in an incident's stream.
    private func appendUnreadable(_ engine: ServiceEngine, to stream: StreamID) async throws -> Position {
        let event = NewEvent(
            stream: .named(stream), type: "IncidentEnchanted", schemaVersion: 1, occurredAt: .systemNow, payload: [])
        let commit = Commit(
            commandID: CommandID(at: .systemNow, randomness: (.random(in: 0...9), 1)), actor: .person("agent-1"),
            events: [event], expectations: [stream: .any])
        return try await engine.store.append(commit).lastPosition
    }

    @Test func `a read model follows the log without being asked`() async throws {
        let metrics = TestMetrics()
        let (folder, engine) = try await fixture(metrics)
        defer { withExtendedLifetime(folder) {} }
        for title in ["A", "B", "C"] {
            let receipt = try await engine.execute(new: LogIncident(title: title), .init(.person("agent-1")))
            let position = try #require(receipt.positions.last)
            try await wait { try await desk(engine).position >= position }
        }
        #expect(try metrics.expectGauge("logbook.model.position", [("model", "service-desk")]).lastValue != nil)
        await engine.close()
    }

    @Test func `an event that cannot be read stops the model and not the writer, until somebody skips it`() async throws
    {
        let metrics = TestMetrics()
        let (folder, engine) = try await fixture(metrics)
        defer { withExtendedLifetime(folder) {} }
        let first = try await engine.execute(new: LogIncident(title: "A"), .init(.person("agent-1")))
        let bad = try await appendUnreadable(engine, to: first.stream)
        try await wait { try await desk(engine).stopped != nil }
        let stopped = try #require(await desk(engine).stopped)
        #expect(stopped.position == bad)
        #expect(stopped.type == "IncidentEnchanted")
        try await wait {
            (try? metrics.expectCounter("logbook.model.failures", [("model", "service-desk")]))?.totalValue == 1
        }

        // The writer goes on; who asks the model hears why it does not.
        let second = try await engine.execute(new: LogIncident(title: "B"), .init(.person("agent-1")))
        await #expect {
            try await engine.serviceDesk { desk in try desk.rowCount() }
        } throws: { error in
            guard case EngineError.model(.stopped(table: "service-desk", let event)) = error else { return false }
            return event.position == bad
        }
        await #expect(throws: EngineError.self) { try await engine.retryModels() }

        // Nothing else can be skipped.
        let envelope = CommandEnvelope(.person("operator-1"), reason: "a test build recorded it")
        await #expect {
            try await engine.skip(Position(1), envelope)
        } throws: { error in
            guard case EngineError.rejected(let rejection) = error else { return false }
            return rejection as? ReadModelOperationRejection
                == .notStopped(model: "service-desk", at: Position(1), stoppedAt: bad)
        }
        let after = try await engine.skip(bad, envelope)
        #expect(after.allSatisfy { $0.stopped == nil })
        #expect(try await engine.serviceDesk { desk in try desk.rowCount() } == 2)

        // The follower goes on by itself, and a rebuild goes without the event too.
        let third = try await engine.execute(new: LogIncident(title: "C"), .init(.person("agent-1")))
        let last = try #require(third.positions.last)
        try await wait { try await desk(engine).position >= last }
        _ = second
        #expect(try await engine.replay().allSatisfy { $0.stopped == nil })
        let verified = try await engine.verifyModels()
        #expect(verified.allSatisfy { $0.isEqual })
        let record = try #require(
            await engine.history(of: ReadModelOperationProcess.stream(of: "service-desk")).first)
        #expect(record.reason == "a test build recorded it")
        #expect(record.actor.principal == "operator-1")
        await engine.close()
    }

    @Test func `where a model has stopped is still known when the log is opened again`() async throws {
        let (folder, engine) = try await fixture()
        let first = try await engine.execute(new: LogIncident(title: "A"), .init(.person("agent-1")))
        let bad = try await appendUnreadable(engine, to: first.stream)
        await engine.close()
        var options = EngineOptions()
        options.readOnly = true
        let reader = try await ServiceEngine.open(at: folder.path("log"), options: options)
        #expect(try await desk(reader).stopped?.position == bad)
        await reader.close()
    }

    @Test func `a name of no model is refused`() async throws {
        let (folder, engine) = try await fixture()
        defer { withExtendedLifetime(folder) {} }
        await #expect {
            try await engine.replay("service-disk")
        } throws: { error in
            guard case EngineError.noModel(named: "service-disk", let known) = error else { return false }
            return known.contains("service-desk")
        }
        await engine.close()
    }
}
