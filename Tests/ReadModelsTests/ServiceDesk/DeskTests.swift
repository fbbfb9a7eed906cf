import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

@Suite struct DeskTests {
    /// 2026-01-30, a Friday, noon.
    private let friday = Instant.newYear.plus(days: 29, hours: 12)

    @Test func `the backlog's age is in business days since logging`() throws {
        var log = IncidentLog()
        // Days before that Friday; in business days 0, 2, then 3, 4, 6, 7, then 8, 9, 10.
        for days in [0, 2, 3, 4, 8, 9, 10, 11, 14] {
            log.log(IncidentNumber("INC-\(days)"), at: friday.plus(days: Int64(-days)))
        }
        let desk = try Desk(try log.folded(), asOf: friday, zone: .utc)
        #expect(desk.backlogAge.map(\.count) == [2, 4, 3, 0])
        let later = try Desk(try log.folded(), asOf: friday.plus(days: 60), zone: .utc)
        #expect(later.backlogAge.map(\.count) == [0, 0, 0, 9])
    }

    @Test(
        arguments: [
            (0, AgeBand.upTo2), (2, .upTo2), (3, .upTo7), (7, .upTo7), (8, .upTo30), (30, .upTo30), (31, .over30),
        ] as [(Int64, AgeBand)])
    func `age bands are 0 to 2, 3 to 7, 8 to 30 and over 30`(days: Int64, band: AgeBand) {
        #expect(AgeBand(days: days) == band)
    }

    @Test func `counts are of open incidents, by every state and priority`() throws {
        var log = IncidentLog()
        for number in ["a", "b", "c", "d"] { log.log(IncidentNumber(number), at: .newYear) }
        log.prioritise("a", .critical, at: .newYear)
        log.prioritise("b", .critical, at: .newYear)
        log.resolve("b", at: .newYear)
        log.assign("c", "desk", at: .newYear)
        log.add(.majorDeclared(MajorIncidentDeclared(manager: nil, reason: "All")), to: "c", at: .newYear)
        let desk = try Desk(try log.folded(), asOf: friday, zone: .utc)
        #expect(desk.open == 3)
        #expect(desk.openMajors == 1)
        #expect(desk.byState.map(\.count) == [2, 1, 0, 0, 1, 0, 0, 0])
        #expect(desk.byPriority.map(\.count) == [1, 0, 0, 0, 0, 2])
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `counts equal a recount of the rows`(seed: UInt64) throws {
        let table = try IncidentLog.random(seed: seed, incidentCount: 40, eventCount: 400).folded()
        let desk = try Desk(table, asOf: friday, zone: .utc)
        var rows: [ServiceDeskRow] = []
        try table.scanRows { _, row in
            rows.append(row)
            return .more
        }
        let open = rows.filter { $0.incident.state.isOpen }
        #expect(desk.open == Int64(open.count), "seed \(seed)")
        for item in desk.byState { #expect(item.count == Int64(rows.count { $0.incident.state == item.group })) }
        for item in desk.byPriority {
            #expect(item.count == Int64(open.count { $0.incident.classification.priority == item.group }))
        }
        #expect(desk.backlogAge.reduce(0) { $0 + $1.count } == desk.open)
        #expect(desk.openMajors == Int64(open.count { $0.isMajor }))
        let sum = rows.reduce(0) { $0 + $1.incident.counts.reassigned }
        #expect(try table.total(.reassignments, IndexKey(0)) == sum)
        #expect(try table.total(.reopenings, IndexKey(0)) == rows.reduce(0) { $0 + $1.incident.counts.reopened })
        #expect(try table.total(.majors, IndexKey(0)) == Int64(rows.count { $0.incident.major != nil }))
    }

    @Test func `the desk's JSON has its promised keys`() throws {
        var log = IncidentLog()
        log.log("INC-1", at: .newYear)
        guard case .object(let json) = try Desk(try log.folded(), asOf: friday, zone: .utc).json else {
            Issue.record("the desk is no object")
            return
        }
        #expect(json["position"] == .integer(1))
        #expect(json["asOf"] == .string("2026-01-30T12:00:00Z"))
        #expect(json["open"] == .integer(1))
        #expect(json["byState"]?.text.hasPrefix(#"{"New":1,"Assigned":0"#) == true)
        #expect(
            json["byPriority"]
                == .object([
                    "1": .integer(0), "2": .integer(0), "3": .integer(0), "4": .integer(0), "5": .integer(0),
                    "none": .integer(1),
                ]))
        #expect(json["backlogAge"]?.text == #"{"0-2":0,"3-7":0,"8-30":1,">30":0}"#)
        guard case .array(let figures)? = json["figures"] else {
            Issue.record("figures are no list")
            return
        }
        #expect(figures.count == 14)
    }
}

@Suite struct RatioTests {
    @Test(
        arguments: [
            (357, 360, "99.1667"), (1, 3, "33.3333"), (2, 3, "66.6667"), (0, 5, "0.0000"), (-1, 3, "-33.3333"),
            (1, 1, "100.0000"), (1, 2_000_000, "0.0001"), (1, 3_000_000, "0.0000"),
        ] as [(Int128, Int64, String)])
    func `a share is shown with four digits, rounded half away from zero`(
        numerator: Int128, denominator: Int64, text: String
    ) throws {
        #expect(try #require(Ratio(numerator, over: denominator)).decimal(digits: 4, times: 100) == text)
    }

    @Test(arguments: [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (5, 3, 2), (7, 7, 1), (0, 9, 0)] as [(Int128, Int64, Int128)])
    func `a mean is rounded half away from zero`(numerator: Int128, denominator: Int64, rounded: Int128) throws {
        #expect(try #require(Ratio(numerator, over: denominator)).rounded == rounded)
    }

    @Test func `there is no mean over nothing`() {
        #expect(Ratio(0, over: 0) == nil)
    }

    @Test func `a sum past 64 bits stays exact`() throws {
        let ratio = try #require(Ratio(Int128(Int64.max) * 3, over: 3))
        #expect(ratio.rounded == Int128(Int64.max))
        #expect(ratio.json.text == #"{"numerator":"27670116110564327421","denominator":3}"#)
    }
}
