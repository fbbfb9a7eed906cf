import Foundation
import Testing

/// How a run of the tool ended.
struct Outcome {
    /// The exit status; negative where a signal ended it.
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }

    /// The answer as one JSON object.
    var object: [String: Any] {
        get throws { try #require(try json as? [String: Any], "no object: \(output)") }
    }
    /// The answer as a JSON array of objects.
    var objects: [[String: Any]] {
        get throws { try #require(try json as? [[String: Any]], "no array of objects: \(output)") }
    }
    /// The answer as NDJSON.
    var objectLines: [[String: Any]] {
        get throws {
            try #require(status == 0, "exit \(status): \(errors)")
            return try lines.map { line in
                let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
                return try #require(value as? [String: Any], "no object: \(line)")
            }
        }
    }
    private var json: Any {
        get throws {
            try #require(status == 0, "exit \(status): \(errors)")
            return try JSONSerialization.jsonObject(with: Data(output.utf8))
        }
    }
}
