import EventModel
import LogbookTesting
import Processes
import TestSupport
import Testing

/// The parts of P8 that open an outage and schedule a review, and P12, which ends the outage.
@Suite struct MajorIncidentPolicyTests {
    private let declared = IncidentEvent.majorDeclared(MajorIncidentDeclared(manager: "boss-1", reason: "all sites"))

    private func reactions<P: ReactivePolicy>(of policy: P, _ story: IncidentStory) -> [Reaction] {
        story.world.reactions(of: policy, to: story.world.records.last!)
    }
    private func linked(_ ci: CIID, _ how: LinkOrigin) -> IncidentEvent {
        .ciLinked(CILinkedToIncident(ci: ci, role: .affected, how: how))
    }

    private func outages(_ story: IncidentStory) -> [Reaction] {
        reactions(of: MajorIncidentOpensOutage(), story.given(declared))
    }
    private func starts(_ story: IncidentStory) -> [StartOutage] {
        outages(story).compactMap { $0.command as? StartOutage }
    }

    @Test func `P8: the service of a major incident is out since the incident was detected`() throws {
        let found = outages(newIncident.given(linked("mx-1", .manual)))
        let start = try #require(found.first?.command as? StartOutage)
        #expect(found.count == 1 && found[0].stream == nil && found[0].occurredAt == IncidentStory.start)
        #expect(start.subject == .service("mail") && start.incident == "INC-1" && start.severity == .partial)
    }

    @Test func `P8: one that came back is out again since it was reopened`() {
        let story = incident(.resolved)
        #expect(outages(story.given(reopened)).first?.occurredAt == story.clock)
    }

    @Test func `P8: without a service the items that people named are out, each once`() {
        let story = IncidentStory(IncidentProcess.self, "INC-1").given(
            logged(service: nil), linked("mx-1", .manual), linked("mx-2", .computed), linked("mx-3", .excluded),
            linked("mx-4", .manual))
        #expect(starts(story).map(\.subject) == [.item("mx-1"), .item("mx-4")])
        #expect(outages(story).map(\.part) == [0, 1])
        #expect(outages(IncidentStory(IncidentProcess.self, "INC-1").given(logged(service: nil))).isEmpty)
    }

    @Test func `P8: how much is out follows from the incident's impact`() {
        let impacts: [Impact: OutageSeverity] = [.high: .complete, .medium: .partial, .low: .partial]
        for (impact, severity) in impacts {
            let prioritised = IncidentPrioritised(impact: impact, urgency: .low, priority: .low, matrixVersion: 0)
            #expect(starts(newIncident.given(.prioritised(prioritised))).map(\.severity) == [severity])
        }
    }

    /// An outage of the incident that began at `start`, and what happened to it.
    private func withOutage(_ story: IncidentStory, _ subject: OutageSubject, _ events: OutageEvent...) -> IncidentStory
    {
        var story = story
        let stream = OutageNumber("OUT-1").stream
        let started = OutageStarted(of: subject, severity: .complete, incident: "INC-1")
        for event in [.started(started)] + events { story = story.given(event, in: stream) }
        story.world.found = [.outages(of: "INC-1"): [stream]]
        return story
    }

    @Test func `P8: what is out already is not opened again, what ended is`() {
        #expect(outages(withOutage(newIncident, .service("mail"))).isEmpty)
        #expect(outages(withOutage(newIncident, .service("web"))).count == 1)
        #expect(outages(withOutage(newIncident, .service("mail"), .ended(OutageEnded()))).count == 1)
        #expect(outages(withOutage(newIncident, .service("mail"), .voided(OutageVoided(reason: "x")))).count == 1)
    }

    @Test func `P12: a resolved incident's open outages end when its service was restored`() {
        func ends(_ story: IncidentStory, restoredAt: Instant? = nil) -> [Reaction] {
            let event = IncidentResolved(
                code: "fixed", solution: "x", service: nil, causeCI: nil, restoredAt: restoredAt)
            return reactions(of: ResolvedIncidentEndsOutages(), story.given(.resolved(event)))
        }
        let story = withOutage(incident(.inProgress), .service("mail"))
        let outageStart = story.clock.later(-1)
        let atOnce = ends(story)
        #expect(atOnce.map(\.stream) == [OutageNumber("OUT-1").stream] && atOnce[0].occurredAt == story.clock)
        #expect(atOnce[0].command is EndOutage)
        #expect(ends(story, restoredAt: outageStart).map(\.occurredAt) == [outageStart])
        #expect(ends(story, restoredAt: outageStart.later(-1)).isEmpty, "it began after the service was back")
        #expect(ends(withOutage(incident(.inProgress), .service("mail"), .ended(OutageEnded()))).isEmpty)
        #expect(ends(withOutage(incident(.inProgress), .service("mail"), .voided(OutageVoided(reason: "x")))).isEmpty)
    }

    @Test func `P12: an outage that belongs to another incident is left alone`() {
        var story = incident(.inProgress)
        let stream = OutageNumber("OUT-1").stream
        let other = OutageStarted(of: .service("mail"), severity: .complete, incident: "INC-2")
        story = story.given(OutageEvent.started(other), in: stream)
        story.world.found = [.outages(of: "INC-1"): [stream]]
        #expect(reactions(of: ResolvedIncidentEndsOutages(), story.given(resolved)).isEmpty)
    }

    @Test func `P12: outages of what was merged into the incident end with it, however often it was merged`() {
        // INC-3 went into INC-2, and that into INC-1.
        var story = incident(.inProgress).given(logged(), on: "INC-2").given(logged(), on: "INC-3")
        for key in ["INC-2", "INC-3"] { story = story.given(merged("INC-3", into: "INC-2"), on: key) }
        for key in ["INC-1", "INC-2"] { story = story.given(merged("INC-2", into: "INC-1"), on: key) }
        for number in 1...4 {
            let stream = OutageNumber("OUT-\(number)").stream
            let outage = OutageStarted(
                of: .service("mail"), severity: .partial, incident: IncidentNumber("INC-\(number)"))
            story = story.given(OutageEvent.started(outage), in: stream)
            story.world.found[.outages(of: IncidentNumber("INC-\(number)"))] = [stream]
        }
        let ended = reactions(of: ResolvedIncidentEndsOutages(), story.given(resolved)).compactMap(\.stream?.key)
        #expect(ended == ["OUT-1", "OUT-2", "OUT-3"])
    }

    private func reviews(_ story: IncidentStory) -> [Reaction] {
        reactions(of: MajorIncidentGetsReview(), story.given(declared))
    }

    @Test func `P8: a major incident's review is due in five business days, for who leads and who works`() throws {
        // A Monday: the fifth business day after it is the Monday to come, which ends at midnight.
        let found = reviews(incident(.assigned))
        let review = try #require(found.first?.command as? ScheduleReview).review
        #expect(found.count == 1 && found[0].stream == nil && review.kind == .majorIncident)
        #expect(review.incident == "INC-1" && review.attendees == ["boss-1", "agent-1"])
        #expect(review.dueAt == Instant(parsing: "2026-03-10T00:00:00Z"))
    }

    @Test func `P8: declared again before anybody met, one review looks at both`() {
        func story(_ events: ReviewEvent...) -> IncidentStory {
            let stream = ReviewNumber("REV-1").stream
            let scheduled = ReviewScheduled(.majorIncident, dueAt: IncidentStory.start.later(60), incident: "INC-1")
            var story = newIncident
            for event in [.scheduled(scheduled)] + events { story = story.given(event, in: stream) }
            story.world.found = [.reviews(of: "INC-1"): [stream]]
            return story
        }
        #expect(reviews(story()).isEmpty)
        #expect(reviews(story(.held(.example))).count == 1)
        #expect(reviews(story(.cancelled(.example))).count == 1)
    }
}
