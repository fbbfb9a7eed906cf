import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

/// A graph is laid out to be quick; what it says, and in which order, stays.
struct GraphLayoutTests {
    @Test("laid out early, late or never, a graph gives the same items the same ways")
    func sameAnswers() throws {
        for seed in 0..<300 {
            let graph = SampleGraph.random(seed: UInt64(seed))
            let plain = graph.view()
            for laidOut in Set([0, graph.relationships.count / 2, graph.relationships.count]) {
                let view = graph.view(laidOutAfter: laidOut)
                for item in graph.items.map({ CIID($0) }) {
                    let number = try plain.found(item)
                    #expect(try view.found(item) == number)
                    let (one, other) = (Impact(of: [number], in: plain), Impact(of: [number], in: view))
                    #expect(one.affected == other.affected, "seed \(seed), \(item), after \(laidOut)")
                    for each in one.affected {
                        #expect(
                            one.path(to: each.item) == other.path(to: each.item),
                            "seed \(seed), \(item), after \(laidOut)")
                    }
                    #expect(plain.relationships(of: number) == view.relationships(of: number))
                }
            }
        }
    }

    @Test("what is said of a relationship after the graph was laid out takes the place of what was known")
    func saidLater() throws {
        var graph = graph(of: [statements(ended: nil), statements(ended: 5), statements(ended: 5)])
        graph.layOut()
        func suffering(asOf micros: Int64) throws -> [String] {
            let view = GraphView(graph, schema: .standard, asOf: Instant(micros: micros))
            return view.names(Impact(of: [try view.found("db")], in: view).affected.map(\.item))
        }
        #expect(try suffering(asOf: 4) == ["app-0", "app-1", "app-2"])
        #expect(try suffering(asOf: 6) == ["app-0"])
        graph.set(relationship(0, statements(ended: 6)))
        graph.set(relationship(1, statements(ended: nil)))
        graph.set(item("app-3"))
        graph.set(relationship(3, statements(ended: nil)))
        #expect(try suffering(asOf: 4) == ["app-0", "app-1", "app-2", "app-3"])
        #expect(try suffering(asOf: 6) == ["app-1", "app-3"])
        #expect(graph.relationshipCount == 4)
    }

    @Test("items of later rows stand among the others in the order of their ids")
    func order() throws {
        var graph = graph(of: [statements(ended: nil), statements(ended: nil)])
        graph.layOut()
        for number in [10, 3] {
            graph.set(item("app-\(number)"))
            graph.set(relationship(number, statements(ended: nil)))
        }
        let view = GraphView(graph, schema: .standard, asOf: Instant(micros: 1))
        let impact = Impact(of: [try view.found("db")], in: view)
        #expect(view.names(impact.affected.map(\.item)) == ["app-0", "app-1", "app-10", "app-3"])
    }

    private func graph(of applications: [[ValidityStatement]]) -> ConfigurationGraph {
        var graph = ConfigurationGraph()
        graph.set(item("db"))
        // Later ids first: the order of rows is not that of ids here.
        for (number, statements) in applications.enumerated().reversed() {
            graph.set(item("app-\(number)"))
            graph.set(relationship(number, statements), isNew: true)
        }
        return graph
    }

    private func item(_ id: String) -> CIRow {
        CIRow(
            item: ConfigurationItem(id: CIID(id), registeredAt: Instant(micros: 0)),
            marks: [CIMark(position: .first, at: Instant(micros: 0), kind: .registered, text: "VM")])
    }

    private func relationship(_ number: Int, _ statements: [ValidityStatement]) -> Relationship {
        Relationship(
            from: CIID("app-\(number)"), type: "dependsOn", to: "db", source: "test", attributes: [],
            statements: statements)
    }

    private func statements(ended: Int64?) -> [ValidityStatement] {
        let added = ValidityStatement(position: .first, kind: .added, from: Instant(micros: 0))
        guard let ended else { return [added] }
        return [
            added,
            ValidityStatement(position: Position(2), kind: .ended, from: Instant(micros: ended)),
        ]
    }
}
