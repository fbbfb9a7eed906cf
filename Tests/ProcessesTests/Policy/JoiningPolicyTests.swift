import EventModel
import LogbookTesting
import Processes
import TestSupport
import Testing

/// One process sets another in motion: what each policy asks for, and where it asks for nothing.
@Suite struct JoiningPolicyTests {
    /// A change that ended in this way, in the world of a story.
    private func change<Process: Decider>(
        _ story: Scenario<Process>, _ number: ChangeNumber = "CHG-1", outcome: ChangeOutcome? = .successful,
        problem: ReferenceCode? = nil, type: ChangeType = .normal, isClosed: Bool = true
    ) -> Scenario<Process> {
        let requested = ChangeRequested(
            changeType: type, title: "x", cis: ["srv-1"], attributes: [], service: nil, template: nil,
            templateVersion: nil, problem: problem, justification: nil)
        var story = story.given(ChangeEvent.requested(requested), in: number.stream)
        story = story.given(ChangeEvent.started(ChangeStarted(implementer: "engineer-1")), in: number.stream)
        if let outcome {
            story = story.given(
                ChangeEvent.reviewed(ChangeReviewed(outcome: outcome, findings: nil)), in: number.stream)
        }
        return isClosed ? story.given(ChangeEvent.closed(ChangeClosed()), in: number.stream) : story
    }
    private func reactions<P: ReactivePolicy, Process: Decider>(of policy: P, _ story: Scenario<Process>) -> [Reaction]
    {
        story.world.reactions(of: policy, to: story.world.records.last!)
    }

    @Test func `P8: a major incident becomes a problem`() throws {
        let incident = newIncident.given(.majorDeclared(MajorIncidentDeclared(manager: nil, reason: "all sites")))
        let found = reactions(of: MajorIncidentLogsProblem(), incident)
        let command = try #require(found.first?.command as? LogProblem)
        #expect(found.count == 1 && found[0].stream == nil)
        #expect(command.origin == .major && command.incident == "INC-1" && command.title == incident.state?.title)
    }

    private func incident(known error: KnownErrorEvent..., category: String = "software") -> IncidentStory {
        let number = KnownErrorNumber("KE-1")
        var story = newIncident
        for event in error { story = story.given(event, in: number.stream) }
        story.world.found = [
            .knownErrors(service: "mail", category: category): [number.stream]
        ]
        return story.given(.categorised(IncidentCategorised(category: category, service: "mail")))
    }
    private let recorded = KnownErrorEvent.recorded(
        KnownErrorRecorded(
            title: "Full", symptom: "slow", cause: "full", workaround: nil, problem: "PRB-1", problemLoggedAt: nil,
            signature: mailSignature))

    @Test func `P9: an incident categorised like a verified known error is matched with it and its problem`() {
        let found = reactions(of: KnownErrorsMatch(), incident(known: recorded, .verified(.example)))
        #expect((found.first?.command as? MatchKnownError)?.knownError == "KE-1")
        #expect((found.last?.command as? LinkProblem)?.problem == "PRB-1" && found.count == 2)
        #expect(Set(found.map(\.part)).count == 2)
        #expect(reactions(of: KnownErrorsMatch(), incident(known: recorded)).isEmpty, "nobody has verified it")
        let other = incident(known: recorded, .verified(.example), category: "hardware")
        #expect(reactions(of: KnownErrorsMatch(), other).isEmpty, "its signature says software")
        let matched = incident(known: recorded, .verified(.example))
            .given(.knownErrorMatched(KnownErrorMatched(knownError: "KE-1")))
            .given(.linked(IncidentLinked(kind: .problem, code: "PRB-1")))
            .given(.categorised(IncidentCategorised(category: "software", service: "mail")))
        #expect(reactions(of: KnownErrorsMatch(), matched).isEmpty, "it is known already")
    }

    @Test func `B14: an incident that is linked to a problem says so itself`() {
        let linked = newProblem.given(.incidentLinked(IncidentLinkedToProblem(incident: "INC-7")))
        let found = reactions(of: ProblemLinksIncident(), linked)
        #expect(found.map(\.stream) == [IncidentNumber("INC-7").stream])
        #expect((found.first?.command as? LinkProblem)?.problem == "PRB-1")
    }

    @Test func `P15: a trend above what is usual becomes a problem, one that is not does not`() throws {
        func trend(_ count: Int64) -> Scenario<TrendProcess> {
            let baseline = TrendBaseline(windows: 4, count: 8, thresholdPercent: 150)
            return Scenario(TrendProcess.self, "TRD-1").given(
                .detected(
                    TrendDetected(
                        signature: mailSignature, from: .newYear, to: .newYear.plus(days: 7), count: count,
                        baseline: baseline)))
        }
        let command = try #require(reactions(of: TrendLogsProblem(), trend(4)).first?.command as? LogProblem)
        #expect(command.trend == "TRD-1" && command.origin == .trend && command.title == "4 incidents: mail, software")
        #expect(reactions(of: TrendLogsProblem(), trend(3)).isEmpty)
    }

    @Test func `P16: a root cause drafts a known error, the first time`() throws {
        let found = problem(.inProgress).given(causeFound)
        let command = try #require(
            reactions(of: RootCauseDraftsKnownError(), found).first?.command as? RecordKnownError)
        #expect(command.problem == "PRB-1" && command.symptom == "Mail stops")
        #expect(reactions(of: RootCauseDraftsKnownError(), found.after(minutes: 5).given(causeFound)).isEmpty)
    }

    private func verified(
        _ kind: RootCauseKind, ci: CIID?, state: ProblemState = .inProgress
    ) -> Scenario<KnownErrorProcess> {
        var story = Scenario(KnownErrorProcess.self, "KE-1")
        let root = RootCauseIdentified(kind: kind, cause: "full", evidence: ["df"], ci: ci, hypothesis: nil)
        let number = ProblemNumber("PRB-1")
        story = story.given(problemLogged(), in: number.stream)
            .given(ProblemEvent.rootCauseIdentified(root), in: number.stream)
        if state == .cancelled { story = story.given(problemCancelled, in: number.stream) }
        return story.given(
            .recorded(
                KnownErrorRecorded(
                    title: "Full", symptom: "slow", cause: "full", workaround: nil, problem: number,
                    problemLoggedAt: nil, signature: nil)),
            .verified(.example))
    }

    @Test func `P17: a verified error in an item asks for the change of that item`() throws {
        let found = reactions(of: KnownErrorRequestsChange(), verified(.capacity, ci: "mx-1"))
        let command = try #require(found.first?.command as? RequestChange)
        #expect(command.cis == ["mx-1"] && command.problem == "PRB-1" && command.type == .normal)
        for story in [
            verified(.capacity, ci: nil), verified(.supplier, ci: "mx-1"),
            verified(.capacity, ci: "mx-1", state: .cancelled),
        ] { #expect(reactions(of: KnownErrorRequestsChange(), story).isEmpty) }
    }

    @Test func `P24: a failed change logs an incident with the change as its cause`() throws {
        let failed = change(ChangeStory(ChangeProcess.self, "CHG-1"), outcome: nil, isClosed: false)
            .given(.failed(ChangeFailed(step: "2", reason: "no space")))
        let command = try #require(
            reactions(of: FailedChangeLogsIncident(), failed).first?.command as? LogIncident)
        #expect(command.title == "CHG-1 failed: no space" && command.ci == "srv-1" && command.change == "CHG-1")
        let logged = IncidentStory(IncidentProcess.self, "INC-1").after(minutes: 9).when(command).done()
        #expect(logged.state?.relations.causingChange == "CHG-1")
    }

    private func suspects(_ story: IncidentStory) -> [ReferenceCode] {
        var story = story
        let detectedAt = story.state!.times.detectedAt
        let search = RecordSearch.changesAtWork(
            on: ["srv-1"], from: detectedAt.advanced(byMicros: -72 * Instant.microsPerHour), through: detectedAt)
        story.world.found = [search: [ChangeNumber("CHG-1").stream, ChangeNumber("CHG-2").stream]]
        return reactions(of: SuspectedChanges(), story).compactMap { ($0.command as? SuggestChangeCause)?.change }
    }

    @Test func `P25: changes that were at work on an item in the three days before are suspected`() {
        let world = change(change(newIncident, "CHG-2"), "CHG-1", isClosed: false)
        func linked(_ how: LinkOrigin, _ story: IncidentStory) -> IncidentStory {
            story.given(.ciLinked(CILinkedToIncident(ci: "srv-1", role: .affected, how: how)))
        }
        #expect(suspects(linked(.manual, world)) == ["CHG-1", "CHG-2"])
        #expect(suspects(linked(.computed, world)) == [], "a guess leads to no further guess")
        let rejected = world.given(.changeCauseRejected(ChangeCauseRejected(change: "CHG-1")))
        #expect(suspects(linked(.manual, rejected)) == ["CHG-2"], "what a person said stands")
        #expect(suspects(linked(.manual, newIncident)) == [], "nobody asked for these changes")
    }

    @Test(arguments: [
        (ChangeOutcome?.some(.successful), true), (.withIssues, false), (.failed, false), (.backedOut, false),
        (nil, true),
    ])
    func `P27: a change that ended well resolves its problem, another does not`(
        outcome: ChangeOutcome?, isResolved: Bool
    ) {
        let number = ProblemNumber("PRB-1")
        let story = ChangeStory(ChangeProcess.self, "CHG-1").given(problemLogged(), in: number.stream)
        let closed = change(story, outcome: outcome, problem: "PRB-1")
        let found = reactions(of: ChangeResolvesProblem(), closed)
        #expect(found.map(\.stream) == (isResolved ? [number.stream] : []))
        #expect(reactions(of: ChangeResolvesProblem(), change(story, outcome: outcome)).isEmpty, "of no problem")
    }

    @Test func `a problem is resolved by a change that there is, and closed when that ended well`() {
        let story = problem(.inProgress).given(causeFound)
        let resolve = ResolveProblem(by: .change("CHG-1"))
        story.when(resolve).then(refused: .noChange("CHG-1"))
        let review = CloseProblem(review: "Size spools.")
        for (outcome, isClosed, ends) in [
            (ChangeOutcome.successful, true, true), (.withIssues, true, false), (.failed, true, false),
            (.successful, false, false),
        ] {
            let known = change(story, outcome: outcome, isClosed: isClosed)
            let closing = known.when(resolve).done().when(review)
            #expect((closing.rejection == nil) == ends, "\(outcome), \(isClosed)")
        }
    }
}
