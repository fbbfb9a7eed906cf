import EventLog
import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

@testable import ServiceEngine

struct FarBehindTests {
    /// Comments on one incident after the other.
    private func comments(_ numbers: Range<Int>) -> [RecordedEvent] {
        var log = IncidentLog()
        for number in numbers {
            log.add(
                .commented(CommentAdded(visibility: .private, text: "Text", subject: nil)),
                to: IncidentNumber("INC-\(number)"), at: .newYear.plus(minutes: Int64(number)))
        }
        return log.events
    }

    @Test func `a model that most of the log is missing from is built anew, any other folds on`() async throws {
        let events = comments(0..<20_010)
        let fixture = try await ModelFixture(events[..<10])
        let model = try fixture.open()
        try model.catchUp()
        #expect(try model.status().generation == 1)
        try await fixture.append(events[10..<20_000])
        try model.catchUp()
        #expect(try model.status().generation == 2)
        #expect(try model.status().position == Position(20_000))
        #expect(try model.read { try $0.rowCount() } == 20_000)
        try await fixture.append(events[20_000...])
        try model.catchUp()
        #expect(try model.status().generation == 2)
        #expect(try model.read { try $0.rowCount() } == 20_010)
    }
}
