import EventModel
import Processes
import ReadModels
import ServiceEngine
import TestSupport
import Testing

/// From a published workaround to the outbox, and out of it: as a service that delivers notices sees it.
@Suite struct NotificationPolicyTests {
    private let fixture = PolicyFixture()
    private let engine: ServiceEngine

    init() throws { engine = try fixture.open([WorkaroundNotifiesAssignees()]) }

    private func execute<C: Command>(_ command: C, on stream: StreamID, by person: PersonID = "agent-4") async throws {
        try await engine.execute(command, on: stream, CommandEnvelope(.person(person)))
    }
    private func outbox() async throws -> [Notice] {
        try await engine.settlePolicies()
        return try await engine.read(OutboxTable.self) { try $0.undelivered() }
    }

    /// A verified known error that two incidents of one agent are.
    private func knownError() async throws -> StreamID {
        let record = RecordKnownError(title: "Full", symptom: "slow", cause: "full")
        let error = try await engine.execute(new: record, byAgent).stream
        try await execute(VerifyKnownError(test: "Filled it."), on: error, by: "agent-9")
        for _ in 0..<2 {
            let incident = try await engine.execute(new: incidentToLog, byAgent).stream
            try await execute(AssignIncident(group: "desk", person: "agent-7"), on: incident)
            try await execute(MatchKnownError(ReferenceCode(error.key)), on: incident)
        }
        return error
    }

    @Test func `a workaround waits for its recipient once, until it is delivered`() async throws {
        let error = try await knownError()
        #expect(try await outbox().isEmpty)
        try await execute(PublishWorkaround("Empty it."), on: error)
        let waiting = try await outbox()
        #expect(waiting.map(\.requested.recipient) == ["agent-7"] && waiting.first?.requested.concerning.count == 2)
        let notice = try #require(waiting.first)
        try await execute(RecordDelivery(failedOver: .phone, because: "No answer"), on: notice.id.stream)
        #expect(try await outbox().first?.state == .failed)
        try await execute(RecordDelivery(over: .mail), on: notice.id.stream)
        #expect(try await outbox().isEmpty)

        // The same again is nothing new, in another engine neither; another one is.
        try await execute(WithdrawWorkaround(reason: "?"), on: error)
        try await execute(PublishWorkaround("Empty it."), on: error)
        #expect(try await outbox().isEmpty)
        try fixture.loseLedger()
        try await fixture.open([WorkaroundNotifiesAssignees()]).settlePolicies()
        #expect(fixture.records("NotificationRequested").count == 1 && fixture.records("PolicyRefused").isEmpty)
        try await execute(PublishWorkaround("Empty it twice."), on: error)
        #expect(try await outbox().count == 1)
        let all = try await engine.read(OutboxTable.self) { (try $0.notices(), try $0.notices(to: "agent-7")) }
        #expect(all.0.count == 2 && all.0 == all.1)
    }
}
