import Foundation
import Testing

/// What the pages show is what is compiled: each example stands, line by line, in a file of `Examples`.
@Suite struct DocumentationTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    static let pages = [
        "LogbookTesting/LogbookTesting.docc/LogbookTesting.md",
        "LogbookTesting/LogbookTesting.docc/StoriesOfDeciders.md",
        "LogbookTesting/LogbookTesting.docc/ReadModelsInEveryWay.md",
        "LogbookTesting/LogbookTesting.docc/AYearInASecond.md", "ServiceEngine/ServiceEngine.docc/PoliciesAndTimers.md",
        "ServiceEngine/ServiceEngine.docc/Searching.md",
    ]

    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// The blocks of code of a page.
    private func examples(_ page: String) throws -> [[String]] {
        let text = try String(contentsOf: Self.root.appending(path: "Sources/\(page)"), encoding: .utf8)
        return text.components(separatedBy: "```swift\n").dropFirst().map { part in
            lines(part.components(separatedBy: "```")[0])
        }
    }

    @Test(arguments: pages) func `every example of a page is compiled and run`(page: String) throws {
        let folder = Self.root.appending(path: "Tests/LogbookTestingTests/Examples")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let sources = try files.map {
            "\n" + lines(try String(contentsOf: $0, encoding: .utf8)).joined(separator: "\n")
        }
        let examples = try examples(page)
        #expect(!examples.isEmpty)
        for example in examples {
            let text = "\n" + example.joined(separator: "\n")
            #expect(sources.contains { $0.contains(text) }, "\(page): no test has\n\(text)")
        }
    }
}
