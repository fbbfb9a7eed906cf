import EventModel
import Processes
import TestSupport
import Testing

@testable import ReadModels

@Test func `the outbox is the same however its rows are kept, and what is delivered leaves it`() async throws {
    func requested(_ recipient: NoticeRecipient) -> (NoticeID, OutboxEvent) {
        let notice = NotificationRequested(
            about: KnownErrorNumber("KE-1").stream, template: "x", to: recipient, occasion: "y")
        return (RequestNotification(notice).id, .requested(notice))
    }
    let (first, asked) = requested(.person("agent-1"))
    let (second, askedAgain) = requested(.group("desk"))
    try await ProjectionScenario(OutboxTable.self)
        .given(asked, on: first.stream).given(askedAgain, on: second.stream)
        .given(OutboxEvent.failed(NotificationDeliveryFailed(channel: .phone, reason: "z")), on: second.stream)
        .then { (reader: any TableReader<OutboxTable>) throws in
            #expect(try reader.undelivered().map(\.id) == [first, second])
            #expect(try reader.notices(to: "desk").map(\.failure) == ["z"])
        }
    try await ProjectionScenario(OutboxTable.self)
        .given(asked, on: first.stream).given(askedAgain, on: second.stream)
        .given(OutboxEvent.delivered(NotificationDelivered(channel: .mail)), on: first.stream)
        .then { (reader: any TableReader<OutboxTable>) throws in
            #expect(try reader.undelivered().map(\.id) == [second])
            #expect(try reader.notices().map(\.id) == [first, second])
        }
}
