import EventLog
import EventModel
import Processes
import Synchronization
import TestSupport
import Testing

@testable import ServiceEngine

@Suite struct PolicyRunnerTests {
    @Test func `a policy reacts once to each cause, in its own name, and says what caused it`() async throws {
        let fixture = PolicyFixture()
        let engine = try fixture.open([IncidentPolicy.commenting("greets")])
        let logged = try await engine.execute(new: incidentToLog, byAgent)
        try await engine.settlePolicies()
        let comment = try #require(fixture.records("CommentAdded").first)
        #expect(comment.stream == logged.stream)
        #expect(comment.actor == Actor(principal: "greets", kind: .policy))
        #expect(comment.causation == logged.positions[0])
        #expect(comment.correlation == logged.positions[0])

        let head = fixture.memory.head().position
        try await engine.settlePolicies()
        try await fixture.open([IncidentPolicy.commenting("greets")]).settlePolicies()
        try fixture.loseLedger()
        try await fixture.open([IncidentPolicy.commenting("greets")]).settlePolicies()
        #expect(fixture.memory.head().position == head)
        #expect(fixture.outcomes("greets", "fired") == 2, "once recorded, once found recorded")
        let status = try #require(try await engine.policies().first)
        #expect(status.progress?.firedCount == 1 && status.refusedCount == 0)
        #expect(try await engine.failures(0).isEmpty)
        #expect(status.progress?.position == head && status.force == .inForce(since: .first))
    }

    @Test func `the version that acts is put on record before it acts for the first time, and not before`() async throws
    {
        let fixture = PolicyFixture()
        let silent = IncidentPolicy(triggers: ["IncidentLogged"]) { _ in [] }
        let engine = try fixture.open([silent])
        try await engine.execute(new: incidentToLog, byAgent)
        try await engine.settlePolicies()
        #expect(fixture.records.count == 2)
        let acting = try fixture.open([IncidentPolicy.commenting("test-policy")])
        try await acting.execute(new: incidentToLog, byAgent)
        try await acting.settlePolicies()
        let types = fixture.records.dropFirst(2).map(\.type)
        #expect(types == ["IncidentLogged", "IncidentPrioritised", "PolicyEnabled", "CommentAdded"])
    }

    @Test func `a refusal is recorded once, under the id of the command that was refused`() async throws {
        let fixture = PolicyFixture()
        let engine = try fixture.open([IncidentPolicy.refused])
        let logged = try await engine.execute(new: incidentToLog, byAgent)
        for _ in 0..<3 {
            try await engine.settlePolicies()
            try fixture.loseLedger()
        }
        let refused = try fixture.refusals(of: "closes-new")
        #expect(
            refused == [
                PolicyRefused(
                    version: 1, command: "CloseIncident", target: logged.stream,
                    rejection: "an incident that is New cannot be closed")
            ])
        #expect(fixture.records("PolicyRefused")[0].causation == logged.positions[0])
        #expect(fixture.outcomes("closes-new", "refused") == 3)
        #expect(try await engine.policies()[0].refusedCount == 1)
        // What would be allowed by now is still not done: the cause had its turn.
        try await engine.execute(ResolveIncident(code: "fixed", solution: "x"), on: logged.stream, byAgent)
        try fixture.loseLedger()
        try await engine.settlePolicies()
        #expect(fixture.records("IncidentClosed").isEmpty)
    }

    @Test func `a command that leaves nothing to do is recorded as refused`() async throws {
        let fixture = PolicyFixture()
        let idle = IncidentPolicy(triggers: ["IncidentResolved"]) { cause in
            guard case .resolved(let resolution) = cause.event else { return [] }
            return [Reaction(ResolveChildIncidents([], as: resolution), on: cause.record.stream)]
        }
        let engine = try fixture.open([idle])
        let logged = try await engine.execute(new: incidentToLog, byAgent)
        try await engine.execute(ResolveIncident(code: "fixed", solution: "x"), on: logged.stream, byAgent)
        try await engine.settlePolicies()
        #expect(try fixture.refusals(of: "test-policy").map(\.rejection) == ["there was nothing to record"])
    }

    @Test func `what an import recorded is no cause, unless the policy says so`() async throws {
        let fixture = PolicyFixture()
        var heeding = IncidentPolicy.commenting("heeds")
        heeding.heedsImports = true
        let engine = try fixture.open([IncidentPolicy.commenting("ignores"), heeding])
        let importer = Actor(principal: "import", kind: .import)
        try await engine.execute(new: incidentToLog, CommandEnvelope(importer))
        try await engine.settlePolicies()
        #expect(fixture.records("CommentAdded").map(\.actor.principal) == ["heeds"])
        try await engine.execute(new: incidentToLog, byAgent)
        try await engine.settlePolicies()
        #expect(fixture.records("CommentAdded").map(\.actor.principal) == ["heeds", "ignores", "heeds"])
    }

    @Test func `policies react as of the end of the cause's commit, whatever came after`() async throws {
        let fixture = PolicyFixture()
        let seen = Synchronization.Mutex<[Priority?]>([])
        let looking = IncidentPolicy(triggers: ["IncidentLogged"]) { cause in
            seen.withLock { $0.append(cause.state?.classification.priority) }
            return []
        }
        let engine = try fixture.open([looking])
        let logged = try await engine.execute(new: LogIncident(title: "Mail", impact: .high, urgency: .high), byAgent)
        try await engine.execute(OverridePriority(priority: .low, reason: "One user."), on: logged.stream, byAgent)
        try await engine.settlePolicies()
        #expect(seen.withLock { $0 } == [.critical])
    }

    @Test func `replaying read models fires nothing`() async throws {
        let fixture = PolicyFixture()
        let policies = [IncidentPolicy.commenting("greets"), IncidentPolicy.refused]
        let engine = try fixture.open(policies)
        for _ in 0..<5 { try await engine.execute(new: incidentToLog, byAgent) }
        try await engine.settlePolicies()
        let head = fixture.memory.head()
        _ = try await engine.replay()
        _ = try await engine.verifyModels()
        try fixture.loseLedger()
        await engine.close()
        let again = try fixture.open(policies)
        _ = try await again.replay()
        await again.close()
        #expect(fixture.memory.head() == head)
    }
}
