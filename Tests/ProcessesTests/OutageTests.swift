import EventModel
import LogbookTesting
import Processes
import TestSupport
import Testing

private typealias OutageStory = Scenario<OutageProcess>

private let story = OutageStory(OutageProcess.self, "OUT-1")
private let mailIsOut = OutageEvent.started(OutageStarted(of: .service("mail"), severity: .complete))
/// Out since nine; the clock says 9:01.
private let open = story.given(mailIsOut)
/// Out from nine to 9:01; the clock says 9:02.
private let ended = open.given(.ended(OutageEnded()))
private let nine = OutageStory.start

@Suite struct OutageTests {
    @Test func `an outage lasts from when it started to when it ended, whenever that is told`() {
        let told = story.after(minutes: 60).when(
            StartOutage(of: .service("mail"), severity: .partial, cause: " full "), at: nine
        ).then(.started(OutageStarted(of: .service("mail"), severity: .partial, cause: "full")))
        #expect(told.state?.startedAt == nine && told.state?.state == .open)
        let over = told.when(EndOutage(note: " "), at: nine.later(30)).then(.ended(OutageEnded()))
        #expect(over.state?.endedAt == nine.later(30) && over.state?.state == .ended)
    }

    @Test func `alreadyStarted, notStarted: a stream is one outage`() {
        open.when(StartOutage(of: .service("mail"), severity: .complete)).then(refused: .alreadyStarted("OUT-1"))
        story.when(EndOutage()).then(refused: .notStarted("OUT-1"))
        story.when(VoidOutage(reason: "x")).then(refused: .notStarted("OUT-1"))
    }

    @Test func `alreadyEnded, endsBeforeItStarts: it ends once, and not before it starts`() {
        ended.when(EndOutage()).then(refused: .alreadyEnded("OUT-1", at: nine.later(1)))
        open.when(EndOutage(), at: nine.later(-1)).then(
            refused: .endsBeforeItStarts(startedAt: nine, endedAt: nine.later(-1)))
        open.when(EndOutage(), at: nine).then(.ended(OutageEnded()))
    }

    @Test func `unknownCI, mergedCI, retiredCI: an item that is out was there then`() {
        func start(_ events: CIEvent..., at: Instant? = nil) -> OutageRejection? {
            var story = story
            for event in events { story = story.given(event, in: CIID("mx-1").stream) }
            return story.when(StartOutage(of: .item("mx-1"), severity: .complete), at: at).rejection
        }
        let registered = CIEvent.registered(
            CIRegistered(
                ciClass: "Server", status: .production, attributes: [], source: "manual", schemaVersion: 0,
                previousIdentity: nil))
        let retired = CIEvent.retired(CIRetired(reason: "old", overridden: [], previous: .production))
        let merged = CIsMerged(survivor: "mx-2", absorbed: "mx-1", dropped: [], taken: [], reason: nil)
        #expect(start() == .unknownCI("mx-1"))
        #expect(start(registered) == nil)
        #expect(start(registered, retired) == .retiredCI("mx-1", at: nine.later(1)))
        #expect(start(registered, retired, at: nine) == nil, "told late: it was in use then")
        #expect(start(registered, .merged(merged)) == .mergedCI("mx-1", into: "mx-2"))
    }

    @Test func `noIncident, invalid: what it refers to is there`() {
        let lost = StartOutage(of: .service("mail"), severity: .complete, incident: "INC-9")
        story.when(lost).then(refused: .noIncident("INC-9"))
        story.when(StartOutage(of: .service(""), severity: .complete)).then(
            refused: .invalid(what: "the service", problem: "it is empty"))
    }

    @Test func `what was said of it is put right, and stays on record`() {
        let corrected = ended.when(
            CorrectOutage(startedAt: nine.later(-10), endedAt: nine.later(2), severity: .degraded, reason: "the probe")
        ).then(
            .corrected(
                OutageCorrected(
                    startedAt: nine.later(-10), endedAt: nine.later(2), severity: .degraded, reason: "the probe")))
        let outage = corrected.state
        #expect(outage?.startedAt == nine.later(-10) && outage?.endedAt == nine.later(2))
        #expect(outage?.severity == .degraded && outage?.corrections == 1)
        let again = corrected.when(CorrectOutage(isOngoing: true, reason: "still down")).after
        #expect(again.state?.state == .open && again.state?.startedAt == nine.later(-10))
        // Ended anew, later than before.
        #expect(again.when(EndOutage()).after.state?.endedAt == again.clock)
    }

    @Test func `notEnded, bothEndedAndOngoing, inTheFuture, unchanged, missing: a correction can be, and says why`() {
        open.when(CorrectOutage(endedAt: nine, reason: "x")).then(refused: .notEnded("OUT-1"))
        open.when(CorrectOutage(isOngoing: true, reason: "x")).then(refused: .notEnded("OUT-1"))
        ended.when(CorrectOutage(endedAt: nine, isOngoing: true, reason: "x")).then(refused: .bothEndedAndOngoing)
        let later = nine.later(3)
        for correction in [
            CorrectOutage(endedAt: later, reason: "x"), CorrectOutage(startedAt: later, isOngoing: true, reason: "x"),
        ] { ended.when(correction).then(refused: .inTheFuture(later, now: nine.later(2))) }
        ended.when(CorrectOutage(startedAt: nine.later(2), reason: "x")).then(
            refused: .endsBeforeItStarts(startedAt: nine.later(2), endedAt: nine.later(1)))
        for same in [
            CorrectOutage(reason: "x"), CorrectOutage(startedAt: nine, endedAt: nine.later(1), severity: .complete),
        ] { ended.when(same).then(refused: .unchanged("OUT-1")) }
        open.when(CorrectOutage(severity: .partial, reason: " ")).then(refused: .missing("the reason"))
    }

    @Test func `voided: what never was takes no more news`() {
        open.when(VoidOutage(reason: "")).then(refused: .missing("the reason"))
        let void = open.when(VoidOutage(), reason: "the probe").then(.voided(OutageVoided(reason: "the probe")))
        #expect(void.state?.state == .voided)
        void.when(EndOutage()).then(refused: .voided("OUT-1"))
        void.when(CorrectOutage(severity: .partial, reason: "x")).then(refused: .voided("OUT-1"))
        void.when(VoidOutage(reason: "x")).then(refused: .voided("OUT-1"))
        // One that had ended never was, either.
        #expect(ended.when(VoidOutage(reason: "x")).after.state?.state == .voided)
    }
}
