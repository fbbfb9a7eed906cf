import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

private let start = Instant.newYear
private let end = Instant.newYear.plus(days: 90)

extension IncidentLog {
    func figures(_ period: Period = .always, asOf: Instant = end) throws -> [String: Figure] {
        let desk = try Desk(try folded(), asOf: asOf, period: period, zone: .utc)
        return Dictionary(uniqueKeysWithValues: desk.figures.map { ($0.name, $0) })
    }

    /// The figure's value as text, and its counts.
    func figure(_ name: String, _ period: Period = .always, asOf: Instant = end) throws -> Shown {
        let figure = try #require(try figures(period, asOf: asOf)[name])
        return Shown(figure.text, n: figure.n, excluded: figure.excluded)
    }
}

struct Shown: Equatable {
    let value: String?
    let n: Int64
    let excluded: Int64
    init(_ value: String?, n: Int64, excluded: Int64 = 0) { (self.value, self.n, self.excluded) = (value, n, excluded) }
    static func hours(_ hours: Int64, n: Int64, excluded: Int64 = 0) -> Shown {
        Shown("\(hours * Instant.microsPerHour)", n: n, excluded: excluded)
    }
}

@Suite struct FigureTests {
    @Test func `first response is from detection to the first public comment by anyone but the caller`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: start.plus(hours: 1), detectedAt: start, caller: "person-1")
        log.comment("INC-1", .public, by: "person-1", at: start.plus(hours: 2))
        log.comment("INC-1", .private, by: "agent-1", at: start.plus(hours: 3))
        log.comment("INC-1", .public, by: "agent-1", at: start.plus(hours: 4))
        log.comment("INC-1", .public, by: "agent-1", at: start.plus(hours: 9))
        log.log("INC-2", at: start)
        log.comment("INC-2", .public, by: "agent-1", at: start.plus(hours: 2))
        log.log("INC-3", at: start)
        #expect(try log.figure("meanTimeToFirstResponse") == .hours(3, n: 2))
        let period = Period(from: start.plus(hours: 3), to: start.plus(hours: 5))
        #expect(try log.figure("meanTimeToFirstResponse", period) == .hours(4, n: 1))
    }

    @Test func `a response before detection is left out and counted`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: start, detectedAt: start.plus(hours: 3))
        log.comment("INC-1", .public, by: "agent-1", at: start.plus(hours: 1))
        #expect(try log.figure("meanTimeToFirstResponse") == Shown(nil, n: 0, excluded: 1))
    }

    @Test func `time to resolve runs from detection to the last resolution, less waits`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: start.plus(hours: 1), detectedAt: start)
        log.resolve("INC-1", at: start.plus(hours: 2))
        log.reopen("INC-1", at: start.plus(hours: 3))
        log.pend("INC-1", at: start.plus(hours: 4))
        log.resume("INC-1", at: start.plus(hours: 7))
        log.resolve("INC-1", at: start.plus(hours: 10))
        log.close("INC-1", at: start.plus(hours: 50))
        #expect(try log.figure("meanTimeToResolve") == .hours(7, n: 1))
    }

    @Test func `mean, median and 90th percentile of the time to resolve`() throws {
        var log = IncidentLog()
        for hours in 1...10 as ClosedRange<Int64> {
            let number = IncidentNumber("INC-\(hours)")
            log.log(number, at: start)
            log.resolve(number, at: start.plus(hours: hours == 10 ? 100 : hours))
        }
        #expect(try log.figure("meanTimeToResolve") == Shown("\(145 * Instant.microsPerHour / 10)", n: 10))
        #expect(try log.figure("medianTimeToResolve") == Shown("\(55 * Instant.microsPerHour / 10)", n: 10))
        #expect(try log.figure("p90TimeToResolve") == .hours(9, n: 10))
        log.log("INC-11", at: start)
        log.resolve("INC-11", at: start.plus(hours: 200))
        #expect(try log.figure("medianTimeToResolve") == .hours(6, n: 11))
        #expect(try log.figure("p90TimeToResolve") == .hours(100, n: 11))
    }

    @Test func `what was resolved and does not hold is left out of the time to resolve and counted`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: start)
        log.resolve("INC-1", at: start.plus(hours: 1))
        log.reopen("INC-1", at: start.plus(hours: 2))
        log.log("INC-2", at: start)
        log.close("INC-2", at: start.plus(hours: 2))
        log.log("INC-3", at: start)
        log.add(.cancelled(IncidentCancelled(reason: nil)), to: "INC-3", at: start.plus(hours: 2))
        log.log("INC-4", at: start)
        log.resolve("INC-4", at: start.plus(hours: 4))
        #expect(try log.figure("meanTimeToResolve") == .hours(4, n: 1, excluded: 2))
        let before = Period(from: nil, to: start.plus(hours: 2))
        #expect(try log.figure("meanTimeToResolve", before) == Shown(nil, n: 0, excluded: 1))
    }

    @Test func `resolved in the first contact is at once, undivided, by a caller's report, and holds`() throws {
        var log = IncidentLog()
        func resolved(_ number: IncidentNumber, minutes: Int64 = 20, source: IncidentSource = .phone) {
            log.log(number, at: start, source: source)
            log.resolve(number, at: start.plus(minutes: minutes))
        }
        resolved("INC-good")
        resolved("INC-just-in-time", minutes: 60)
        resolved("INC-late", minutes: 61)
        resolved("INC-alert", source: .alert)
        resolved("INC-reopened-within")
        log.reopen("INC-reopened-within", at: start.plus(days: 14, minutes: 20))
        resolved("INC-reopened-later")
        log.reopen("INC-reopened-later", at: start.plus(days: 14, minutes: 21))
        log.log("INC-waited", at: start)
        log.pend("INC-waited", at: start)
        log.resolve("INC-waited", at: start.plus(minutes: 5))
        log.log("INC-handed-over", at: start)
        log.assign("INC-handed-over", "desk", at: start)
        log.reassign("INC-handed-over", "network", at: start)
        log.resolve("INC-handed-over", at: start.plus(minutes: 5))
        #expect(try log.figure("firstContactResolution") == Shown("42.8571", n: 7, excluded: 1))
    }

    @Test func `resolved at the first level is without leaving the first group`() throws {
        var log = IncidentLog()
        log.log("INC-unassigned", at: start)
        log.log("INC-desk", at: start)
        log.assign("INC-desk", "desk", at: start)
        log.log("INC-second-level", at: start)
        log.assign("INC-second-level", "desk", at: start)
        log.reassign("INC-second-level", "network", at: start)
        log.log("INC-there-and-back", at: start)
        log.assign("INC-there-and-back", "desk", at: start)
        log.reassign("INC-there-and-back", "network", at: start)
        log.reassign("INC-there-and-back", "desk", at: start)
        log.log("INC-unknown", at: start, source: .import)
        log.log("INC-open", at: start)
        for number in ["unassigned", "desk", "second-level", "there-and-back", "unknown"] {
            log.resolve(IncidentNumber("INC-\(number)"), at: start.plus(hours: 1))
        }
        #expect(try log.figure("firstLevelResolution") == Shown("50.0000", n: 4, excluded: 1))
    }

    @Test func `the reopen rate is of a cohort by the date of resolution, within n days`() throws {
        var log = IncidentLog()
        for (number, reopenedAfter) in [("a", 14), ("b", 15), ("c", nil), ("d", 1)] as [(String, Int64?)] {
            log.log(IncidentNumber(number), at: start)
            log.resolve(IncidentNumber(number), at: start.plus(days: 1))
            if let days = reopenedAfter { log.reopen(IncidentNumber(number), at: start.plus(days: 1 + days)) }
        }
        // Resolved again after the period, and reopened again: that belongs to another cohort.
        log.resolve("b", at: start.plus(days: 40))
        log.reopen("b", at: start.plus(days: 41))
        let january = Period(from: start, to: start.plus(days: 31))
        #expect(try log.figure("reopenRate", january) == Shown("50.0000", n: 4))
        let february = Period(from: start.plus(days: 31), to: start.plus(days: 59))
        #expect(try log.figure("reopenRate", february) == Shown("100.0000", n: 1))
        #expect(try log.figure("reopenRate") == Shown("75.0000", n: 4))
    }

    @Test func `the reopen rate tells how many may yet be reopened`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: start)
        log.resolve("INC-1", at: start.plus(days: 1))
        func part(_ asOf: Instant) throws -> Int64? {
            try log.figures(asOf: asOf)["reopenRate"]?.parts.first { $0.name == "stillInWindow" }?.count
        }
        #expect(try part(start.plus(days: 14)) == 1)
        #expect(try part(start.plus(days: 15)) == 0)
    }

    @Test func `more than twice is three hand-overs, and cancelled and merged incidents are left out`() throws {
        var log = IncidentLog()
        for (number, handOvers) in [("a", 0), ("b", 2), ("c", 3), ("d", 5)] {
            log.log(IncidentNumber(number), at: start)
            log.assign(IncidentNumber(number), "group-0", at: start)
            for step in 0..<handOvers { log.reassign(IncidentNumber(number), GroupID("group-\(step + 1)"), at: start) }
        }
        log.log("e", at: start)
        log.add(.cancelled(IncidentCancelled(reason: nil)), to: "e", at: start)
        log.log("f", at: start)
        log.add(.merged(IncidentsMerged(survivor: "a", absorbed: "f", workMinutes: 0)), to: "f", at: start)
        #expect(try log.figure("reassignedMoreThanTwice") == Shown("50.0000", n: 4, excluded: 2))
        #expect(try log.figure("reassignmentsPerIncident") == Shown("2.5000", n: 4, excluded: 2))
        #expect(try log.figure("reassignmentsPerIncident", Period(from: end, to: nil)) == Shown(nil, n: 0))
    }

    @Test func `escalation rates are escalations by each line over incidents logged`() throws {
        var log = IncidentLog()
        for number in ["a", "b", "c"] { log.log(IncidentNumber(number), at: start) }
        for (number, kind) in [("a", EscalationKind.functional), ("a", .functional), ("b", .hierarchical)] {
            log.add(
                .escalated(IncidentEscalated(kind: kind, level: 2, reason: "Slow", contact: nil)),
                to: IncidentNumber(number), at: start)
        }
        #expect(try log.figure("functionalEscalationRate") == Shown("0.6667", n: 3))
        #expect(try log.figure("hierarchicalEscalationRate") == Shown("0.3333", n: 3))
    }

    @Test func `major incidents count by declaration, and are restored when the service ran again`() throws {
        var log = IncidentLog()
        for number in ["a", "b", "c"] as [IncidentNumber] {
            log.log(number, at: start)
            log.add(
                .majorDeclared(MajorIncidentDeclared(manager: nil, reason: "All")), to: number, at: start.plus(hours: 1)
            )
        }
        log.resolve("a", at: start.plus(hours: 8), restoredAt: start.plus(hours: 2))
        log.pend("b", at: start.plus(hours: 1))
        log.resolve("b", at: start.plus(hours: 4))
        log.add(.cancelled(IncidentCancelled(reason: nil)), to: "c", at: start.plus(hours: 3))
        #expect(try log.figure("majorIncidents") == Shown("2", n: 2, excluded: 1))
        #expect(try log.figure("majorMeanTimeToRestore") == .hours(3, n: 2))
    }

    @Test func `a period has its first moment and not its last`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: start)
        log.resolve("INC-1", at: start.plus(hours: 5))
        #expect(try log.figure("meanTimeToResolve", Period(from: start.plus(hours: 5), to: nil)).n == 1)
        #expect(try log.figure("meanTimeToResolve", Period(from: nil, to: start.plus(hours: 5))).n == 0)
        #expect(try log.figure("backlogFlow", Period(from: start, to: start.plus(hours: 5))) == Shown("1", n: 1))
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `backlog flow adds up to the backlog, over all time and over any two parts of it`(seed: UInt64) throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 20, eventCount: 300)
        let desk = try Desk(try log.folded(), asOf: end, zone: .utc)
        func net(_ period: Period) throws -> Int64 {
            let flow = try #require(try log.figures(period)["backlogFlow"])
            let parts = flow.parts.reduce(0) { $0 + $1.count }
            #expect(parts == flow.n)
            return Int64(try #require(flow.value).rounded)
        }
        #expect(try net(.always) == desk.open, "seed \(seed)")
        let middle = start.plus(days: 4)
        let parts = try net(Period(from: nil, to: middle)) + net(Period(from: middle, to: nil))
        #expect(parts == desk.open, "seed \(seed)")
    }

    @Test func `every figure names its definition and version, and none has a number over nothing`() throws {
        let figures = try IncidentLog().figures()
        #expect(figures.count == 14)
        for figure in figures.values {
            #expect(figure.definitionVersion == 1)
            #expect(!figure.definition.isEmpty)
            if figure.unit != .count { #expect(figure.value == nil && figure.text == nil) }
            guard case .object(let json) = figure.json else {
                Issue.record("\(figure.name) is no object")
                continue
            }
            for key in ["name", "value", "unit", "n", "excluded", "definitionVersion"] { #expect(json[key] != nil) }
        }
    }
}
