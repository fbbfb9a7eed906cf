import EventModel
import Processes
import TestSupport
import Testing

@testable import ServiceEngine

@Suite struct PolicyEnablingTests {
    private let fixture = PolicyFixture()

    @Test func `a disabled policy does nothing, not even about what happened before`() async throws {
        let policy = IncidentPolicy.commenting("greets")
        let engine = try fixture.open([policy])
        try await engine.execute(new: incidentToLog, byAgent)
        try await engine.execute(DisablePolicy(policy), on: policy.stream, byAgent)
        try await engine.execute(new: incidentToLog, byAgent)
        try await engine.settlePolicies()
        #expect(fixture.records("CommentAdded").isEmpty)
        #expect(try await engine.policies()[0].force == .off)
    }

    @Test func `a policy that is enabled later does not react to what happened before`() async throws {
        var policy = IncidentPolicy.commenting("greets")
        policy.isOnByDefault = false
        let engine = try fixture.open([policy])
        try await engine.execute(new: incidentToLog, byAgent)
        try await engine.settlePolicies()
        try await engine.execute(EnablePolicy(policy), on: policy.stream, byAgent)
        try await engine.settlePolicies()
        #expect(fixture.records("CommentAdded").isEmpty)
        let logged = try await engine.execute(new: incidentToLog, byAgent)
        try await engine.settlePolicies()
        try fixture.loseLedger()
        try await engine.settlePolicies()
        #expect(fixture.records("CommentAdded").map(\.causation) == [logged.positions[0]])
    }

    @Test func `disabled and enabled again it reacts to what comes then, and to nothing twice`() async throws {
        let policy = IncidentPolicy.commenting("greets")
        let engine = try fixture.open([policy])
        let before = try await engine.execute(new: incidentToLog, byAgent)
        try await engine.settlePolicies()
        try await engine.execute(DisablePolicy(policy), on: policy.stream, byAgent)
        try await engine.execute(new: incidentToLog, byAgent)
        try await engine.execute(EnablePolicy(policy), on: policy.stream, byAgent)
        let after = try await engine.execute(new: incidentToLog, byAgent)
        for _ in 0..<2 {
            try await engine.settlePolicies()
            try fixture.loseLedger()
        }
        #expect(fixture.records("CommentAdded").map(\.causation) == [before.positions[0], after.positions[0]])
    }

    @Test(arguments: [false, true])
    func `a new version takes over where the old one stopped, and looks at nothing before`(
        losesLedger: Bool
    ) async throws {
        let old = try fixture.open([IncidentPolicy.commenting("greets")])
        try await old.execute(new: incidentToLog, byAgent)
        try await old.settlePolicies()
        // The new version would react to priorities, of which there is one already.
        let policy = IncidentPolicy.commenting("greets", version: 2, on: "IncidentPrioritised")
        if losesLedger { try fixture.loseLedger() }
        let new = try fixture.open([policy])
        try await new.settlePolicies()
        #expect(fixture.records("CommentAdded").count == 1)
        let logged = try await new.execute(new: incidentToLog, byAgent)
        try await new.settlePolicies()
        #expect(fixture.records("CommentAdded").map(\.causation).last == logged.positions[1])
        #expect(fixture.records("PolicyEnabled").count == 2)

        // The older release knows that it is not its turn.
        let older = try fixture.open([IncidentPolicy.commenting("greets")])
        try await older.execute(new: incidentToLog, byAgent)
        try await older.settlePolicies()
        #expect(fixture.records("CommentAdded").count == 2)
        #expect(try await older.policies()[0].force == .otherVersion(2))
    }

    @Test func `what happened between the old version's last cause and the new release is the new version's`()
        async throws
    {
        let old = try fixture.open([IncidentPolicy.commenting("greets")])
        try await old.execute(new: incidentToLog, byAgent)
        try await old.settlePolicies()
        let missed = try await old.execute(new: incidentToLog, byAgent)
        let new = try fixture.open([IncidentPolicy.commenting("greets", version: 2)])
        try await new.settlePolicies()
        #expect(fixture.records("CommentAdded").map(\.causation).last == missed.positions[0])
        #expect(fixture.records("CommentAdded").count == 2)
    }
}
