import EventModel
import Processes
import ServiceEngine
import TestSupport
import Testing

/// Alerts that become incidents, through the engine and its policies.
@Suite struct AlertPolicyTests {
    private let fixture = PolicyFixture()
    private let engine: ServiceEngine
    private let id = AlertID(ci: "mx-1", signature: "queue-length")

    init() throws {
        engine = try fixture.open([
            AlertLogsIncident(), AlertKnowsIncident(), ClearedAlertProposesResolution(),
        ])
    }

    private func post(
        _ severity: AlertSeverity, _ signature: String = "queue-length", parent: AlertID? = nil
    ) async throws {
        let post = PostAlert(ci: "mx-1", signature: signature, severity: severity, message: "slow", parent: parent)
        try await engine.execute(post, on: post.id.stream, byAgent)
        try await engine.settlePolicies()
    }
    private func clear() async throws {
        try await engine.execute(ClearAlert(), on: id.stream, byAgent)
        try await engine.settlePolicies()
    }
    private func resolve(_ number: IncidentNumber) async throws {
        try await engine.execute(
            ResolveIncident(code: "fixed", solution: "x", service: "mail"), on: number.stream, byAgent)
        try await engine.settlePolicies()
    }
    private func alert() async throws -> Alert {
        try #require(try await engine.state(of: id.stream, in: AlertProcess.self))
    }
    private func incidents() async throws -> [Incident] {
        try await engine.serviceDesk { desk in
            var found: [Incident] = []
            try desk.scanRows { _, row in
                found.append(row.incident)
                return .more
            }
            return found.sorted { $0.number < $1.number }
        }
    }

    @Test func `an alert of the severity in the rules becomes an incident, and knows it`() async throws {
        try await post(.major)
        let incident = try #require(try await incidents().first)
        #expect(incident.title == "slow" && incident.classification.source == .alert)
        #expect(incident.relations.cis.map(\.ci) == ["mx-1"] && incident.relations.alert == id)
        #expect(incident.times.detectedAt == (try await alert()).raisedAt)
        #expect(try await alert().incident == incident.number)
    }

    @Test func `less bad alerts do not, unless the rules say so, or they become worse`() async throws {
        try await post(.minor)
        #expect(try await incidents().isEmpty)
        try await post(.critical)
        #expect(try await incidents().count == 1)
        try await engine.execute(PublishIncidentRules(alertSeverity: .minor), on: IncidentRules.stream, byAgent)
        try await post(.minor, "disk-full")
        #expect(try await incidents().count == 2)
    }

    @Test func `while its incident is open a repeated alert logs no other, nor does one that comes back`() async throws
    {
        try await post(.major)
        try await post(.critical)
        try await clear()
        try await post(.major)
        #expect(try await incidents().count == 1)
        try await resolve(try #require(try await alert().incident))
        try await clear()
        try await post(.major)
        #expect(try await incidents().count == 2)
    }

    @Test func `an alert that follows from one with an open incident logs none`() async throws {
        try await post(.major)
        try await post(.critical, "slow", parent: id)
        #expect(try await incidents().count == 1)
        try await resolve(try #require(try await alert().incident))
        try await post(.critical, "slower", parent: id)
        #expect(try await incidents().count == 2)
    }

    @Test func `a cleared alert proposes to resolve its incident, and takes it back when it is back`() async throws {
        try await post(.major)
        try await clear()
        var incident = try #require(try await incidents().first)
        #expect(incident.relations.resolutionProposal == "The alert mx-1~queue-length was cleared.")
        #expect(incident.state.isOpen)
        try await post(.major)
        incident = try #require(try await incidents().first)
        #expect(incident.relations.resolutionProposal == nil)
    }

    @Test func `an alert that is cleared before its incident is noted proposes all the same`() async throws {
        let post = PostAlert(ci: "mx-1", signature: "queue-length", severity: .major)
        try await engine.execute(post, on: post.id.stream, byAgent)
        try await clear()
        // Cleared by the time that the policy looks at the raising: known then was that it was raised.
        let incident = try #require(try await incidents().first)
        #expect(incident.title == "mx-1: queue-length" && incident.relations.resolutionProposal != nil)
    }

    @Test func `nothing is proposed for an incident that has ended`() async throws {
        try await post(.major)
        let number = try #require(try await alert().incident)
        try await resolve(number)
        try await clear()
        #expect(try await incidents().first?.relations.resolutionProposal == nil)
    }
}
