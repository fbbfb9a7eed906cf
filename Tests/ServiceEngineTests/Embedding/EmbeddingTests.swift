import Foundation
import ServiceEngine
import TestSupport
import Testing

@Test func `the README's example resolves an incident`() async throws {
    let folder = TemporaryFolder()
    #expect(try await resolveAnIncident(in: folder.path("desk")) == 0)
}

@Test func `the README shows the example as it is compiled`() throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let source = try String(contentsOf: here.appendingPathComponent("ReadmeExample.swift"), encoding: .utf8)
    let readme = try String(
        contentsOf: here.appendingPathComponent("../../../README.md").standardizedFileURL, encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let begin = try #require(lines.firstIndex { $0.hasSuffix("// README: begin") })
    let end = try #require(lines.firstIndex { $0.hasSuffix("// README: end") })
    let example = lines[(begin + 1)..<end].map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : String($0) }
    #expect(readme.contains(example.joined(separator: "\n")))
}

@Test func `a folder can be opened again once its engine is closed`() async throws {
    let folder = TemporaryFolder()
    let first = try await ServiceEngine.create(at: folder.path("desk"))
    let logged = try await first.execute(new: LogIncident(title: "Printer"), .init(.person("person-1")))
    await first.close()
    let second = try await ServiceEngine.open(at: folder.path("desk"))
    #expect(try await second.state(of: logged.stream, in: IncidentProcess.self)?.title == "Printer")
    await second.close()
}

@Test func `queries of one moment agree with one another while others write`() async throws {
    let folder = TemporaryFolder()
    let engine = try await ServiceEngine.create(at: folder.path("desk"))
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            for index in 1...60 {
                try await engine.execute(new: LogIncident(title: "Printer \(index)"), .init(.person("person-1")))
            }
        }
        group.addTask {
            for _ in 1...20 {
                let (position, count, logged) = try await engine.serviceDesk { desk in
                    (desk.position, try desk.rowCount(), try IncidentQueue(now: .systemNow).rows(in: desk).count)
                }
                // Every incident is logged with two events, in one commit.
                #expect(UInt64(2 * count) == position.rawValue && logged == count)
            }
        }
        try await group.waitForAll()
    }
    await engine.close()
}
