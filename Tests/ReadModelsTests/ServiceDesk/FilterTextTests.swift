import EventModel
import Processes
import ReadModels
import Testing

@Suite struct FilterTextTests {
    @Test(arguments: [
        ("state=opened", ["'opened'", "open, or one of New, Assigned, InProgress, Pending, Resolved"]),
        ("state=", ["filter state", "at least one value"]),
        ("priority=6", ["'6'", "1 critical", "5 planning"]),
        ("sort=number", ["'sort'", "known are state, priority, group", "contradictory"]),
        ("group=", ["filter group", "it is empty"]),
        ("number=", ["filter number", "1 to 200 bytes"]),
        ("min-age=3", ["'3'", "a number and m, h, d or w"]),
        ("max-age=-1d", ["'-1d'"]),
        ("max-age=99999999999999999999d", ["max-age"]),
        ("major=perhaps", ["yes or no"]),
        ("open", ["'open' is no filter", "state=open"]),
        ("=open", ["is no filter"]),
        ("group=\"mail", ["is no filter"]),
    ])
    func `a filter that makes no sense says what was expected`(text: String, parts: [String]) throws {
        let error = #expect(throws: IncidentFilterError.self) { try IncidentFilter(parsing: text) }
        let message = try #require(error?.description)
        for part in parts { #expect(message.contains(part), "\(message)") }
    }

    @Test func `capitals of states and the word open do not matter`() throws {
        #expect(try IncidentFilter(parsing: "state=OPEN").states == IncidentFilter.openStates)
        #expect(try IncidentFilter(parsing: "state=inprogress").states == [.inProgress])
    }

    @Test func `a value in quotes keeps its spaces`() throws {
        #expect(try IncidentFilter(parsing: " group=\"mail team\"  title=\"no mail\" ").groups == ["mail team"])
    }
}
