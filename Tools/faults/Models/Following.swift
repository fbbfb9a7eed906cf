import EventLog
import EventModel
import Foundation
import Processes
import ReadModels
import ServiceEngine

/// A service whose models follow the log while the disk that they are on is full.
enum Following {
    /// Each incident must be recorded and seen at once; where there is room again, stored, without anybody doing anything.
    static func run(_ home: String, filler: String, count: Int) async throws {
        let engine = try await ServiceEngine.open(at: home)
        let before = try await rowCount(engine)
        for number in 1...max(count, 1) {
            let title = "Mail does not arrive, report \(number), " + String(repeating: "x", count: 1000)
            try await engine.execute(new: LogIncident(title: title), .init(.person("faults")))
            let found = try await rowCount(engine)
            guard found == before + number else { fail("\(found) incidents where \(before + number) were recorded") }
        }
        let head = try engine.store.head().position
        let behind = try await engine.models().filter { $0.position < head }
        guard behind.contains(where: { "\($0.foldingProblem.map { "\($0)" } ?? "")".contains("the disk is full") })
        else {
            fail("the fault was never met: \(behind.map { "\($0.name) \($0.foldingProblem.map { "\($0)" } ?? "")" })")
        }
        try FileManager.default.removeItem(atPath: filler)
        for _ in 0..<600 where try await engine.models().contains(where: { $0.position < head }) {
            try await Task.sleep(for: .milliseconds(100))
        }
        for model in try await engine.models() where model.position < head || model.foldingProblem != nil {
            fail("\(model.name) has not gone on: \(model.position) of \(head)")
        }
        for found in try await engine.verifyModels() where !found.isEqual { fail("\(found.difference ?? "")") }
        await engine.close()
    }

    private static func rowCount(_ engine: ServiceEngine) async throws -> Int {
        try await engine.serviceDesk { desk in try desk.rowCount() }
    }
}
