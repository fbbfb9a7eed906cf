// The examples of the pages of LogbookTesting, compiled and run: `DocumentationTests` checks that the pages show them.
import LogbookTesting
import Processes
import ReadModels
import ServiceEngine
import Testing

@Suite struct TestingExamples {
    private let incident = Scenario(IncidentProcess.self, "INC-2026-000001")
        .when(LogIncident(title: "Mail does not arrive")).done()

    @Test func `a waiting incident goes on where it was`() {
        incident
            .given(.pended(IncidentPended(waitingFor: .customer, reason: "Asked for the serial number", until: nil)))
            .when(ResumeIncident()).done()
            .when(ResumeIncident()).then(refused: .notAllowed(command: "resumed", in: .new))
    }

    @Test func `late news finds its place among the others`() async throws {
        let number = IncidentNumber("INC-2026-000001")
        try await ProjectionScenario(ServiceDeskTable.self)
            .given(IncidentEvent.logged(.example), on: number.stream)
            .given(IncidentEvent.assigned(IncidentAssigned(group: "desk", person: nil)), on: number.stream)
            .then { desk in
                let group = try desk.row(number.stream)?.incident.assignment.group
                #expect(group == "desk")
            }
    }

    @Test func `a week of silence closes what is resolved`() async throws {
        let test = try await TestEngine()
        let mail = try await test.execute(new: LogIncident(title: "Mail does not arrive", service: "mail"))
        try await test.execute(ResolveIncident(code: "fixed", solution: "Queue emptied."), on: mail.stream)
        test.clock.advance(days: 14)
        try await test.engine.fireTimers()
        try await test.restart()
        let incident = try await test.engine.state(of: mail.stream, in: IncidentProcess.self)
        #expect(incident?.state == .closed)
        await test.close()
    }
}
