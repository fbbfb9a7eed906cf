// The examples of the page about policies and timers, compiled and run: `DocumentationTests` checks that the page shows them.
import LogbookTesting
import ServiceEngine
import Testing

/// A solution that did not hold once is looked at by somebody else.
struct SecondLook: ReactivePolicy {
    typealias Process = IncidentProcess
    let name = "second-look"
    let number = "X1"
    let version: UInt64 = 1
    let summary = "When an incident is reopened, the desk is told to let somebody else look at it."
    let isOnByDefault = true
    let triggers = ["IncidentReopened"]

    func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        [Reaction(AddComment(.private, text: "Reopened: let somebody else look."), on: cause.record.stream)]
    }
}

/// Asks after a week in which nothing was said.
struct WeeklyQuestion: TimerPolicy {
    typealias Process = IncidentProcess
    let name = "weekly-question"
    let number = "X2"
    let version: UInt64 = 1
    let summary = "When nothing was heard of an incident for a week, somebody asks."
    let isOnByDefault = true

    struct Watch: DeadlineWatch {
        var lastWordAt: Instant
        var cause: Position
        static let schema = Schema(
            Field(1, "lastWordAt", \Watch.lastWordAt, "When something last happened."),
            Field(2, "cause", \.cause, "The newest event."), make: Watch.init)
    }

    static func fold(_ watch: inout Watch?, _: IncidentEvent, _ record: RecordedEvent) {
        let before = watch?.lastWordAt ?? record.occurredAt
        watch = Watch(lastWordAt: max(before, record.occurredAt), cause: record.position)
    }
    static func waitsSince(_ watch: Watch) -> Instant? { watch.lastWordAt }
    static func dueAt(_ since: Instant, _: Facts, _: ZoneRules) -> Instant {
        since.advanced(byMicros: 7 * 24 * 60 * Instant.microsPerMinute)
    }
    static var command: any Command { AddComment(.private, text: "Still there?") }
}

@Suite struct PolicyExamples {
    @Test func `a reopened incident gets a second look, and the story goes on with it`() {
        Scenario(IncidentProcess.self, "INC-2026-000001")
            .when(LogIncident(title: "Mail does not arrive", service: "mail")).done()
            .when(ResolveIncident(code: "fixed", solution: "Queue emptied.")).done()
            .when(ReopenIncident(reason: "It is back"))
            .settled(by: SecondLook())
            .when(ReopenIncident()).then(refused: .notAllowed(command: "reopened", in: .new))
    }

    @Test func `a service says which policies it runs, and when the clock is read`() async throws {
        let folder = TemporaryFolder()
        let clock = VirtualClock(Scenario<IncidentProcess>.start)
        var options = EngineOptions()
        options.policies = PolicyCatalogue.policies + [SecondLook(), WeeklyQuestion()]
        options.clock = { clock.now }
        // What follows the log does so when it is asked to, not in between.
        options.followsLog = false
        let engine = try await ServiceEngine.create(at: folder.path("desk"), options: options)
        let mail = try await engine.execute(
            new: LogIncident(title: "Mail does not arrive"), .init(.person("person-17")))

        clock.advance(days: 8)
        let round = try await engine.fireTimers()
        #expect(round.fired.map(\.deadline.stream) == [mail.stream])

        let due = try await engine.deadlines(Moment(asOf: Scenario<IncidentProcess>.start))
        #expect(due.map(\.policy) == ["weekly-question"])
        await engine.close()
    }
}
