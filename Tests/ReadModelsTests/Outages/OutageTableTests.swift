import EventModel
import Processes
import TestSupport
import Testing

@testable import ReadModels

@Test func `outages are found by what is out, whose incident it is, and whether they are over`() async throws {
    func number(_ index: Int) -> StreamID { OutageNumber("OUT-\(index)").stream }
    func started(_ subject: OutageSubject, _ incident: IncidentNumber? = nil) -> OutageEvent {
        .started(OutageStarted(of: subject, severity: .partial, incident: incident))
    }
    try await ProjectionScenario(OutageTable.self)
        .given(started(.service("mail"), "INC-1"), on: number(1))
        .given(started(.item("mx-1"), "INC-1"), on: number(2))
        .given(started(.service("mail")), on: number(3))
        .given(started(.service("web")), on: number(4))
        .given(OutageEvent.ended(OutageEnded()), on: number(3))
        .given(OutageEvent.voided(OutageVoided(reason: "x")), on: number(4))
        .then { (reader: any TableReader<OutageTable>) throws in
            func found(
                _ service: ServiceID? = nil, _ ci: CIID? = nil, _ incident: IncidentNumber? = nil, all: Bool = false
            ) throws -> [OutageNumber] {
                var filter = OutageFilter()
                (filter.service, filter.ci, filter.incident, filter.isWithEnded) = (service, ci, incident, all)
                return try reader.outages(filter).map(\.number)
            }
            #expect(try found() == ["OUT-1", "OUT-2"])
            #expect(try found(all: true) == ["OUT-1", "OUT-2", "OUT-3", "OUT-4"])
            #expect(try found("mail") == ["OUT-1"])
            #expect(try found("mail", all: true) == ["OUT-1", "OUT-3"])
            #expect(try found(nil, "mx-1") == ["OUT-2"])
            #expect(try found("mail", "mx-1", all: true).isEmpty)
            #expect(try found(nil, nil, "INC-1") == ["OUT-1", "OUT-2"])
            #expect(try found("web").isEmpty)
        }
}

@Test func `reviews and what they led to are found by when they are due`() async throws {
    func number(_ index: Int) -> StreamID { ReviewNumber("REV-\(index)").stream }
    let start = Instant(micros: 1_772_442_000_000_000)
    func scheduled(_ kind: ReviewKind, in minutes: Int64, _ incident: IncidentNumber? = nil) -> ReviewEvent {
        .scheduled(ReviewScheduled(kind, dueAt: start.later(minutes), incident: incident))
    }
    func raised(_ action: Int64, in minutes: Int64) -> ReviewEvent {
        .actionRaised(ReviewActionRaised(action: action, what: "x", owner: "a", dueAt: start.later(minutes)))
    }
    try await ProjectionScenario(ReviewTable.self)
        .given(scheduled(.management, in: 300), on: number(1))
        .given(scheduled(.majorIncident, in: 200, "INC-1"), on: number(2))
        .given(scheduled(.executive, in: 250), on: number(3))
        .given(scheduled(.majorIncident, in: 100, "INC-1"), on: number(4))
        .given(ReviewEvent.rescheduled(ReviewRescheduled(dueAt: start.later(400), reason: "x")), on: number(1))
        .given(ReviewEvent.cancelled(.example), on: number(3))
        .given(ReviewEvent.held(.example), on: number(4))
        .given(raised(1, in: 900), on: number(4)).given(raised(2, in: 800), on: number(4))
        .given(raised(3, in: 700), on: number(4))
        .given(ReviewEvent.actionCompleted(ReviewActionCompleted(action: 3, evidence: "x")), on: number(4))
        .then { (reader: any TableReader<ReviewTable>) throws in
            #expect(try reader.reviewsToHold().map(\.number) == ["REV-2", "REV-1"])
            #expect(try reader.reviewsToHold(.management).map(\.number) == ["REV-1"])
            // At its time a review is not overdue yet.
            #expect(try reader.reviewsToHold(before: start.later(200)).isEmpty)
            #expect(try reader.reviewsToHold(before: start.later(201)).map(\.number) == ["REV-2"])
            #expect(try reader.reviews(of: "INC-1").map(\.number) == ["REV-2", "REV-4"])
            #expect(try reader.reviews().count == 4)
            #expect(try reader.reviews(.majorIncident).map(\.number) == ["REV-2", "REV-4"])
            #expect(try reader.openActions().map(\.action.number) == [2, 1])
        }
}

extension Instant {
    fileprivate func later(_ minutes: Int64) -> Instant { advanced(byMicros: minutes * Instant.microsPerMinute) }
}
