import EventLog
import EventModel
import Processes
import TestSupport
import Testing

@testable import ServiceEngine

@Suite struct PolicyLoopTests {
    @Test func `a policy that answers its own answer is stopped, and that is recorded`() async throws {
        let fixture = PolicyFixture()
        let engine = try fixture.open([IncidentPolicy.commenting("answers", on: "CommentAdded")])
        let logged = try await engine.execute(new: incidentToLog, byAgent)
        try await engine.execute(AddComment(.private, text: "Hello"), on: logged.stream, byAgent)
        try await engine.settlePolicies()
        #expect(fixture.records("CommentAdded").count == 2)
        let refusals = try fixture.refusals(of: "answers")
        #expect(refusals.count == 1 && refusals[0].rejection.hasPrefix("a loop: it reacted to \(logged.stream)"))

        // Another chain is another matter.
        try await engine.execute(AddComment(.private, text: "Again"), on: logged.stream, byAgent)
        try fixture.loseLedger()
        try await engine.settlePolicies()
        #expect(fixture.records("CommentAdded").count == 4)
        #expect(try fixture.refusals(of: "answers").count == 2)
    }

    @Test func `two policies that answer each other over two streams are stopped`() async throws {
        let fixture = PolicyFixture()
        let (here, there) = (IncidentNumber("INC-2026-000001").stream, IncidentNumber("INC-2026-000002").stream)
        func answering(_ name: String, on cause: StreamID, at target: StreamID) -> IncidentPolicy {
            IncidentPolicy(name: name, triggers: ["CommentAdded"]) {
                $0.record.stream == cause ? [Reaction(AddComment(.private, text: PersonalText(name)), on: target)] : []
            }
        }
        let engine = try fixture.open([answering("ping", on: here, at: there), answering("pong", on: there, at: here)])
        for _ in 0..<2 { try await engine.execute(new: incidentToLog, byAgent) }
        try await engine.execute(AddComment(.private, text: "Hello"), on: here, byAgent)
        try await engine.settlePolicies()
        #expect(fixture.records("CommentAdded").map(\.actor.principal) == ["agent-4", "ping", "pong"])
        #expect(try fixture.refusals(of: "ping").count == 1)
        #expect(try fixture.refusals(of: "pong").isEmpty)
    }

    @Test func `a policy that begins a new stream each time is stopped at the depth limit`() async throws {
        let fixture = PolicyFixture()
        let breeding = IncidentPolicy(name: "breeds", triggers: ["IncidentLogged"]) { _ in
            [Reaction(incidentToLog, on: nil)]
        }
        let engine = try fixture.open([breeding])
        try await engine.execute(new: incidentToLog, byAgent)
        try await engine.settlePolicies()
        #expect(fixture.records("IncidentLogged").count == PolicyJudge.deepestChain + 2)
        let refusals = try fixture.refusals(of: "breeds")
        #expect(refusals.count == 1 && refusals[0].rejection.hasSuffix("a chain of more than 16 causes"))
        #expect(refusals[0].target == nil)
        #expect(fixture.records("IncidentLogged").last?.correlation == .first)
        let head = fixture.memory.head()
        try fixture.loseLedger()
        try await engine.settlePolicies()
        #expect(fixture.memory.head() == head)
    }
}
