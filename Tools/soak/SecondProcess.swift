import EventLog
import EventModel
import Foundation

/// The same program once more, over the same log.
struct SecondProcess {
    private let process = Process()
    private let output: URL

    init(seconds: Int, folder: String) throws {
        output = FileManager.default.temporaryDirectory.appending(path: "soak-\(UUID())")
        _ = FileManager.default.createFile(atPath: output.path(), contents: nil)
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["--second", "\(seconds)", folder]
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
    }

    /// Waits for its end; what it was told.
    func finish() throws -> [Acknowledged] {
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(at: output) }
        try expect(process.terminationStatus == 0, "the second process ended with \(process.terminationStatus)")
        return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map { line in
            let numbers = line.split(separator: " ").compactMap { UInt64($0) }
            try expect(numbers.count > 2, "the second process wrote '\(line)'")
            return Acknowledged(
                producer: UInt32(numbers[0]), sequence: UInt32(numbers[1]),
                positions: numbers[2...].map { Position($0) })
        }
    }
}
