import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

/// Agreement with networkx, which knows nothing of ours.
struct GraphOracleTests {
    private struct Answers: Decodable {
        let lengths: [String: [String: Int]]
        let reached: [String: [String]]
        let circles: [[String]]
        let weak: [[String]]
        let impacts: [String: [String: String]]
        let singlePoints: [String: [String]]
    }

    @Test("over 300 random graphs with circles and redundancy, every answer is that of networkx")
    func randomGraphs() throws {
        let graphs = (0..<300).map { SampleGraph.random(seed: UInt64($0)) }
        let answers = try #require(
            try Oracle.ask("graph_answers.py", graphs, as: [Answers].self),
            "python3 has no networkx: Tools/install brings it")
        for (seed, (graph, expected)) in zip(graphs, answers).enumerated() {
            try compare(graph.view(), graph, expected, "seed \(seed)")
            let half = graph.relationships.count / 2
            try compare(graph.view(laidOutAfter: half), graph, expected, "seed \(seed), half of it laid out")
        }
    }

    private func compare(_ view: GraphView, _ graph: SampleGraph, _ expected: Answers, _ name: String) throws {
        let components = Components(in: view)
        #expect(components.strong().map(view.names).sortedByContent == expected.circles, "\(name)")
        #expect(components.weak().map(view.names).sortedByContent == expected.weak, "\(name)")
        for item in graph.items {
            let number = try view.found(.init(item))
            #expect(try view.impact(of: .init(item)) == expected.impacts[item], "\(name) \(item)")
            let causes = Causes(of: number, in: view)
            let points = view.names(causes.singlePointsOfFailure.map(\.item)).sorted()
            #expect(points == expected.singlePoints[item], "\(name) \(item)")
            for cause in causes.causes {
                let path = causes.path(to: cause.item)
                #expect(path.first == number && path.last == cause.item && path.count == cause.distance + 1, "\(name)")
                #expect(expected.reached[view.id(cause.item).rawValue]?.contains(item) == true, "\(name)")
            }
            #expect(causes.causes.count == expected.reached.values.count { $0.contains(item) }, "\(name) \(item)")
            for other in graph.items {
                let path = Paths(in: view).shortest(from: number, to: try view.found(.init(other)))
                #expect(path.map { $0.count - 1 } == expected.lengths[item]?[other], "\(name) \(item) \(other)")
            }
        }
    }
}

extension [[String]] {
    fileprivate var sortedByContent: [[String]] {
        map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
