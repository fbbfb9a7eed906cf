import EventModel
import Foundation
import Imports
import ReadModels
import ServiceEngine
import TestSupport
import Testing

/// What real exports become, and every answer about it, against networkx on the same files.
struct RealGraphTests {
    private struct Facts: Decodable {
        struct Graph: Decodable {
            let items: [String]
            let relationships: [[String]]
        }
        struct Answers: Decodable {
            let lengths: [String: [String: Int]]
            let reached: [String: [String]]
            let circles: [[String]]
            let weak: [[String]]
            let impacts: [String: [String: String]]
            let singlePoints: [String: [String]]
        }
        let graph: Graph
        let answers: Answers
        let either: [String: [String: Int]]
    }

    private func oracle(_ arguments: [String]) throws -> Facts {
        let bytes = try Oracle.run("real_graphs.py", arguments)
        return try JSONDecoder().decode(
            Facts.self, from: try #require(bytes, "python3 has no networkx: Tools/install brings it"))
    }

    @Test("NetBox", .enabled(if: SharedData.hasNetBox, "\(SharedData.absence)"))
    func netBox() async throws {
        let oracle = try oracle(["netbox", SharedData.netBox])
        let test = try await TestEngine()
        let summary = try await test.engine.run(
            NetBoxExport(ByteSource(path: SharedData.netBox)), from: "import", as: .person("tester"))
        #expect(summary.rejected == [] && summary.rowsRead == summary.rowsWithEvents + summary.rowsWithoutChange)
        #expect(summary.events == oracle.graph.items.count + oracle.graph.relationships.count)
        let again = try await test.engine.run(
            NetBoxExport(ByteSource(path: SharedData.netBox)), from: "import", as: .person("tester"))
        #expect(again.events == 0 && again.rowsWithoutChange == summary.rowsRead && again.started == nil)
        try await compare(test.engine, oracle)
        await test.close()
    }

    @Test("the networks of the Topology Zoo", .enabled(if: !SharedData.topologies.isEmpty, "\(SharedData.absence)"))
    func topologies() async throws {
        let oracle = try oracle(["graphml"] + SharedData.topologies)
        let test = try await TestEngine()
        var options = GraphMLOptions()
        // So that outages go along them, and there is something to compare.
        options.edgeType = "dependsOn"
        let chosen = options
        let summary = try await test.engine.run(
            GraphMLExport(paths: SharedData.topologies, options: chosen), from: "import", as: .person("tester"),
            extendsSchema: true)
        #expect(summary.rejected == [] && summary.rowsRead == summary.rowsWithEvents + summary.rowsWithoutChange)
        let again = try await test.engine.run(
            GraphMLExport(paths: SharedData.topologies, options: chosen), from: "import", as: .person("tester"))
        #expect(again.events == 0 && again.rowsWithoutChange == summary.rowsRead)
        try await compare(test.engine, oracle)
        await test.close()
    }

    private func compare(_ engine: ServiceEngine, _ expected: Facts) async throws {
        let answers = expected.answers
        try await engine.configuration { view in
            let numbers = try expected.graph.items.map { id in
                (id, try #require(view.item(.init(id)), "\(id) was not imported"))
            }
            #expect(view.graph.relationshipCount == expected.graph.relationships.count)
            let components = Components(in: view)
            #expect(sorted(components.strong(), view) == answers.circles)
            #expect(sorted(components.weak(), view) == answers.weak)
            for (id, number) in numbers {
                let impact = Impact(of: [number], in: view).affected.map {
                    (view.id($0.item).rawValue, $0.state.name)
                }
                #expect(Dictionary(uniqueKeysWithValues: impact) == answers.impacts[id], "\(id)")
                #expect(Set(impact.map(\.0)).isSubset(of: answers.reached[id] ?? []), "\(id)")
                let points = Causes(of: number, in: view).singlePointsOfFailure.map { view.id($0.item).rawValue }
                #expect(points.sorted() == answers.singlePoints[id], "\(id)")
                // All ends that can be reached, and one that may not.
                let other = numbers[abs(id.utf8.reduce(7) { $0 &* 31 &+ Int($1) }) % numbers.count].0
                for end in (answers.lengths[id] ?? [:]).keys.sorted().prefix(6) + [other] {
                    let path = Paths(in: view).shortest(from: number, to: view.item(.init(end)) ?? -1)
                    #expect(path.map { $0.count - 1 } == answers.lengths[id]?[end], "\(id) \(end)")
                }
            }
            for (start, lengths) in expected.either.sorted(by: { $0.key < $1.key }) {
                let paths = Paths(in: view, following: .bothWays)
                for (end, number) in numbers where end.utf8.reduce(0, { $0 &+ Int($1) }) % 8 == 0 {
                    let path = paths.shortest(from: view.item(.init(start)) ?? -1, to: number)
                    #expect(path.map { $0.count - 1 } == lengths[end], "\(start) \(end)")
                }
            }
        }
    }
}

private func sorted(_ groups: [[Int32]], _ view: GraphView) -> [[String]] {
    groups.map { $0.map { view.id($0).rawValue }.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
}
