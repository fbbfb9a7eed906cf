import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

private let start = Instant(micros: 1_772_442_000_000_000)
private func hour(_ hours: Int64) -> Instant { start.advanced(byMicros: hours * Instant.microsPerHour) }

/// Changes whose work is over.
private struct Told {
    var scenario = ProjectionScenario(ChangeTable.self)

    /// A change that ends at hour 2; its review is due at the instant, where one is, and `then` follows.
    func change(_ number: ChangeNumber, due: Instant?, then events: ChangeEvent...) -> Told {
        let actual = ChangeWindow(from: hour(1), to: hour(2))
        let work: [ChangeEvent] = [
            .requested(ChangeRequested(changeType: .emergency, title: "t", cis: ["mx-1"])),
            .started(ChangeStarted(implementer: "e")), .completed(ChangeCompleted(actual: actual)),
        ]
        let review = due.map {
            ChangeEvent.reviewScheduled(
                ChangeReviewScheduled(dueAt: $0, reviewer: "m", reasons: ["it was an emergency"]))
        }
        var told = self
        for event in work + [review].compactMap({ $0 }) + events {
            told.scenario = told.scenario.given(event, on: number.stream)
        }
        return told
    }

    /// `due overdue` as of each instant, on every way in which rows are kept.
    func expect(_ counts: [(Instant, String)], at location: SourceLocation = #_sourceLocation) async throws {
        try await scenario.then { table throws in
            for (asOf, expected) in counts {
                let board = try ChangeBoard(table, harms: [:], asOf: asOf)
                #expect("\(board.reviewsDue) \(board.reviewsOverdue)" == expected, "\(asOf)", sourceLocation: location)
            }
        }
    }
}

private let held = ChangeEvent.reviewed(ChangeReviewed(outcome: .successful, findings: nil))

@Suite struct ReviewCountTests {
    @Test func `a review is overdue from the very instant on at which it is due, and waited for all along`()
        async throws
    {
        try await Told().change("CHG-1", due: hour(50)).expect([
            (hour(3), "1 0"), (hour(50).advanced(byMicros: -1), "1 0"), (hour(50), "1 1"),
            (hour(50).advanced(byMicros: 1), "1 1"), (hour(5_000), "1 1"),
        ])
    }

    @Test func `each is counted by its own instant, and what needs no review is not`() async throws {
        try await Told().change("CHG-1", due: hour(50)).change("CHG-2", due: hour(60)).change("CHG-3", due: nil)
            .change("CHG-4", due: hour(60)).expect([(hour(49), "3 0"), (hour(59), "3 1"), (hour(60), "3 3")])
        try await Told().expect([(hour(60), "0 0")])
    }

    @Test func `a review that was held is waited for no more, before its time or after it`() async throws {
        try await Told().change("CHG-1", due: hour(50), then: held).expect([(hour(3), "0 0"), (hour(99), "0 0")])
    }

    @Test func `nothing is waited for of what is closed, with its review or without`() async throws {
        let closed = ChangeEvent.closed(ChangeClosed())
        try await Told().change("CHG-1", due: hour(50), then: held, closed).change("CHG-2", due: hour(50), then: closed)
            .expect([(hour(3), "0 0"), (hour(99), "0 0")])
    }

    @Test func `nothing is waited for of what was cancelled`() async throws {
        try await Told().change("CHG-1", due: hour(50), then: .cancelled(ChangeCancelled(reason: "r")))
            .expect([(hour(3), "0 0"), (hour(99), "0 0")])
    }

    @Test func `a period is about figures and not about what waits`() async throws {
        try await Told().change("CHG-1", due: hour(50)).scenario.then { table throws in
            let period = Period(from: hour(90), to: hour(91))
            let board = try ChangeBoard(table, harms: [:], asOf: hour(99), period: period)
            #expect(board.reviewsDue == 1 && board.reviewsOverdue == 1)
            guard case .object(let json) = board.json else { return }
            #expect(json["reviewsDue"] == .integer(1) && json["reviewsOverdue"] == .integer(1))
        }
    }
}
