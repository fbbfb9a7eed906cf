import EventModel
import InMemoryTracing
import Processes
import TestSupport
import Testing
import Tracing

@testable import ServiceEngine

@Suite(.timeLimit(.minutes(patienceMinutes))) struct TracingTests {
    @Test func `a trace leads from the service's span to the command, its append and the rows that follow`()
        async throws
    {
        let (tracer, folder) = (InMemoryTracer(), TemporaryFolder())
        var options = EngineOptions()
        options.tracer = tracer
        let engine = try await ServiceEngine.create(at: folder.path("log"), options: options)
        let request = tracer.startSpan("request")
        let receipt = try await ServiceContext.withValue(request.context) {
            try await engine.execute(new: LogIncident(title: "A"), .init(.person("agent-1")))
        }
        request.end()
        let position = try #require(receipt.positions.last)
        func projection() -> FinishedInMemorySpan? {
            tracer.finishedSpans.first { span in
                span.operationName == "logbook.project"
                    && span.attributes.get("logbook.position") == .int64(Int64(position.rawValue))
                    && span.attributes.get("logbook.model") == .string("service-desk")
            }
        }
        try await wait { projection() != nil }

        let command = try #require(tracer.finishedSpans.first { $0.operationName == "logbook.command" })
        #expect(command.parentSpanID == request.spanID)
        #expect(command.attributes.get("logbook.command") == .string("LogIncident"))
        #expect(command.attributes.get("logbook.stream") == .string(receipt.stream.description))
        let append = try #require(tracer.finishedSpans.first { $0.operationName == "logbook.append" })
        #expect(append.parentSpanID == command.spanID)
        let project = try #require(projection())
        // The fold is linked to the command, or to the fold the command that it overtook.
        let links = (project.links + command.links).compactMap { $0.context.inMemorySpanContext?.spanID }
        #expect(links.contains(command.spanID) || links.contains(project.spanID))
        #expect(project.attributes.get("logbook.position") == .int64(Int64(position.rawValue)))
        await engine.close()
    }

    @Test func `a refused command ends its span with the refusal`() async throws {
        let (tracer, folder) = (InMemoryTracer(), TemporaryFolder())
        var options = EngineOptions()
        options.tracer = tracer
        let engine = try await ServiceEngine.create(at: folder.path("log"), options: options)
        await #expect(throws: EngineError.self) {
            try await engine.execute(
                CancelIncident(), on: IncidentNumber("INC-2026-000009"), .init(.person("agent-1")))
        }
        let span = try #require(tracer.finishedSpans.first { $0.operationName == "logbook.command" })
        #expect(span.status?.code == .error)
        #expect(span.errors.count == 1)
        await engine.close()
    }
}
