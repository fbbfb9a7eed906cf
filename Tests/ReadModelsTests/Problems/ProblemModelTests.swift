import EventModel
import Processes
import TestSupport
import Testing

@testable import ReadModels

private let start = Instant(micros: 1_772_442_000_000_000)
private func after(days: Int64) -> Instant { start.advanced(byMicros: days * Instant.microsPerDay) }
private func logged(_ signature: IncidentSignature? = nil) -> ProblemEvent {
    .logged(ProblemLogged(title: "Mail", origin: .proactive, signature: signature))
}
private func incident(_ number: IncidentNumber, at: Instant = start, service: ServiceID = "mail") -> IncidentEvent {
    .logged(
        IncidentLogged(
            title: "No mail", source: .phone, detectedAt: at, impact: nil, urgency: nil, caller: nil, customer: nil,
            service: service, ci: nil, contact: nil, previous: nil, description: nil))
}
private let cause = ProblemEvent.rootCauseIdentified(
    RootCauseIdentified(kind: .change, cause: "x", evidence: ["y"], ci: nil, hypothesis: nil))
private let resolved = ProblemEvent.resolved(ProblemResolved(resolution: .supplierFix, supplier: "maker"))
private let reopened = ProblemEvent.reopened(ProblemReopened(incident: nil, reason: "Again"))
private func recorded(of problem: ProblemNumber?, loggedAt: Instant?) -> KnownErrorEvent {
    .recorded(
        KnownErrorRecorded(
            title: "Mail", symptom: "No mail", cause: "x", workaround: nil, problem: problem,
            problemLoggedAt: loggedAt, signature: IncidentSignature(service: "mail")))
}

@Suite struct ProblemModelTests {
    @Test("the board is the same however its rows are kept")
    func board() async throws {
        let (one, two) = (ProblemNumber("PRB-1").stream, ProblemNumber("PRB-2").stream)
        try await ProjectionScenario(ProblemTable.self)
            .given(logged(IncidentSignature(service: "mail")), on: one).given(logged(), on: two)
            .given(cause, on: one).given(resolved, on: one)
            .then { (reader: any TableReader<ProblemTable>) throws in
                var list = ProblemList()
                #expect(try list.numbers(reader) == ["PRB-1", "PRB-2"])
                list.states = [.resolved]
                #expect(try list.numbers(reader) == ["PRB-1"])
                (list.states, list.sort) = ([], .newest)
                #expect(try list.numbers(reader) == ["PRB-2", "PRB-1"])
                #expect(try reader.total(.problemsByState, IndexKey(Int64(ProblemState.new.rawValue))) == 1)
            }
    }

    @Test("a problem recurs with an incident of its signature that came after its end")
    func recurrence() async throws {
        let one = ProblemNumber("PRB-1").stream
        let world = World.with(incident("INC-1", at: after(days: 2)), on: "INC-1")
        let new = try #require(world.state(IncidentProcess.self, of: IncidentNumber("INC-1").stream))
        var old = new
        old.times.detectedAt = start
        var other = new
        other.classification.service = "web"
        let cases = [(new, true), (old, false), (other, false)]
        try await ProjectionScenario(ProblemTable.self)
            .given(logged(IncidentSignature(service: "mail")), on: one).given(resolved, on: one, at: after(days: 1))
            .given(logged(IncidentSignature(service: "mail")), on: ProblemNumber("PRB-2").stream)
            .then { (reader: any TableReader<ProblemTable>) throws in
                for (incident, isFound) in cases {
                    let found = try reader.recurring(with: incident)
                    #expect(found.map(\.number) == (isFound ? ["PRB-1"] : []))
                }
            }
    }

    @Test("known errors match what nobody has closed and somebody verified")
    func matching() async throws {
        let world = World.with(incident("INC-1"), on: "INC-1")
        let incident = try #require(world.state(IncidentProcess.self, of: IncidentNumber("INC-1").stream))
        let verified = KnownErrorEvent.verified(KnownErrorVerified(verifier: "b", test: "t"))
        let numbers = ["KE-1", "KE-2", "KE-3"].map(KnownErrorNumber.init(rawValue:))
        try await ProjectionScenario(KnownErrorTable.self)
            .given(recorded(of: nil, loggedAt: nil), on: numbers[0].stream)
            .given(recorded(of: nil, loggedAt: nil), on: numbers[1].stream).given(verified, on: numbers[1].stream)
            .given(recorded(of: nil, loggedAt: nil), on: numbers[2].stream).given(verified, on: numbers[2].stream)
            .given(KnownErrorEvent.closed(KnownErrorClosed(reason: "Gone")), on: numbers[2].stream)
            .then { (reader: any TableReader<KnownErrorTable>) throws in
                let found = try reader.matching(incident)
                #expect(found.map(\.number) == ["KE-2"])
            }
    }

    @Test("figures of problems: causes, time to the known error, matches, recurrence, each over those of the period")
    func figures() throws {
        var world = World()
        func record(_ event: some EventUnion, _ stream: StreamID, _ at: Instant = start) {
            world.record(event, on: stream, at: at, by: .person("a"))
        }
        let problems = (1...5).map { ProblemNumber("PRB-\($0)") }
        for problem in problems { record(logged(), problem.stream) }
        for problem in problems[..<2] { record(cause, problem.stream) }
        for problem in problems[..<3] { record(resolved, problem.stream, after(days: 2)) }
        record(reopened, problems[0].stream, after(days: 3))
        record(ProblemEvent.cancelled(ProblemCancelled(reason: nil)), problems[3].stream)
        let duplicate = ProblemResolved(resolution: .duplicate, duplicateOf: problems[0])
        record(ProblemEvent.resolved(duplicate), problems[4].stream, after(days: 2))
        // Two known errors of one problem: the first counts. One of no problem does not.
        record(recorded(of: problems[0], loggedAt: start), KnownErrorNumber("KE-1").stream, after(days: 4))
        record(recorded(of: problems[0], loggedAt: start), KnownErrorNumber("KE-2").stream, after(days: 1))
        record(recorded(of: nil, loggedAt: nil), KnownErrorNumber("KE-3").stream, after(days: 1))
        for number in ["INC-1", "INC-2", "INC-3", "INC-4"] { record(incident("x"), IncidentNumber(number).stream) }
        record(IncidentEvent.cancelled(IncidentCancelled(reason: nil)), IncidentNumber("INC-4").stream)
        record(IncidentEvent.knownErrorMatched(KnownErrorMatched(knownError: "KE-2")), IncidentNumber("INC-1").stream)

        var figures = ProblemFigures(period: .always)
        try figures.add(world.folded(ProblemTable.self))
        try figures.add(world.folded(KnownErrorTable.self))
        try figures.add(world.folded(ServiceDeskTable.self))
        let found = figures.figures.map { "\($0.name) \($0.text ?? "-") \($0.n) \($0.excluded)" }
        #expect(
            found == [
                "problemsWithRootCause 66.6667 3 2", "meanTimeToKnownError \(Instant.microsPerDay) 1 2",
                "incidentsMatchedToKnownError 33.3333 3 1", "problemRecurrenceRate 33.3333 3 1",
            ])
        var later = ProblemFigures(period: Period(from: after(days: 1), to: after(days: 2)))
        try later.add(world.folded(ProblemTable.self))
        try later.add(world.folded(ServiceDeskTable.self))
        #expect(later.figures.allSatisfy { $0.n == 0 && $0.excluded == 0 })
    }

    @Test("the trend board counts closed incidents by kind, against the windows before")
    func trends() throws {
        var world = World()
        func close(_ number: Int, _ service: ServiceID, days: Int64, isClosed: Bool = true) {
            let stream = IncidentNumber("INC-\(number)").stream
            world.record(incident("x", service: service), on: stream, at: start, by: .person("a"))
            world.record(
                IncidentEvent.categorised(IncidentCategorised(category: "software")), on: stream, at: start,
                by: .person("a"))
            world.record(
                IncidentEvent.ciLinked(CILinkedToIncident(ci: CIID("mx-\(number % 2)"), role: .affected, how: .manual)),
                on: stream, at: start, by: .person("a"))
            guard isClosed else { return }
            let closed = IncidentEvent.closed(IncidentClosed(mode: .desk))
            world.record(closed, on: stream, at: after(days: days), by: .person("a"))
        }
        // The window is days 20 to 29, the baseline days 0 to 19 in two windows.
        for number in 1...4 { close(number, "mail", days: 19 + Int64(number)) }
        close(5, "mail", days: 19)
        close(6, "mail", days: 30)
        close(7, "mail", days: 25, isClosed: false)
        for number in 8...11 { close(number, "web", days: 25) }
        for number in 12...20 { close(number, "web", days: 3) }
        let desk = try world.folded(ServiceDeskTable.self)
        let question = TrendQuestion(to: after(days: 30), days: 10, windows: 2, minimum: 3)
        let board = try TrendBoard(desk, question)
        #expect(
            board.trends == [
                TrendDetected(
                    signature: IncidentSignature(service: "mail", category: "software"), from: after(days: 20),
                    to: after(days: 30), count: 4,
                    baseline: TrendBaseline(windows: 2, count: 1, thresholdPercent: 150))
            ], "web had as many before")
        var byItem = question
        (byItem.parts, byItem.minimum) = ([.service, .ci], 2)
        let items = try TrendBoard(desk, byItem).trends.map { "\($0.signature.text) \($0.count)" }
        #expect(items == ["service mail, ci mx-0 2", "service mail, ci mx-1 2"])
    }

    @Test("what trends and matches are counted from is what rows say", arguments: 0..<20 as Range<UInt64>)
    func views(seed: UInt64) throws {
        var row = ServiceDeskRow(
            incident: try #require(
                World.with(incident("INC-1"), on: "INC-1").state(
                    IncidentProcess.self, of: IncidentNumber("INC-1").stream)), turns: [])
        row.incident.classification.category = "software"
        row.incident.classification.subcategory = "transport"
        row.incident.classification.symptom = "slow"
        row.incident.times.closedAt = after(days: Int64(seed))
        row.incident.relations.knownErrors = ["KE-1"]
        row.incident.relations.cis = [CILinkedToIncident(ci: "mx-1", role: .cause, how: .manual)]
        let bytes = row.encoded
        #expect(try TrendFacts(decoding: bytes.span.bytes) == TrendFacts(row))
        #expect(try MatchFacts(decoding: bytes.span.bytes) == MatchFacts(row))
    }
}

extension World {
    fileprivate static func with(_ event: IncidentEvent, on number: IncidentNumber) -> World {
        var world = World()
        world.record(event, on: number.stream, at: start, by: .person("a"))
        return world
    }

    /// Every event folded into a table in memory.
    func folded<Content: RowModel>(_: Content.Type) throws -> MemoryTable<Content> {
        var table = MemoryTable<Content>()
        try table.apply(records) { stream, position in history(stream, through: position) }
        return table
    }
}

extension ProblemList {
    fileprivate func numbers(_ reader: any TableReader<ProblemTable>) throws -> [ProblemNumber] {
        try rows(in: reader).map(\.number)
    }
}
