import EventModel
import Processes
import TestSupport
import Testing

@testable import ReadModels

@Test func `alerts are found while they last, by their item, and by the change that they are put down to`() async throws
{
    func id(_ ci: CIID, _ signature: String = "down") -> StreamID { AlertID(ci: ci, signature: signature).stream }
    func raised(_ ci: CIID, _ signature: String = "down") -> AlertEvent {
        .raised(AlertRaised(ci: ci, signature: signature, severity: .major, message: nil, isUnregistered: true))
    }
    let put = AlertSuppressed(by: "CHG-1", until: .latest)
    try await ProjectionScenario(AlertTable.self)
        .given(raised("mx-1"), on: id("mx-1")).given(raised("mx-2"), on: id("mx-2"))
        .given(raised("mx-1", "full"), on: id("mx-1", "full"))
        .given(AlertEvent.suppressed(put), on: id("mx-1")).given(AlertEvent.suppressed(put), on: id("mx-2"))
        .given(AlertEvent.suppressionEnded(AlertSuppressionEnded(change: "CHG-1")), on: id("mx-2"))
        .given(AlertEvent.cleared(AlertCleared(message: nil)), on: id("mx-1", "full"))
        .then { (reader: any TableReader<AlertTable>) throws in
            #expect(try reader.alerts().map(\.id) == ["mx-1~down", "mx-2~down"])
            #expect(try reader.alerts(isWithCleared: true).map(\.id) == ["mx-1~down", "mx-2~down", "mx-1~full"])
            #expect(try reader.alerts(on: "mx-1").map(\.id) == ["mx-1~down"])
            #expect(try reader.alerts(on: "mx-1", isWithCleared: true).map(\.id) == ["mx-1~down", "mx-1~full"])
            #expect(try reader.alerts(putDownTo: "CHG-1").map(\.id) == ["mx-1~down"])
            #expect(try reader.alerts(putDownTo: "CHG-2").isEmpty)
        }
}
