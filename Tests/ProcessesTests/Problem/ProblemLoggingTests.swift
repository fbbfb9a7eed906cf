import EventModel
import Processes
import TestSupport
import Testing

private let nothing = ProblemStory(ProblemProcess.self, "PRB-1")
private let trend = TrendDetected(
    signature: mailSignature, from: ProblemStory.start.later(-600), to: ProblemStory.start, count: 9,
    baseline: TrendBaseline(windows: 4, count: 8, thresholdPercent: 150))

@Suite struct ProblemLoggingTests {
    @Test func `a problem is logged with the priority of the matrix in force`() {
        let story = nothing.when(LogProblem(title: " Mail stops ", impact: .high, urgency: .high)).done()
        #expect(story.problem.title == "Mail stops")
        #expect(story.problem.state == .new)
        #expect(story.problem.classification.priority == .critical)
        #expect(story.problem.classification.signature == nil)
    }

    @Test func `a problem is logged from a trend, with its signature`() {
        let number: TrendNumber = "TRD-1"
        let story = nothing.given(TrendEvent.detected(trend), in: number.stream)
            .when(LogProblem(title: "Mail", from: .trend, trend: number)).done()
        #expect(story.problem.classification.signature == mailSignature)
        #expect(story.problem.classification.service == "mail")
        #expect(story.problem.relations.trend == number)
    }

    @Test func `a problem is logged from a major incident, which is linked at once`() {
        let story = nothing.withIncident("INC-1", isMajor: true)
            .when(LogProblem(title: "Mail", from: .major, incident: "INC-1")).done()
        #expect(story.problem.relations.incidents == ["INC-1"])
    }

    @Test func `alreadyLogged: a number is one problem's`() {
        newProblem.when(LogProblem(title: "Mail")).then(refused: .alreadyLogged("PRB-1"))
    }

    @Test func `missing: a problem has a title`() {
        nothing.when(LogProblem(title: "  ")).then(refused: .missing("the title"))
    }

    @Test func `invalid: an identifier that cannot be one is refused`() {
        nothing.when(LogProblem(title: "Mail", service: "")).then(
            refused: .invalid(what: "the service", problem: "it is empty"))
        nothing.when(LogProblem(title: "Mail", cis: ["a\u{7}"])).then(
            refused: .invalid(what: "the configuration item", problem: "it holds a control character"))
    }

    @Test func `originNeeds: a problem from a trend or a major incident says which`() {
        nothing.when(LogProblem(title: "Mail", from: .trend)).then(refused: .originNeeds(.trend, what: "the trend"))
        nothing.when(LogProblem(title: "Mail", from: .major)).then(refused: .originNeeds(.major, what: "the incident"))
    }

    @Test func `noTrend, noIncident, notMajor: what a problem is logged from is there`() {
        nothing.when(LogProblem(title: "Mail", from: .trend, trend: "TRD-9")).then(refused: .noTrend("TRD-9"))
        nothing.when(LogProblem(title: "Mail", from: .major, incident: "INC-9")).then(refused: .noIncident("INC-9"))
        nothing.withIncident("INC-1").when(LogProblem(title: "Mail", from: .major, incident: "INC-1")).then(
            refused: .notMajor("INC-1"))
    }

    @Test func `noIncident: an incident is there as of the time reported`() {
        let story = newProblem.after(minutes: 10).withIncident("INC-1")
        story.when(LinkIncidentToProblem("INC-1"), at: story.clock.later(-8)).then(refused: .noIncident("INC-1"))
    }

    @Test func `incidents are linked, once, and taken off again for a reason`() {
        let story = newProblem.withIncident("INC-1").when(LinkIncidentToProblem("INC-1")).then(
            .incidentLinked(IncidentLinkedToProblem(incident: "INC-1")))
        story.when(LinkIncidentToProblem("INC-1")).then(refused: .alreadyLinked("INC-1"))
        story.when(LinkIncidentToProblem("INC-2")).then(refused: .noIncident("INC-2"))
        story.when(UnlinkIncidentFromProblem("INC-2")).then(refused: .notLinked("INC-2"))
        story.when(UnlinkIncidentFromProblem("INC-1")).then(refused: .missing("the reason"))
        let apart = story.when(UnlinkIncidentFromProblem("INC-1", reason: "The line")).done()
        #expect(apart.problem.relations.incidents.isEmpty)
    }

    @Test func `problem work leaves its incidents as they are`() {
        let story = newProblem.withIncident("INC-1")
        let stream = IncidentNumber("INC-1").stream
        let before = story.world.state(IncidentProcess.self, of: stream)
        let worked = story.when(LinkIncidentToProblem("INC-1")).done()
            .when(PendProblem(waitingFor: .supplier, reason: "They look")).done()
        #expect(worked.world.state(IncidentProcess.self, of: stream) == before)
    }

    @Test func `alreadyDetected, emptySignature, noBaseline, notAboveBaseline: a trend is more than usual`() {
        typealias TrendStory = Scenario<TrendProcess>
        let story = TrendStory(TrendProcess.self, "TRD-1")
        func detect(
            _ signature: IncidentSignature = mailSignature, from: Instant = trend.from, to: Instant = trend.to,
            count: Int64 = 9, windows: Int64 = 4, usual: Int64 = 8, percent: Int64 = 150
        ) -> Outcome<DetectTrend> {
            let baseline = TrendBaseline(windows: windows, count: usual, thresholdPercent: percent)
            return story.when(
                DetectTrend(TrendDetected(signature: signature, from: from, to: to, count: count, baseline: baseline)))
        }
        let done = detect().then(.detected(trend))
        done.when(DetectTrend(trend)).then(refused: .alreadyDetected("TRD-1"))
        detect(IncidentSignature()).then(refused: .emptySignature)
        detect(from: trend.to).then(refused: .windowEndsBeforeItBegins(from: trend.to, to: trend.to))
        let later = trend.to.later(1)
        detect(to: later).then(refused: .windowNotOver(to: later, now: trend.to))
        detect(windows: 0).then(refused: .noBaseline)
        detect(percent: 99).then(refused: .noBaseline)
        detect(count: 0).then(refused: .noBaseline)
        // A mean of 2 a window, and half as many again: 3 is not above it, 4 is.
        detect(count: 3).then(
            refused: .notAboveBaseline(3, TrendBaseline(windows: 4, count: 8, thresholdPercent: 150)))
        #expect(detect(count: 4).rejection == nil)
        #expect(detect(count: 1, usual: 0).rejection == nil, "where there was none, one is more than usual")
    }

    @Test func `a signature is an incident's when every part of it is`() {
        let incident = newIncident.given(
            .categorised(IncidentCategorised(category: "software", subcategory: "transport", symptom: "slow")),
            .ciLinked(CILinkedToIncident(ci: "mx-1", role: .affected, how: .manual)),
            .ciLinked(CILinkedToIncident(ci: "mx-2", role: .affected, how: .excluded))
        ).incident
        #expect(IncidentSignature(service: "mail").matches(incident))
        #expect(IncidentSignature(category: "software", symptom: "slow", ci: "mx-1").matches(incident))
        #expect(!IncidentSignature().matches(incident))
        for other in [
            IncidentSignature(service: "web"), IncidentSignature(service: "mail", category: "network"),
            IncidentSignature(subcategory: "store"), IncidentSignature(symptom: "Slow"), IncidentSignature(ci: "mx-2"),
        ] {
            #expect(!other.matches(incident), "\(other)")
        }
    }
}
