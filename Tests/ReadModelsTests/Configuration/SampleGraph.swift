import EventModel
import Processes
import ReadModels
import TestSupport

/// A small graph, written down as a test reads it.
struct SampleGraph: Codable {
    var items: [String] = []
    /// From, type, to.
    var relationships: [[String]] = []
    var groups: [SampleGroup] = []

    struct SampleGroup: Codable {
        var owner: String
        var members: [String]
        var needed: Int

        init(_ owner: String, _ members: [String], needed: Int) {
            (self.owner, self.members, self.needed) = (owner, members, needed)
        }
        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            owner = try list.decode(String.self)
            members = try list.decode([String].self)
            needed = try list.decode(Int.self)
        }
        func encode(to encoder: any Encoder) throws {
            var list = encoder.unkeyedContainer()
            try list.encode(owner)
            try list.encode(members)
            try list.encode(needed)
        }
    }

    /// `"web dependsOn db"`, one a text; items follow.
    init(_ relationships: String..., groups: [SampleGroup] = []) {
        self.relationships = relationships.map { $0.split(separator: " ").map(String.init) }
        self.groups = groups
        var seen: Set<String> = []
        let named = self.relationships.flatMap { [$0[0], $0[2]] } + groups.flatMap { [$0.owner] + $0.members }
        items = named.filter { seen.insert($0).inserted }
    }

    /// All of it on record since the first instant. Laid out once so many relationships are there, if that is wanted.
    func view(schema: CISchema = .standard, laidOutAfter laidOut: Int? = nil) -> GraphView {
        var graph = ConfigurationGraph()
        for (number, item) in items.enumerated() {
            let position = Position(UInt64(number + 1))
            var marks = [CIMark(position: position, at: Instant(micros: 0), kind: .registered, text: "VM")]
            for (index, group) in groups.enumerated() where group.owner == item {
                let members = group.members.map { CIID($0) }
                let definition = RedundancyGroup("group-\(index)", members: members, minUp: Int64(group.needed))
                marks.append(
                    CIMark(position: position, at: Instant(micros: 0), kind: .groupDefined, group: definition))
            }
            graph.set(CIRow(item: ConfigurationItem(id: CIID(item), registeredAt: Instant(micros: 0)), marks: marks))
        }
        for (number, relationship) in relationships.enumerated() {
            if number == laidOut { graph.layOut() }
            graph.set(
                Relationship(
                    from: CIID(relationship[0]), type: relationship[1], to: CIID(relationship[2]), source: "test",
                    attributes: [],
                    statements: [ValidityStatement(position: .first, kind: .added, from: Instant(micros: 0))]))
        }
        if let laidOut, laidOut >= relationships.count { graph.layOut() }
        return GraphView(graph, schema: schema, asOf: Instant(micros: 1))
    }

    /// Circles, redundancy and dead ends, from a seed.
    static func random(seed: UInt64) -> SampleGraph {
        var dice = SplitMix(seed: seed)
        var graph = SampleGraph()
        graph.items = (0..<Int.random(in: 2...14, using: &dice)).map { "ci-\($0)" }
        let types = ["dependsOn", "dependsOn", "contains", "poweredBy", "connectedTo"]
        var seen: Set<[String]> = []
        for _ in 0..<Int.random(in: 0...graph.items.count * 2, using: &dice) {
            let pair = graph.items.shuffled(using: &dice).prefix(2)
            let relationship = [pair[0], types.randomElement(using: &dice) ?? "dependsOn", pair[1]]
            if seen.insert(relationship).inserted { graph.relationships.append(relationship) }
        }
        for _ in 0..<Int.random(in: 0...3, using: &dice) where graph.items.count > 3 {
            let picked = graph.items.shuffled(using: &dice).prefix(Int.random(in: 2...4, using: &dice))
            let members = Array(picked.dropFirst())
            graph.groups.append(
                SampleGroup(picked[0], members, needed: Int.random(in: 1...members.count, using: &dice)))
        }
        return graph
    }
}

extension GraphView {
    /// What becomes of the others when `item` is down: `id=state`, in the order of ids.
    func impact(of item: CIID) throws -> [String: String] {
        let seed = try found(item)
        return Dictionary(
            uniqueKeysWithValues: Impact(of: [seed], in: self).affected.map { (id($0.item).rawValue, $0.state.name) })
    }

    func found(_ id: CIID) throws -> Int32 {
        guard let number = item(id) else { throw NotThere(id: id) }
        return number
    }
    func names(_ items: [Int32]) -> [String] { items.map { id($0).rawValue } }
}

struct NotThere: Error { let id: CIID }
