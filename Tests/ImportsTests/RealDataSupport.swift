import Foundation
import Imports
import TestSupport
import Testing

/// The data that lies beside a checkout, but is not part of it.
enum RealData {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let servicenow = path("servicenow-incidents/incident_event_log.csv.zst")
    static let helpdesk = path("italian-helpdesk/helpdesk.csv.zst")

    private static func path(_ name: String) -> String {
        root.deletingLastPathComponent().appendingPathComponent("shared/data/\(name)").path
    }

    static func isPresent(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// What an oracle in Tests/Oracle counts.
    static func oracle<Counts: Decodable>(_ script: String, _ arguments: [String]) throws -> Counts {
        let bytes = try #require(try Oracle.run(script, arguments), "\(script) failed")
        return try JSONDecoder().decode(Counts.self, from: bytes)
    }
}

/// The figures that both oracles give.
struct OracleCounts: Decodable {
    struct Moment: Decodable {
        let moment: String
        let logged: Int
        let open: Int
        let byState: [String: Int]
        let openByPriority: [String: Int]?
    }
    let rows: Int
    let incidents: Int
    let rowsWithEvents: Int
    let rowsWithoutChange: Int
    let events: [String: Int]
    let finalStates: [String: Int]
    let finalPriorities: [String: Int]?
    let reopenings: Int
    let incidentsReopened: Int?
    let atMoments: [Moment]
}
