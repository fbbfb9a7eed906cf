import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

private let start = Instant(micros: 1_772_442_000_000_000)
private func hour(_ hours: Int64) -> Instant { start.advanced(byMicros: hours * Instant.microsPerHour) }

/// A change that was asked for at the start, with a window from hour 10 to hour 12.
private struct Told {
    var scenario = ProjectionScenario(ChangeTable.self)
    private let content: ContentHash = "c"

    mutating func add(_ event: ChangeEvent, _ number: ChangeNumber, _ at: Instant) {
        scenario = scenario.given(event, on: number.stream, at: at)
    }

    /// A change from its request to its review, as told.
    mutating func change(
        _ number: ChangeNumber, _ type: ChangeType = .normal, from: Int64 = 10, to: Int64 = 11,
        outcome: ChangeOutcome = .successful, outOfWindow: Bool = false, fails: Bool = false, backedOut: Bool = false,
        reviewed: Int64 = 20
    ) {
        let window = ChangeWindow(from: hour(10), to: hour(12))
        add(.requested(ChangeRequested(changeType: type, title: "\(number)", cis: ["mx-1"])), number, hour(0))
        add(.planned(ChangePlanned(plan: ChangePlan(steps: "s", backout: "b", window: window))), number, hour(0))
        add(
            .approvalRequested(
                ApprovalRequested(policyVersion: 0, quorum: 1, approvers: [], content: content, expiresAt: hour(99))),
            number, hour(1))
        add(.authorised(ChangeAuthorised(content: content)), number, hour(3))
        add(.scheduled(ChangeScheduled(window: window)), number, hour(4))
        if outOfWindow {
            add(.startedOutOfWindow(ChangeStartedOutOfWindow(implementer: "e", reason: "r")), number, hour(from))
        } else {
            add(.started(ChangeStarted(implementer: "e")), number, hour(from))
        }
        if fails { add(.failed(ChangeFailed(step: "s", reason: "r")), number, hour(from)) }
        let actual = ChangeWindow(from: hour(from), to: hour(to))
        if backedOut {
            add(.backoutStarted(BackoutStarted()), number, hour(from))
            add(.backoutCompleted(BackoutCompleted(actual: actual)), number, hour(to))
        } else {
            add(.completed(ChangeCompleted(actual: actual)), number, hour(to))
        }
        add(.reviewed(ChangeReviewed(outcome: outcome, findings: nil)), number, hour(reviewed))
    }

    /// `name value over n` of a figure, on every way in which rows are kept.
    func expect(
        _ figures: [String: String], harms: [ChangeNumber: [Instant]] = [:], period: Period = .always,
        asOf: Instant = hour(999),
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        try await scenario.then { table throws in
            let board = try ChangeBoard(table, harms: harms, asOf: asOf, period: period)
            for (name, expected) in figures.sorted(by: { $0.key < $1.key }) {
                let figure = board.figures.first { $0.name == name }
                let found = "\(figure?.value?.numerator ?? -1)/\(figure?.value?.denominator ?? -1) n \(figure?.n ?? -1)"
                #expect(found == expected, "\(name)", sourceLocation: location)
            }
        }
    }
}

@Suite struct ChangeFigureTests {
    @Test func `success needs a good review, no backout, the window and no incident within 72 hours`() async throws {
        var told = Told()
        told.change("CHG-1")
        told.change("CHG-2", outcome: .withIssues)
        told.change("CHG-3", from: 9, outOfWindow: true)
        told.change("CHG-4", to: 13)
        told.change("CHG-5", outcome: .backedOut, fails: true, backedOut: true)
        told.change("CHG-6")
        told.change("CHG-7")
        told.change("CHG-8")
        // 72 hours after the end at hour 11 is hour 83, the last that counts; before the start nothing does.
        let harms: [ChangeNumber: [Instant]] = [
            "CHG-6": [hour(83)], "CHG-7": [hour(83).advanced(byMicros: 1)], "CHG-8": [hour(10).advanced(byMicros: -1)],
        ]
        try await told.expect(["changeSuccessRate": "3/8 n 8", "changeFailureRate": "2/8 n 8"], harms: harms)
        try await told.expect(["changeSuccessRate": "4/8 n 8", "changeFailureRate": "1/8 n 8"])
    }

    @Test func `late and harmless counts against being on time alone`() async throws {
        var told = Told()
        told.change("CHG-1")
        told.change("CHG-2", to: 13)
        told.change("CHG-3", from: 9, outOfWindow: true)
        try await told.expect([
            "changeOnTime": "1/3 n 3", "changeFailureRate": "0/3 n 3", "changeSuccessRate": "1/3 n 3",
        ])
    }

    @Test func `a failure that was put right is one`() async throws {
        var told = Told()
        told.change("CHG-1", outcome: .withIssues, fails: true)
        told.change("CHG-2", outcome: .failed)
        try await told.expect(["changeFailureRate": "2/2 n 2", "changeSuccessRate": "0/2 n 2"])
    }

    @Test func `emergencies are a share of what was implemented, backed out or not`() async throws {
        var told = Told()
        told.change("CHG-1", .emergency)
        told.change("CHG-2", .standard)
        told.change("CHG-3", .emergency, outcome: .backedOut, fails: true, backedOut: true)
        told.add(.requested(ChangeRequested(changeType: .emergency, title: "t", cis: ["x"])), "CHG-4", hour(0))
        try await told.expect(["emergencyChangeShare": "2/3 n 3"])
    }

    @Test func `lead time is from request to completion, by type, without what was backed out`() async throws {
        var told = Told()
        told.change("CHG-1", to: 11)
        told.change("CHG-2", to: 12)
        told.change("CHG-3", outcome: .backedOut, fails: true, backedOut: true)
        told.change("CHG-4", .emergency, from: 10, to: 10)
        let median = (11 + 12) * Instant.microsPerHour
        try await told.expect([
            "medianLeadTimeNormal": "\(median)/2 n 2", "medianLeadTimeEmergency": "\(10 * Instant.microsPerHour)/1 n 1",
            "medianLeadTimeStandard": "-1/-1 n 0", "meanApprovalLatency": "\(8 * Instant.microsPerHour)/4 n 4",
        ])
    }

    @Test func `a period takes reviews by when they were held, and ends by when they came`() async throws {
        var told = Told()
        told.change("CHG-1", reviewed: 20)
        told.change("CHG-2", reviewed: 30)
        try await told.expect(
            ["changeSuccessRate": "1/1 n 1", "changeOnTime": "-1/-1 n 0"], period: Period(from: hour(20), to: hour(30)))
        try await told.expect(
            ["changeSuccessRate": "-1/-1 n 0", "changeOnTime": "2/2 n 2"], period: Period(from: hour(11), to: hour(20)))
    }

    @Test func `what may yet cause incidents is said beside the rate`() async throws {
        var told = Told()
        told.change("CHG-1")
        try await told.scenario.then { table throws in
            for (asOf, count) in [(hour(82), Int64(1)), (hour(83), 0)] {
                let board = try ChangeBoard(table, harms: [:], asOf: asOf)
                let parts = board.figures[0].parts
                #expect(parts.first { $0.name == "mayYetCause" }?.count == count)
            }
        }
    }
}
