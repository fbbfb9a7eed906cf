import EventModel
import Processes
import TestSupport
import Testing

@testable import Imports

/// One event of a trace, as the exports of this family write it.
private func event(
    _ status: String, _ time: String, team: String = "J11 2nd", resource: String = "Minnie", impact: String = "High",
    without: String? = nil
) -> String {
    let parts = status.split(separator: "/").map(String.init)
    let attributes = [
        ("string", "org:group", "Org line A2"), ("string", "organization involved", team),
        ("string", "org:resource", resource), ("string", "concept:name", parts[0]), ("string", "impact", impact),
        ("string", "product", "PROD191"), ("string", "lifecycle:transition", parts[1]),
        ("date", "time:timestamp", time),
    ]
    let body = attributes.filter { $0.1 != without }.map { "<\($0.0) key=\"\($0.1)\" value=\"\($0.2)\"/>\n" }
    return "<event>\n\(body.joined())</event>\n"
}
private func trace(_ name: String? = "1-1", _ events: String...) -> String {
    let name = name.map { "<string key=\"concept:name\" value=\"\($0)\"/>\n" } ?? ""
    return "<trace>\n\(name)\(events.joined())</trace>\n"
}
private func log(_ traces: String...) -> String {
    "<?xml version=\"1.0\"?>\n<log xes.version=\"1.0\">\n<global scope=\"event\"><string key=\"impact\" value=\"UNKNOWN\"/>"
        + "</global>\n<float key=\"x\" value=\"1\"><float key=\"y\" value=\"2\"/></float>\n\(traces.joined())</log>\n"
}

/// Runs an import over what `known` has, and adds what it leads to.
private func run(_ text: String, over known: inout [StreamID: [KnownProblemEvent]]) throws -> (
    ImportTally, [RejectedRow]
) {
    var rows = try ProblemImport(ByteSource(name: "test.xes", bytes: Array(text.utf8)))
    while let problem = try rows.next() {
        let stream = problem.number.stream
        for commit in rows.commits(of: problem, over: known[stream] ?? []) {
            for event in commit.events {
                let position = Position(UInt64(known.values.reduce(1) { $0 + $1.count }))
                let record = RecordedEvent(
                    position: position, version: 1, recordedAt: commit.occurredAt, stream: stream, drawn: nil,
                    type: event.event.eventName, schemaVersion: 1, occurredAt: commit.occurredAt, actor: commit.actor,
                    commandID: commit.commandID, commitIndex: 0, commitCount: 1, causation: nil, correlation: nil,
                    reason: nil, claims: [], payload: [])
                known[stream, default: []].append(KnownProblemEvent(record: record, event: event))
            }
        }
    }
    let tally = rows.tally
    #expect(tally.read == tally.withEvents + tally.recordedBefore + tally.withoutChange + tally.rejected)
    #expect(tally.read == rows.rowCount)
    return (tally, rows.rejected)
}

private func problem(_ number: ProblemNumber, _ known: [StreamID: [KnownProblemEvent]]) -> Problem? {
    var state: Problem?
    for each in known[number.stream] ?? [] { ProblemProcess.evolve(&state, each.event, each.record) }
    return state
}

@Suite struct ProblemImportTests {
    private let whole = log(
        trace(
            "1-1", event("Queued/Awaiting Assignment", "2012-03-01T09:00:00+01:00"),
            event("Accepted/In Progress", "2012-03-01T10:00:00+01:00"),
            event("Accepted/Wait", "2012-03-02T10:00:00+01:00", resource: "Tomas"),
            event("Accepted/In Progress", "2012-03-03T10:00:00+01:00", resource: "Tomas"),
            event("Completed/Closed", "2012-03-04T10:00:00+01:00", resource: "Tomas")),
        trace("1-2", event("Accepted/In Progress", "2012-03-01T10:00:00+01:00", team: "M1 2nd")))

    @Test("a trace becomes a problem's story, in its own time and in the names of the people in it")
    func story() throws {
        var known: [StreamID: [KnownProblemEvent]] = [:]
        let (tally, rejected) = try run(whole, over: &known)
        #expect(tally.withEvents == 6 && rejected.isEmpty)
        let one = try #require(problem("1-1", known))
        #expect(one.state == .closed)
        #expect(one.times.loggedAt == Instant("2012-03-01T08:00:00Z"))
        #expect(one.times.closedAt == Instant("2012-03-04T09:00:00Z"))
        #expect(one.group == "J11 2nd" && one.person == "Tomas")
        #expect(one.classification.impact == .high && one.classification.service == "PROD191")
        #expect(one.contradictions.isEmpty, "\(one.contradictions)")
        #expect(known[ProblemNumber("1-1").stream]?.map(\.record.actor.onBehalfOf).last == "Tomas")
        #expect(problem("1-2", known)?.state == .inProgress)
    }

    @Test("the same export again, whole or in part, records nothing")
    func repetition() throws {
        var known: [StreamID: [KnownProblemEvent]] = [:]
        let (first, _) = try run(whole, over: &known)
        let before = known.mapValues { $0.map(\.event) }
        let (again, _) = try run(whole, over: &known)
        #expect(again.recordedBefore == first.withEvents && again.withEvents == 0)
        #expect(again.withoutChange == first.withoutChange)
        #expect(known.mapValues { $0.map(\.event) } == before)
        let longer = log(
            trace(
                "1-1", event("Completed/Closed", "2012-03-04T10:00:00+01:00", resource: "Tomas"),
                event("Accepted/In Progress", "2012-03-09T10:00:00+01:00")))
        let (later, _) = try run(longer, over: &known)
        #expect(later.recordedBefore == 1 && later.withEvents == 1)
        #expect(problem("1-1", known)?.reopenedCount == 1)
    }

    @Test("rows that stand twice or say nothing new change nothing; rows out of order fall into their place")
    func order() throws {
        var known: [StreamID: [KnownProblemEvent]] = [:]
        let again = event("Accepted/In Progress", "2012-03-01T10:00:00+01:00")
        let (tally, _) = try run(
            log(
                trace(
                    "1-1", event("Completed/Closed", "2012-03-04T10:00:00+01:00"), again, again,
                    event("Accepted/In Progress", "2012-03-01T11:00:00+01:00"))), over: &known)
        #expect(tally.withEvents == 2 && tally.withoutChange == 2)
        #expect(problem("1-1", known)?.times.loggedAt == Instant("2012-03-01T09:00:00Z"))
    }

    @Test("states that nobody knows are kept as they were found")
    func unknown() throws {
        var known: [StreamID: [KnownProblemEvent]] = [:]
        _ = try run(log(trace("1-1", event("Unmatched/Unmatched", "2012-03-01T10:00:00+01:00"))), over: &known)
        #expect(problem("1-1", known)?.contradictions.first?.what.contains("Unmatched/Unmatched") == true)
    }

    @Test("where team and line have changed places the team is still the team")
    func swapped() throws {
        var known: [StreamID: [KnownProblemEvent]] = [:]
        let text = whole.replacing("Org line A2", with: "X").replacing("J11 2nd", with: "Org line A2")
            .replacing("\"X\"", with: "\"J11 2nd\"")
        _ = try run(text, over: &known)
        #expect(problem("1-1", known)?.group == "J11 2nd")
    }

    @Test(
        "a row that lacks a key, or has a bad value, is rejected with its line, and costs no other",
        arguments: [
            (event("Accepted/Wait", "2012-03-02T10:00:00+01:00", without: "concept:name"), "concept:name"),
            (event("Accepted/Wait", "2012-03-02T10:00:00+01:00", without: "lifecycle:transition"), "lifecycle"),
            (event("Accepted/Wait", "2012-03-02T10:00:00+01:00", without: "time:timestamp"), "time:timestamp"),
            (event("Accepted/Wait", "yesterday"), "a time with its offset"),
            (event("Accepted/Wait", "2012-03-02T10:00:00+01:00", impact: "Dire"), "Major, High, Medium or Low"),
            (event("Accepted/Wait", "2012-03-02T10:00:00+01:00", resource: String(repeating: "x", count: 201)), "200"),
        ])
    func rejects(bad: String, message: String) throws {
        var known: [StreamID: [KnownProblemEvent]] = [:]
        let good = event("Accepted/In Progress", "2012-03-01T10:00:00+01:00")
        let (tally, rejected) = try run(log(trace("1-1", good, bad)), over: &known)
        #expect(tally.withEvents == 1 && tally.rejected == 1)
        #expect(rejected.first?.line == 17)
        #expect(rejected.first?.fault.description.contains(message) == true, "\(rejected)")
    }

    @Test("a trace without a name is rejected row by row")
    func nameless() throws {
        var known: [StreamID: [KnownProblemEvent]] = [:]
        let one = event("Accepted/In Progress", "2012-03-01T10:00:00+01:00")
        let (tally, rejected) = try run(log(trace(nil, one, one), trace("1-2", one)), over: &known)
        #expect(tally.rejected == 2 && tally.withEvents == 1 && rejected.count == 2)
    }

    @Test(
        "a text that is damaged anywhere is an error that says where, before anything is handed out",
        arguments: [
            ("", "it is empty"), ("no XML", "nothing but elements"), ("<html></html>", "this is no event log in XES"),
            ("<!DOCTYPE log [<!ENTITY a \"aaaa\">]><log>&a;</log>", "line 1"),
            ("<log>&a;</log>", "line 1"), ("<log><trace><event></trace></log>", "elements must end"),
            ("<log><trace><event><string key=\"a\" value=\"b\"/></event>", "cut off"),
            ("<log></log><log></log>", "two texts in one"),
        ])
    func damaged(text: String, message: String) {
        let error = #expect(throws: ImportError.self) {
            _ = try ProblemImport(ByteSource(name: "bad.xes", bytes: Array(text.utf8))).rowCount
        }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test("wherever an export is cut off, it is refused")
    func truncated() {
        let bytes = Array(whole.utf8)
        for length in stride(from: 0, to: bytes.count - 2, by: 37) {
            #expect(throws: ImportError.self, "\(length)") {
                _ = try ProblemImport(ByteSource(name: "cut.xes", bytes: Array(bytes[..<length]))).rowCount
            }
        }
    }
}
