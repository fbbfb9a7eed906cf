import EventModel
import Processes
import ReadModels
import ServiceEngine
import TestSupport
import Testing

/// What a major incident sets in motion, in a log: an outage and a review, each once, and the outage's end.
@Suite struct MajorIncidentTests {
    private let fixture = PolicyFixture()
    private let policies: [any Policy] = [
        MajorIncidentOpensOutage(), MajorIncidentGetsReview(), ResolvedIncidentEndsOutages(),
    ]

    @Test func `an outage opens with a major incident and ends with it, and one review looks at it`() async throws {
        let engine = try fixture.open(policies)
        let incident = try await engine.execute(new: incidentToLog, byAgent).stream
        func execute(_ command: some IncidentCommand) async throws {
            fixture.wait(seconds: 60)
            try await engine.execute(command, on: incident, byAgent)
            try await engine.settlePolicies()
        }
        try await execute(DeclareMajorIncident(manager: "boss-1", reason: "all sites"))
        try await execute(StandDownMajorIncident(reason: "one site"))
        try await execute(DeclareMajorIncident(manager: "boss-1", reason: "all sites again"))
        let open = try await engine.read(OutageTable.self) { try $0.outages(OutageFilter()) }
        let detectedAt = try await engine.state(of: incident, in: IncidentProcess.self)?.times.detectedAt
        #expect(open.map(\.incident) == [IncidentNumber(incident.key)] && open.map(\.startedAt) == [detectedAt])
        let reviews = try await engine.read(ReviewTable.self) { try $0.reviewsToHold() }
        #expect(reviews.map(\.scheduled.incident) == [IncidentNumber(incident.key)])

        try await execute(AssignIncident(group: "desk", person: "agent-4"))
        try await execute(StartWork())
        try await execute(ResolveIncident(code: "fixed", solution: "Emptied it.", service: "mail"))
        let ended = fixture.clock.now
        let number = try #require(open.first).number
        #expect(try await engine.state(of: number.stream, in: OutageProcess.self)?.endedAt == ended)

        // Another engine that has lost its place finds everything done.
        try fixture.loseLedger()
        try await fixture.open(policies).settlePolicies()
        let counts = ["OutageStarted", "OutageEnded", "ReviewScheduled", "PolicyRefused"].map {
            fixture.records($0).count
        }
        #expect(counts == [1, 1, 1, 0])
    }
}
