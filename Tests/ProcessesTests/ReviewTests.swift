import EventModel
import LogbookTesting
import Processes
import TestSupport
import Testing

private typealias ReviewStory = Scenario<ReviewProcess>

private let start = ReviewStory.start
private let due = start.later(60)
private let story = ReviewStory(ReviewProcess.self, "REV-1")
private let toHold = story.given(.scheduled(ReviewScheduled(.management, attendees: ["person-4"], dueAt: due)))
private let minutes = ContentHash(hashing: Array("The spool was full.".utf8))
private let holding = HoldReview(minutes: minutes, figuresPosition: Position(7), attendees: ["person-8", "person-4"])
private let held = toHold.when(holding).after
private let raised = held.when(RaiseReviewAction("Watch it.", owner: "person-8", dueAt: start.later(90))).after

@Suite struct ReviewTests {
    @Test func `a review is scheduled, held by figures that can be had again, and leads to something`() {
        let asked = ReviewScheduled(
            .service, cycle: " 2026-Q1 ", attendees: ["b", "a", "b"], dueAt: due, subject: "mail")
        let first = story.when(ScheduleReview(asked)).then(
            .scheduled(ReviewScheduled(.service, cycle: "2026-Q1", attendees: ["a", "b"], dueAt: due, subject: "mail")))
        #expect(first.state?.state == .scheduled)
        let after = first.when(holding).then(
            .held(
                ReviewHeld(minutes: minutes, figuresPosition: Position(7), attendees: ["person-4", "person-8"])))
        #expect(after.state?.state == .held && after.state?.heldAt == first.clock)
        let action = after.when(RaiseReviewAction(" Watch it. ", owner: "person-8", dueAt: start.later(90))).then(
            .actionRaised(
                ReviewActionRaised(action: 1, what: "Watch it.", owner: "person-8", dueAt: start.later(90))))
        let done = action.when(CompleteReviewAction(1, evidence: " CHG-1 ")).then(
            .actionCompleted(ReviewActionCompleted(action: 1, evidence: "CHG-1")))
        #expect(done.state?.actions.first?.completedAt == action.clock)
        #expect(done.state?.actions.first?.evidence == "CHG-1")
    }

    @Test func `the hash of minutes is the SHA-256 of their bytes`() {
        // The vector of FIPS 180-2 for "abc".
        #expect(
            ContentHash(hashing: Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `needsSubject, otherSubject: each kind looks at its own kind of thing`() {
        func refused(
            _ kind: ReviewKind, _ incident: IncidentNumber?, _ change: ChangeNumber?, _ subject: ReferenceCode?
        )
            -> ReviewRejection?
        {
            let review = ReviewScheduled(kind, dueAt: due, incident: incident, change: change, subject: subject)
            return story.when(ScheduleReview(review)).rejection
        }
        let thing = "a service, a supplier or a plan"
        for kind in [ReviewKind.service, .supplier, .contingency] {
            #expect(refused(kind, nil, nil, nil) == .needsSubject(kind, thing))
            #expect(refused(kind, nil, nil, "mail") == nil)
            #expect(refused(kind, "INC-1", nil, "mail") == .otherSubject(kind, "an incident"))
        }
        for kind in [ReviewKind.management, .executive] {
            #expect(refused(kind, nil, nil, nil) == nil)
            #expect(refused(kind, nil, nil, "mail") == .otherSubject(kind, thing))
            #expect(refused(kind, nil, "CHG-1", nil) == .otherSubject(kind, "a change"))
        }
        #expect(refused(.majorIncident, nil, nil, nil) == .needsSubject(.majorIncident, "an incident"))
        #expect(refused(.postImplementation, nil, nil, nil) == .needsSubject(.postImplementation, "a change"))
        #expect(refused(.service, nil, nil, "") == .invalid(what: "what it is about", problem: "it is empty"))
    }

    @Test func `noIncident, noChange: what it looks at is on record`() {
        let ofIncident = ScheduleReview(ReviewScheduled(.majorIncident, dueAt: due, incident: "INC-1"))
        story.when(ofIncident).then(refused: .noIncident("INC-1"))
        #expect(story.given(logged(), in: IncidentNumber("INC-1").stream).when(ofIncident).rejection == nil)
        let ofChange = ScheduleReview(ReviewScheduled(.postImplementation, dueAt: due, change: "CHG-1"))
        story.when(ofChange).then(refused: .noChange("CHG-1"))
        let change = ChangeEvent.requested(.example)
        #expect(story.given(change, in: ChangeNumber("CHG-1").stream).when(ofChange).rejection == nil)
    }

    @Test func `alreadyScheduled, notScheduled, alreadyDue: a stream is one review, and it is to come`() {
        let again = ScheduleReview(ReviewScheduled(.management, dueAt: due))
        toHold.when(again).then(refused: .alreadyScheduled("REV-1"))
        story.when(holding).then(refused: .notScheduled("REV-1"))
        story.when(ScheduleReview(ReviewScheduled(.management, dueAt: start))).then(
            refused: .alreadyDue(start, now: start))
        story.when(ScheduleReview(ReviewScheduled(.management, attendees: [""], dueAt: due))).then(
            refused: .invalid(what: "who is to be there", problem: "it is empty"))
    }

    @Test func `unchanged, before: it is put off to another time, in order`() {
        let later = toHold.when(RescheduleReview(dueAt: due.later(1)), reason: "late").then(
            .rescheduled(ReviewRescheduled(dueAt: due.later(1), reason: "late")))
        #expect(later.state?.dueAt == due.later(1))
        toHold.when(RescheduleReview(dueAt: due, reason: "x")).then(refused: .unchanged("REV-1"))
        toHold.when(RescheduleReview(dueAt: due.later(1))).then(refused: .missing("the reason"))
        let now = toHold.clock
        toHold.when(RescheduleReview(dueAt: now, reason: "x")).then(refused: .alreadyDue(now, now: now))
        toHold.when(holding, at: start.later(-1)).then(refused: .before(start, occurredAt: start.later(-1)))
    }

    @Test func `cancelled: what is not to be held is over`() {
        toHold.when(CancelReview()).then(refused: .missing("the reason"))
        let cancelled = toHold.when(CancelReview(reason: "one for both")).then(
            .cancelled(ReviewCancelled(reason: "one for both")))
        #expect(cancelled.state?.state == .cancelled)
        cancelled.when(holding).then(refused: .cancelled("REV-1"))
        cancelled.when(CancelReview(reason: "x")).then(refused: .cancelled("REV-1"))
    }

    @Test func `alreadyHeld, missing, invalid: it is held once, by people, with minutes`() {
        let at = toHold.clock
        held.when(holding).then(refused: .alreadyHeld("REV-1", at: at))
        held.when(CancelReview(reason: "x")).then(refused: .alreadyHeld("REV-1", at: at))
        held.when(RescheduleReview(dueAt: due.later(1), reason: "x")).then(refused: .alreadyHeld("REV-1", at: at))
        func refused(_ hash: ContentHash, _ position: UInt64 = 1, _ people: [PersonID] = ["a"]) -> ReviewRejection? {
            toHold.when(HoldReview(minutes: hash, figuresPosition: Position(position), attendees: people)).rejection
        }
        let digits = String(repeating: "0f", count: 32)
        #expect(refused(ContentHash(digits)) == nil)
        for wrong in [
            ContentHash(digits.uppercased()), ContentHash("0" + digits), ContentHash(digits.dropLast() + "g"),
        ] {
            let problem = "it is not 64 hexadecimal digits in small letters"
            #expect(refused(wrong) == .invalid(what: "the hash of the minutes", problem: problem))
        }
        #expect(
            refused(minutes, 0)
                == .invalid(what: "the figures' position", problem: "the first event has position 1"))
        #expect(refused(minutes, 1, []) == .missing("who was there"))
        #expect(refused(minutes, 1, [""]) == .invalid(what: "who was there", problem: "it is empty"))
    }

    @Test func `notHeld, noAction, alreadyCompleted: what a held review led to is done once`() {
        let action = RaiseReviewAction("Watch it.", owner: "person-8", dueAt: start.later(90))
        toHold.when(action).then(refused: .notHeld("REV-1"))
        let heldAt = held.state!.heldAt!
        held.when(RaiseReviewAction("x", owner: "a", dueAt: heldAt)).then(refused: .alreadyDue(heldAt, now: heldAt))
        held.when(RaiseReviewAction(" ", owner: "a", dueAt: due)).then(refused: .missing("what is to be done"))
        held.when(RaiseReviewAction("x", owner: "", dueAt: due)).then(
            refused: .invalid(what: "who does it", problem: "it is empty"))
        raised.when(CompleteReviewAction(2, evidence: "x")).then(refused: .noAction(2, of: "REV-1"))
        raised.when(CompleteReviewAction(1, evidence: " ")).then(refused: .missing("what shows that it is done"))
        let raisedAt = raised.state!.actions[0].raisedAt
        raised.when(CompleteReviewAction(1, evidence: "x"), at: heldAt).then(
            refused: .before(raisedAt, occurredAt: heldAt))
        let done = raised.when(CompleteReviewAction(1, evidence: "x")).after
        done.when(CompleteReviewAction(1, evidence: "y")).then(refused: .alreadyCompleted(1, at: raised.clock))
        #expect(done.when(action).after.state?.actions.map(\.number) == [1, 2])
    }
}
