import EventModel
import Processes
import ServiceEngine
import TestSupport
import Testing

/// P1 and P21: what monitors say of items that are being changed.
@Suite struct MaintenanceAlertTests {
    private let fixture = PolicyFixture()
    private let engine: ServiceEngine
    private let id = AlertID(ci: "mx-1", signature: "down")

    init() throws {
        engine = try fixture.open([
            AlertLogsIncident(), AlertKnowsIncident(), SuppressedAlertLogsIncident(), AlertSuppressionEnds(),
            EndedChangeEndsSuppressions(),
        ])
    }

    private func post() async throws {
        try await engine.execute(PostAlert(ci: "mx-1", signature: "down", severity: .major), on: id.stream, byAgent)
        try await engine.settlePolicies()
    }
    private func passTime(hours: Int64) async throws {
        fixture.wait(seconds: hours * 3_600)
        try await engine.fireTimers()
        try await engine.settlePolicies()
    }
    private func alert() async throws -> Alert {
        try #require(try await engine.state(of: id.stream, in: AlertProcess.self))
    }
    private var incidents: Int { fixture.records("IncidentLogged").count }
    private var suppressions: Int { fixture.records("AlertSuppressed").count }

    @Test func `P1: an alert of an item in agreed maintenance is no incident, and says why`() async throws {
        let change = try await fixture.changeAtWork(engine, on: "mx-1")
        try await post()
        #expect(try await alert().suppression?.change == ChangeNumber(change.key))
        #expect(try await alert().suppression?.until == fixture.clock.now.advanced(byMicros: Instant.microsPerHour))
        try await post()
        #expect(incidents == 0 && suppressions == 1, "said once")
    }

    @Test func `P21: an alert that outlasts the window is an incident, one that is cleared in time is none`()
        async throws
    {
        _ = try await fixture.changeAtWork(engine, on: "mx-1")
        try await post()
        try await passTime(hours: 2)
        #expect(incidents == 1 && fixture.records("AlertSuppressionEnded").count == 1)
        #expect(try await alert().suppression == nil)
        #expect(try await alert().incident != nil)
        try await passTime(hours: 2)
        #expect(incidents == 1)

        _ = try await fixture.changeAtWork(engine, on: "mx-2")
        let other = AlertID(ci: "mx-2", signature: "down")
        try await engine.execute(PostAlert(ci: "mx-2", signature: "down", severity: .major), on: other.stream, byAgent)
        try await engine.settlePolicies()
        try await engine.execute(ClearAlert(), on: other.stream, byAgent)
        try await passTime(hours: 2)
        #expect(incidents == 1 && suppressions == 2)
    }

    @Test(arguments: [true, false])
    func `P21: an alert that lasts when the work is over is an incident at once`(isBackedOut: Bool) async throws {
        let change = try await fixture.changeAtWork(engine, on: "mx-1")
        let other = try await fixture.changeAtWork(engine, on: "mx-2")
        try await post()
        let byEngineer = CommandEnvelope(.person("engineer"))
        fixture.wait(seconds: 60)
        try await engine.execute(CompleteChange(), on: other, byEngineer)
        try await engine.settlePolicies()
        #expect(incidents == 0, "the other change is at work yet")
        if isBackedOut {
            try await engine.execute(FailChange(step: "2", reason: "no space"), on: change, byEngineer)
            try await engine.settlePolicies()
            #expect(incidents == 0, "it may be fixed forward, or backed out")
            try await engine.execute(BackOutChange(), on: change, byEngineer)
            try await engine.execute(BackOutChange(done: true), on: change, byEngineer)
        } else {
            try await engine.execute(CompleteChange(), on: change, byEngineer)
        }
        try await engine.settlePolicies()
        #expect(incidents == 1 && fixture.records("AlertSuppressionEnded").count == 1)
        #expect(try await alert().suppression == nil)
        try await passTime(hours: 2)
        #expect(incidents == 1)
    }

    @Test func `P21: an alert that was cleared meanwhile is looked at no more`() async throws {
        let change = try await fixture.changeAtWork(engine, on: "mx-1")
        try await post()
        fixture.wait(seconds: 60)
        try await engine.execute(ClearAlert(), on: id.stream, byAgent)
        try await engine.execute(CompleteChange(), on: change, CommandEnvelope(.person("engineer")))
        try await engine.settlePolicies()
        #expect(incidents == 0 && fixture.records("AlertSuppressionEnded").isEmpty)
        #expect(fixture.records("PolicyRefused").isEmpty)
    }

    @Test func `P1: what is over, what nobody authorised and what is made on another item suppress nothing`()
        async throws
    {
        let change = try await fixture.changeAtWork(engine, on: "mx-1")
        fixture.wait(seconds: 60)
        try await engine.execute(CompleteChange(), on: change, CommandEnvelope(.person("engineer")))
        _ = try await fixture.changeAtWork(engine, on: "mx-1", isAuthorised: false)
        _ = try await fixture.changeAtWork(engine, on: "mx-2")
        fixture.wait(seconds: 60)
        try await post()
        #expect(incidents == 1 && suppressions == 0)
    }

    @Test func `P1: a change that goes on after its window suppresses nothing any more`() async throws {
        _ = try await fixture.changeAtWork(engine, on: "mx-1")
        fixture.wait(seconds: 3_600)
        try await post()
        #expect(incidents == 1 && suppressions == 0)
    }

    @Test func `P21: a change at work covers its items until its window ends`() async throws {
        let change = try await fixture.changeAtWork(engine, on: "mx-1")
        _ = try await fixture.changeAtWork(engine, on: "mx-1", isAuthorised: false)
        let item = try #require(try await engine.state(of: CIID("mx-1").stream, in: CIProcess.self))
        let covering = try await engine.changes(covering: item)
        #expect(covering.map(\.number.stream) == [change])
        let start = fixture.clock.now
        #expect(
            covering.first?.coveredWindow
                == ChangeWindow(from: start, to: start.advanced(byMicros: Instant.microsPerHour)))
        try await engine.execute(CompleteChange(), on: change, CommandEnvelope(.person("engineer")))
        #expect(try await engine.changes(covering: item).isEmpty)
    }
}
