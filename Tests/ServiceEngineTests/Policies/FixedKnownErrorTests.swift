import EventModel
import Processes
import ServiceEngine
import TestSupport
import Testing

/// P27: a known error that a change removed is closed when it stays away.
@Suite struct FixedKnownErrorTests {
    private let fixture = PolicyFixture()
    private let engine: ServiceEngine

    init() throws {
        engine = try fixture.open([
            ChangeFixesKnownErrors(), IncidentBringsKnownErrorBack(), QuietKnownErrorCloses(),
        ])
    }

    private func knownError(_ number: Int) async throws -> StreamID {
        let record = RecordKnownError(title: "Full \(number)", symptom: "slow", cause: "full")
        let error = try await engine.execute(new: record, byAgent).stream
        try await engine.execute(
            VerifyKnownError(test: "Filled it."), on: error, CommandEnvelope(.person("agent-9")))
        return error
    }
    private func state(_ error: StreamID) async throws -> KnownError {
        try #require(try await engine.state(of: error, in: KnownErrorProcess.self))
    }
    /// A change of the error's that was made and closed, with this outcome.
    private func change(_ error: StreamID, _ outcome: ChangeOutcome) async throws -> ReferenceCode {
        let change = try await fixture.changeAtWork(engine, on: "mx-1")
        let code = ReferenceCode(change.key)
        try await engine.execute(LinkKnownErrorToChange(code), on: error, byAgent)
        fixture.wait(seconds: 60)
        try await engine.execute(CompleteChange(), on: change, CommandEnvelope(.person("engineer")))
        try await engine.execute(ReviewChange(outcome), on: change, byAgent)
        try await engine.execute(CloseChange(), on: change, byAgent)
        try await engine.settlePolicies()
        return code
    }
    private func passTime(days: Int64) async throws {
        fixture.wait(seconds: days * 86_400)
        try await engine.fireTimers()
        try await engine.settlePolicies()
    }

    @Test func `P27: a change that ended well fixes its known errors, which are closed when quiet`() async throws {
        let (error, other) = (try await knownError(1), try await knownError(2))
        let change = try await change(error, .successful)
        #expect(try await state(error).fixedBy == change)
        #expect(try await state(error).state == .verified)
        #expect(try await state(other).fixedBy == nil)
        try await passTime(days: 27)
        #expect(try await state(error).closedAt == nil)
        try await passTime(days: 1)
        #expect(try await state(error).state == .closed)
        let closed = try await state(error)
        #expect(closed.closedAt == closed.fixedAt?.plus(days: 28))
        #expect(try await state(other).state == .verified)
    }

    @Test func `P27: an incident of it in the quiet period says that it is back`() async throws {
        let error = try await knownError(1)
        _ = try await change(error, .successful)
        try await passTime(days: 3)
        let incident = try await engine.execute(new: incidentToLog, byAgent).stream
        try await engine.execute(MatchKnownError(ReferenceCode(error.key)), on: incident, byAgent)
        try await engine.settlePolicies()
        #expect(try await state(error).fixedBy == nil)
        try await passTime(days: 60)
        #expect(try await state(error).state == .verified)
    }

    @Test func `P27: a change that did not end well fixes nothing`() async throws {
        let error = try await knownError(1)
        _ = try await change(error, .withIssues)
        #expect(try await state(error).fixedBy == nil)
    }
}
