import EventModel
import LogbookTesting
import Processes
import ServiceEngine
import Testing

/// What contacts do to the incidents that they are about, through the engine and its policy.
@Suite struct ContactPolicyTests {
    private let test: TestEngine
    private var engine: ServiceEngine { test.engine }

    init() async throws { test = try await TestEngine() }

    private func incident(_ commands: any IncidentCommand...) async throws {
        let logged = try await engine.execute(
            new: LogIncident(
                title: "No mail", impact: .high, caller: "person-1", service: "mail", ci: "mx-1", category: "software"),
            byAgent)
        for command in commands { try await execute(command, on: logged.stream) }
    }
    private func execute(_ command: some IncidentCommand, on stream: StreamID) async throws {
        try await engine.execute(command, on: stream, byAgent)
    }
    private func contact(_ caller: PersonID?, isSolved: Bool? = nil) async throws {
        let number = try #require(try await all().first?.number)
        let received = try await engine.execute(new: ReceiveContact(channel: .chat, caller: caller), byAgent)
        try await engine.execute(LinkContact(to: number, isSolved: isSolved), on: received.stream, byAgent)
        try await engine.settlePolicies()
    }
    private func all() async throws -> [Incident] {
        try await engine.serviceDesk { desk in
            var found: [Incident] = []
            try desk.scanRows { _, row in
                found.append(row.incident)
                return .more
            }
            return found.sorted { $0.number < $1.number }
        }
    }
    private let solution = ResolveIncident(code: "fixed", solution: "x")

    @Test func `an incident that waits for its caller goes on when the caller gets in touch`() async throws {
        try await incident(PendIncident(waitingFor: .customer, reason: "which one?"))
        try await contact("person-1")
        #expect(try await all().map(\.state) == [.new])
    }

    @Test(arguments: [nil, "person-2"] as [PersonID?])
    func `somebody else's word moves nothing`(caller: PersonID?) async throws {
        try await incident(PendIncident(waitingFor: .customer, reason: "which one?"))
        try await contact(caller)
        #expect(try await all().map(\.state) == [.pending])
    }

    @Test func `an incident that waits for a supplier goes on waiting`() async throws {
        try await incident(PendIncident(waitingFor: .supplier, reason: "a part"))
        try await contact("person-1")
        #expect(try await all().map(\.state) == [.pending])
    }

    @Test(arguments: [(false, IncidentState.new), (true, .resolved), (nil, .resolved)] as [(Bool?, IncidentState)])
    func `a resolved incident is reopened by an explicit no, by nothing else`(
        isSolved: Bool?, expected: IncidentState
    ) async throws {
        try await incident(solution)
        try await contact("person-1", isSolved: isSolved)
        #expect(try await all().map(\.state) == [expected])
    }

    @Test func `after the window, and once it is closed, it comes back as a new one`() async throws {
        try await incident(solution)
        test.clock.advance(days: 15)
        try await contact("person-1", isSolved: false)
        var found = try await all()
        #expect(found.map(\.state) == [.resolved, .new] && found[1].relations.previous == found[0].number)
        #expect(found[1].title == "No mail" && found[1].classification.category == "software")
        #expect(found[1].classification.impact == .high && found[1].classification.source == .chat)
        #expect(found[1].relations.cis.map(\.ci) == ["mx-1"])
        try await engine.execute(CloseIncident(), on: found[0].number.stream, byAgent)
        try await contact("person-1", isSolved: false)
        found = try await all()
        #expect(found.map(\.state) == [.closed, .new, .new])
    }
}
