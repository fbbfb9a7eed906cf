import EventModel
import Processes
import ServiceEngine
import TestSupport
import Testing

/// Incidents that come together, through the engine and its policy.
@Suite struct SimilarIncidentsTests {
    private let fixture = PolicyFixture()
    private let engine: ServiceEngine

    init() throws { engine = try fixture.open([SimilarIncidents()]) }

    @discardableResult
    private func log(
        _ count: Int, service: ServiceID? = "mail", ci: CIID? = nil, category: String? = "software"
    ) async throws -> [IncidentNumber] {
        var numbers: [IncidentNumber] = []
        for _ in 0..<count {
            let command = LogIncident(title: "Slow", service: service, ci: ci, category: category)
            numbers.append(IncidentNumber(try await engine.execute(new: command, byAgent).stream.key))
            try await engine.settlePolicies()
            fixture.wait(seconds: 60)
        }
        return numbers
    }
    private func incident(_ number: IncidentNumber) async throws -> Incident {
        try #require(try await engine.state(of: number.stream, in: IncidentProcess.self))
    }
    private var proposals: Int { fixture.records("IncidentParentProposed").count }

    @Test func `the third on one service within the hour is offered the first as its parent`() async throws {
        let numbers = try await log(2)
        #expect(proposals == 0)
        let third = try await log(1)[0]
        #expect(try await incident(third).relations.proposedParent == numbers[0])
        #expect(try await incident(third).relations.parent == nil, "a person sets it")
        #expect(try await incident(numbers[0]).relations.isProposedMajor == false)
    }

    @Test func `where the first has a parent already, that is the one`() async throws {
        let numbers = try await log(2)
        let parent = try await log(1, service: "other")[0]
        try await engine.execute(SetParent(parent), on: numbers[0].stream, byAgent)
        let third = try await log(1)[0]
        #expect(try await incident(third).relations.proposedParent == parent)
    }

    @Test func `from the sixth on the first is proposed as a major incident, once`() async throws {
        let numbers = try await log(5)
        #expect(try await incident(numbers[0]).relations.isProposedMajor == false)
        try await log(2)
        #expect(try await incident(numbers[0]).relations.isProposedMajor)
        #expect(fixture.records("MajorIncidentProposed").count == 1)
    }

    @Test func `an item joins them as a service does`() async throws {
        try await log(3, service: nil, ci: "mx-1")
        #expect(proposals == 1)
    }

    @Test func `other services, other categories, ended ones and those of an hour before do not count`() async throws {
        try await log(1, service: "web")
        try await log(1, category: "hardware")
        let ended = try await log(1)[0]
        try await engine.execute(CancelIncident(reason: "no"), on: ended.stream, byAgent)
        try await log(1)
        fixture.wait(seconds: 3_600)
        try await log(2)
        #expect(proposals == 0)
        try await log(1)
        #expect(proposals == 1)
    }

    @Test func `one without an item and a service resembles nothing`() async throws {
        try await log(4, service: nil)
        #expect(proposals == 0)
    }
}
