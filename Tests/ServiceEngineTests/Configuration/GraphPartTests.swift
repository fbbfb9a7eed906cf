import EventModel
import LogbookTesting
import Processes
import ReadModels
import TestSupport
import Testing

@testable import ServiceEngine

/// A part of the graph, read for one question, against the whole of it.
struct GraphPartTests {
    @Test("a question about a part of the graph is answered as by the whole, now and in the past", arguments: 1...4)
    func partAndWhole(seed: UInt64) async throws {
        let test = try await TestEngine()
        var random = SplitMix(seed: seed)
        let ids = try await fill(test, &random)
        let moments = [
            Moment.now, Moment(asOf: test.clock.now.advanced(byMicros: -4 * Instant.microsPerDay)),
            Moment(asKnownAt: .position(Position(60))),
        ]
        for moment in moments {
            for id in ids + ["nobody"] {
                let other = try pick(ids, &random)
                let whole = try await test.engine.configuration(moment) { Answers(id, other, in: $0) }
                let part = try await answers(id, other, test, moment)
                #expect(part == whole, "\(id) and \(other) as of \(moment), seed \(seed)")
            }
        }
        await test.close()
    }

    @Test("a part that grows too large is given up, and parts are read only until the whole would have cost as much")
    func limits() async throws {
        let test = try await TestEngine()
        var random = SplitMix(seed: 5)
        _ = try await fill(test, &random)
        let (items, relationships) = (test.engine.model(CITable.self), test.engine.model(RelationshipTable.self))
        var explorer = try GraphExplorer(items: items, relationships: relationships, limit: 12)
        let answer = try explorer.answer(["ci-1", "ci-2", "ci-3"]) { $0.relationshipCount }
        #expect(answer == nil && explorer.isTooLarge)

        let cache = GraphCache()
        #expect(cache.allowance(rowCount: 80_000) == 10_000)
        cache.spent(9_000)
        #expect(cache.allowance(rowCount: 80_000) == 8_000)
        cache.spent(1_000)
        #expect(cache.allowance(rowCount: 80_000) == 0)
        let made = GraphCache()
        _ = try made.graph(items: items, relationships: relationships, store: test.engine.store)
        #expect(made.allowance(rowCount: 80_000) == 0)
        await test.close()
    }

    private func pick<Element>(_ elements: [Element], _ random: inout SplitMix) throws -> Element {
        try #require(elements.randomElement(using: &random))
    }

    private func answers(_ id: CIID, _ other: CIID, _ test: TestEngine, _ moment: Moment) async throws -> Answers {
        let resolved = try await test.engine.resolve(moment)
        let schema = try await test.engine.state(of: CISchema.stream, in: CISchemaProcess.self, moment)
        var explorer = try GraphExplorer(
            items: test.engine.model(CITable.self), relationships: test.engine.model(RelationshipTable.self),
            limit: .max)
        let answer = try explorer.answer([id]) { graph in
            Answers(
                id, other,
                in: GraphView(graph, schema: schema, asOf: resolved.instant, knownAt: resolved.position))
        }
        return try #require(answer).get()
    }

    /// Items, circles of relationships, groups, merges and retirements, over some days.
    private func fill(_ test: TestEngine, _ random: inout SplitMix) async throws -> [CIID] {
        let ids = (1...24).map { CIID("ci-\($0)") }
        for id in ids { try await test.execute(RegisterCI(class: "VM"), on: id.stream) }
        var made = Set<RelationshipID>()
        for step in 0..<48 {
            if step % 8 == 0 { test.clock.advance(days: 1) }
            let (from, to) = (try pick(ids, &random), try pick(ids, &random))
            let type = try pick(["dependsOn", "dependsOn", "connectedTo"], &random)
            let id = RelationshipID(from: from, type: type, to: to)
            guard from != to, made.insert(id).inserted else { continue }
            try await test.execute(AddRelationship(from: from, type: type, to: to), on: id.stream)
        }
        for owner in ids.shuffled(using: &random).prefix(3) {
            let members = ids.filter { $0 != owner }.shuffled(using: &random).prefix(3)
            let group = RedundancyGroup("pool", members: Array(members), minUp: 2)
            try await test.execute(DefineRedundancyGroup(group), on: owner.stream)
        }
        let mixed = ids.shuffled(using: &random)
        try await test.execute(MergeCI(into: mixed[1]), on: mixed[0].stream)
        try await test.execute(MergeCI(into: mixed[2]), on: mixed[1].stream)
        test.clock.advance(days: 1)
        for id in made.shuffled(using: &random).prefix(4) {
            _ = try? await test.execute(EndRelationship(), on: id.stream)
        }
        _ = try? await test.execute(RetireCI(reason: "old"), on: mixed[3].stream)
        return ids
    }
}

/// What a view says, by names.
private struct Answers: Equatable, Sendable {
    var isThere = false
    var ciClass = ""
    var affected: [String] = []
    var causes: [String] = []
    var pathLength: Int?
    var neighbours: [String] = []
    var around: Set<String> = []
    var redundancy: [Redundancy] = []

    init(_ id: CIID, _ other: CIID, in view: GraphView) {
        guard let item = view.item(id) else { return }
        (isThere, ciClass) = (true, view.ciClass(item))
        affected = Impact(of: [item], in: view).affected.map { "\(view.id($0.item)) \($0.state) \($0.distance)" }
        causes = Causes(of: item, in: view).singlePointsOfFailure.map { view.id($0.item).rawValue }
        neighbours = view.relationships(of: item).map { "\($0.type) \(view.id($0.other)) \($0.begins)" }
        around = Set(
            view.around(item, depth: 2).map { "\(view.id($0.from)) \($0.type) \(view.id($0.to)) \($0.distance)" })
        redundancy = view.redundancy(item)
        guard let end = view.item(other) else { return }
        pathLength = Paths(in: view, following: .bothWays).shortest(from: item, to: end)?.count
    }
}
