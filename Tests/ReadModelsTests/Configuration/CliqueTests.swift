import EventModel
import Processes
import ReadModels
import Testing

/// M3, the other way about: not deep but dense. Everything depends on everything: of 2,000 items four million relationships.
///
/// Unoptimised code takes minutes of a core for that many, so a debug build asks the same of 500 items, a quarter of a million
/// relationships. Optimised (`swift test -c release -Xswiftc -enable-testing --filter CliqueTests`) all of it is asked.
struct CliqueTests {
    private static let count = _isDebugAssertConfiguration() ? 500 : 2_000
    private static let clique: GraphView = {
        var graph = ConfigurationGraph()
        graph.reserve(items: count, relationships: count * (count - 1))
        let ids = (0..<count).map { CIID("c\($0)") }
        let registered = CIMark(position: .first, at: Instant(micros: 0), kind: .registered, text: "VM")
        for id in ids {
            graph.set(CIRow(item: ConfigurationItem(id: id, registeredAt: Instant(micros: 0)), marks: [registered]))
        }
        let statement = [ValidityStatement(position: .first, kind: .added, from: Instant(micros: 0))]
        var relationship = Relationship(
            from: "", type: "dependsOn", to: "", source: "test", attributes: [], statements: statement)
        for from in ids {
            relationship.from = from
            for to in ids where to != from {
                relationship.to = to
                graph.set(relationship, isNew: true)
            }
        }
        return GraphView(graph, schema: .standard, asOf: Instant(micros: 1))
    }()
    private let view = clique
    private let others = count - 1
    private let last = CIID("c\(count - 1)")

    @Test("in a clique everybody else suffers, one relationship away")
    func impact() throws {
        #expect(view.graph.relationshipCount == Self.count * others)
        let impact = Impact(of: [try view.found("c7")], in: view)
        #expect(impact.affected.count == others)
        #expect(impact.affected.allSatisfy { $0.state == .down && $0.distance == 1 })
        #expect(view.names(impact.path(to: try view.found(last))) == ["c7", last.rawValue])
    }

    @Test("in a clique everybody else is a single point of failure")
    func singlePoints() throws {
        let points = Causes(of: try view.found("c7"), in: view).singlePointsOfFailure
        #expect(points.count == others && points.allSatisfy { $0.distance == 1 })
    }

    @Test("a clique is one circle, and nobody is an orphan")
    func components() {
        let components = Components(in: view)
        #expect(components.strong().map(\.count) == [Self.count])
        #expect(components.weak().map(\.count) == [Self.count])
        #expect(components.orphans() == [])
    }

    @Test("of the ways through a clique as many are told as are wanted, and that there are more")
    func ways() throws {
        let (start, end) = (try view.found("c0"), try view.found(last))
        let paths = Paths(in: view)
        #expect(paths.shortest(from: start, to: end) == [start, end])
        let wanted = paths.simple(from: start, to: end, limit: 25, longest: 4)
        #expect(wanted.paths.count == 25 && wanted.isTruncated)
        #expect(wanted.paths.allSatisfy { $0.first == start && $0.last == end && $0.count <= 5 })
        // Looking ends by the steps taken too: as many to the power of 31 ways come to nothing that anybody could wait for.
        let tried = paths.simple(from: start, to: end, limit: .max, longest: 32, steps: 20_000)
        #expect(tried.isTruncated && tried.paths.count < 20_000)
        let short = paths.simple(from: start, to: end, limit: 3 * Self.count, longest: 2, steps: .max)
        #expect(short.paths.count == others && short.isTruncated)
    }
}
