// live --at LOGBOOK [--count N]: logs N incidents in a logbook whose read models follow the log, one every 20 ms, and prints as a
// line of JSON how long after the call the command was durable, and how long after it the incident's row was stored. (A query
// sees it as soon as it is durable: what is not stored yet is folded over what is.)
import EventLog
import EventModel
import Foundation
import Processes
import ReadModels
import ServiceEngine

func option(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    return arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
}

func millis(_ duration: Duration) -> Double {
    Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) * 1e-15
}

func summary(_ name: String, _ times: [Double]) -> String {
    let times = times.sorted()
    let late = times[min(times.count - 1, times.count * 99 / 100)]
    return #""\#(name)P50Millis": \#(times[times.count / 2]), "\#(name)P99Millis": \#(late)"#
}

guard let folder = option("--at"), let count = Int(option("--count") ?? "1000"), count > 0 else {
    FileHandle.standardError.write(Data("usage: live --at LOGBOOK [--count N]\n".utf8))
    exit(64)
}
let engine = try await ServiceEngine.open(at: folder)
// What has been due since the log was last open.
try await engine.settlePolicies()
_ = try await engine.serviceDesk { try $0.rowCount() }
var (durable, stored): ([Double], [Double]) = ([], [])
for number in 1...count {
    let start = ContinuousClock.now
    let receipt = try await engine.execute(new: LogIncident(title: "Incident \(number)"), .init(.person("agent-1")))
    durable.append(millis(.now - start))
    let position = receipt.positions.last ?? .zero
    while let desk = try await engine.models().first(where: { $0.name == ServiceDeskTable.name }),
        desk.position < position
    {
        try await Task.sleep(for: .microseconds(500))
    }
    stored.append(millis(.now - start))
    try await Task.sleep(for: .milliseconds(20))
}
await engine.close()
print(#"{"workload": "live", "commands": \#(count), \#(summary("durable", durable)), \#(summary("stored", stored))}"#)
