// The examples of the page about searching, compiled and run: `DocumentationTests` checks that the page shows them.
import LogbookTesting
import ServiceEngine
import Testing

@Suite struct SearchExamples {
    @Test func `incidents are found by their words, now and as known before`() async throws {
        let folder = TemporaryFolder()
        let engine = try await ServiceEngine.create(at: folder.path("desk"))
        let printer = try await engine.execute(new: LogIncident(title: "Printer jams"), .init(.person("person-17")))
        let mail = try await engine.execute(
            new: LogIncident(title: "Mail queue full, no delivery"), .init(.person("person-17")))

        let query = try #require(SearchQuery("\"mail queue\" deliv*"))
        let result = try await engine.search(query)
        #expect(result.hits.map(\.title) == ["Mail queue full, no delivery"])
        #expect(result.found == 1 && result.searched == 2)

        var any = try #require(SearchQuery("relay queue printer"))
        (any.isAny, any.kinds, any.limit) = (true, [.incident], 5)
        any.ranking.weights = [1, 1, 1, 1]
        let best = try await engine.search(any)
        #expect(best.hits.map(\.stream) == [printer.stream, mail.stream])

        let then = Moment(asKnownAt: .position(printer.positions[0]))
        #expect(try await engine.search(query, then).hits.isEmpty)
        await engine.close()
    }
}
