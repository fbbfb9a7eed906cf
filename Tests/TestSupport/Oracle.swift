public import Foundation

/// The Python programs of Tests/Oracle, which know nothing of ours.
public enum Oracle {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Oracle")

    /// What a program writes when it reads `input`; nil where it fails, as where networkx is not installed.
    public static func run(_ script: String, _ arguments: [String] = [], input: Data = Data()) throws -> Data? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", folder.appendingPathComponent(script).path] + arguments
        let (source, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (source, output)
        try process.run()
        // Beside the reading: neither may wait until the other's pipe is full.
        Thread.detachNewThread {
            try? source.fileHandleForWriting.write(contentsOf: input)
            try? source.fileHandleForWriting.close()
        }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? bytes : nil
    }

    /// What a program that reads and writes JSON answers; nil where it fails.
    public static func ask<Answer: Decodable>(
        _ script: String, _ question: some Encodable, as _: Answer.Type = Answer.self
    ) throws -> Answer? {
        try run(script, input: JSONEncoder().encode(question)).map { try JSONDecoder().decode(Answer.self, from: $0) }
    }
}
