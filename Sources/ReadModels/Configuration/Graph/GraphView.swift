public import EventModel
public import Processes

/// The graph as of a moment: what was true at `asOf`, as far as was known at `knownAt`. A view costs what was ever merged.
public struct GraphView: Sendable {
    public let graph: ConfigurationGraph
    public let schema: CISchema
    public let asOf: Instant
    public let knownAt: Position
    /// Whose names an answer shows. Everything is worked out with all items, whoever asks.
    public var sight = ConfigurationSight.everything
    /// By the numbers of the graph's types.
    let flows: [(flow: ImpactFlow, weight: ImpactWeight)]
    /// Of types of redundant weight, and of what redundancy groups join.
    let redundantTypeBits: UInt64
    /// Of types along which an outage goes from where a relationship begins to where it ends, and the other way.
    let forwardTypeBits: UInt64
    let backwardTypeBits: UInt64
    /// What each absorbed item is one with at the moment, and the other way about.
    let survivors: [Int32: Int32]
    let absorbed: [Int32: [Int32]]

    public init(_ graph: ConfigurationGraph, schema: CISchema, asOf: Instant, knownAt: Position = .last) {
        (self.graph, self.schema, self.asOf, self.knownAt) = (graph, schema, asOf, knownAt)
        flows = graph.types.map { name in
            schema.relationshipType(name).map { ($0.flow, $0.weight) } ?? (.none, .full)
        }
        let groups = GraphLinks.typeBit(GraphEdge.groupType)
        var (redundant, forward, backward) = (groups, groups, UInt64(0))
        for (type, kind) in flows.enumerated() {
            let bit = GraphLinks.typeBit(UInt16(type))
            if kind.weight == .redundant { redundant |= bit }
            switch kind.flow {
            case .none: break
            case .fromTo: forward |= bit
            case .toFrom: backward |= bit
            }
        }
        (redundantTypeBits, forwardTypeBits, backwardTypeBits) = (redundant, forward, backward)
        var direct: [Int32: Int32] = [:]
        for item in graph.merged {
            if let survivor = Self.mergedInto(graph.marks[item] ?? [], asOf, knownAt).flatMap(graph.number) {
                direct[item] = survivor
            }
        }
        var (survivors, absorbed) = ([Int32: Int32](), [Int32: [Int32]]())
        for item in direct.keys.sorted() {
            var (last, passed) = (item, Set([item]))
            while let next = direct[last], passed.insert(next).inserted { last = next }
            survivors[item] = last
            absorbed[last, default: []].append(item)
        }
        (self.survivors, self.absorbed) = (survivors, absorbed)
    }

    private static func mergedInto(_ marks: [CIMark], _ asOf: Instant, _ knownAt: Position) -> CIID? {
        var survivor: CIID?
        for mark in marks where mark.position <= knownAt && mark.at <= asOf {
            if mark.kind == .merged { survivor = mark.text.map { CIID($0) } }
            if mark.kind == .mergeReversed { survivor = nil }
        }
        return survivor
    }

    /// The item that `id` means at the moment, itself or what it was merged into; nil where there is none.
    public func item(_ id: CIID) -> Int32? {
        graph.need(id)
        guard let number = graph.number(of: id) else { return nil }
        let item = survivor(of: number)
        return isThere(item) ? item : nil
    }

    func survivor(of item: Int32) -> Int32 { survivors.isEmpty ? item : survivors[item] ?? item }

    public func id(_ item: Int32) -> CIID { graph.items[Int(item)] }

    /// Registered by then, or in a relationship that holds then; and neither retired nor absorbed.
    public func isThere(_ item: Int32) -> Bool {
        switch presence(item) {
        case .present: true
        case .gone: false
        case .assumed: hasRelationship(item)
        }
    }

    /// Whether an item is there at the moment, as far as it says so itself.
    enum Presence {
        case present
        /// It was registered later than that: there then if a relationship says so, which holds since before.
        case assumed
        /// Unknown, retired or absorbed.
        case gone
    }

    func presence(_ item: Int32) -> Presence {
        if !survivors.isEmpty, survivors[item] != nil { return .gone }
        let birth = graph.births[Int(item)]
        // One that was registered and no more has no other marks.
        if birth.isThere { return birth.position > knownAt ? .gone : birth.at <= asOf ? .present : .assumed }
        return life(item)?.presence ?? .gone
    }

    private func hasRelationship(_ item: Int32) -> Bool {
        graph.need(item)
        var found = false
        graph.links.eachBeginning(in: item) { number, edge in found = found || says(number, edge) }
        graph.links.eachEnding(in: item) { number, edge in found = found || says(number, edge) }
        return found
    }

    /// Whether a relationship says that its ends are there.
    private func says(_ number: Int32, _ edge: GraphEdge) -> Bool {
        edge.type != GraphEdge.groupType && holds(number, edge.validity)
    }

    /// Its class at the moment; empty where it is not on record.
    public func ciClass(_ item: Int32) -> String {
        let birth = graph.births[Int(item)]
        if birth.isThere { return birth.position <= knownAt ? graph.classes[Int(birth.ciClass)] : "" }
        return life(item)?.ciClass ?? ""
    }

    /// Its redundancy groups at the moment.
    func groups(_ item: Int32) -> [RedundancyGroup] { life(item)?.groups ?? [] }

    private func life(_ item: Int32) -> (presence: Presence, ciClass: String, groups: [RedundancyGroup])? {
        guard let marks = graph.marks[item], let first = marks.first, first.position <= knownAt else { return nil }
        var (presence, groups) = (Presence.assumed, [RedundancyGroup]())
        // What it was registered as it is taken to have been before.
        var ciClass = first.text ?? ""
        let known = marks.filter { $0.position <= knownAt && $0.at <= asOf }
        for mark in known.sorted(by: { ($0.at, $0.position) < ($1.at, $1.position) }) {
            switch mark.kind {
            case .registered: (presence, ciClass) = (.present, mark.text ?? "")
            case .reclassified: ciClass = mark.text ?? ""
            case .retired: presence = .gone
            case .reactivated: presence = .present
            case .merged, .mergeReversed, .restricted, .restrictionLifted: break
            case .groupDefined:
                groups.removeAll { $0.name == mark.group?.name }
                if let group = mark.group { groups.append(group) }
            case .groupRemoved: groups.removeAll { $0.name == mark.text }
            }
        }
        return (presence, ciClass, groups)
    }

    func holds(_ number: Int32, _ validity: EdgeValidity) -> Bool {
        if !validity.isElsewhere {
            return validity.position <= knownAt && validity.from <= asOf && asOf < validity.to
        }
        guard let statements = graph.links.histories[number] else { return false }
        return Relationship(from: "", type: "", to: "", source: "", attributes: [], statements: statements)
            .holds(at: asOf, knownAt: knownAt)
    }
}

extension GraphView {
    /// A relationship of an item that holds at the moment.
    public struct Neighbour: Sendable, Hashable {
        public let type: String
        public let other: Int32
        /// Whether it begins in the item that was asked for.
        public let begins: Bool
    }

    /// The relationships that touch an item, in the order of types and then of ids. Where items that are one now had the same
    /// relationship each, it is one, and holds whenever any of theirs does.
    public func relationships(of item: Int32) -> [Neighbour] {
        var (found, seen) = ([Neighbour](), Set<Neighbour>())
        eachEdge(item) { type, other, begins in
            guard type != GraphEdge.groupType else { return }
            let neighbour = Neighbour(type: typeName(type), other: other, begins: begins)
            if survivors.isEmpty || seen.insert(neighbour).inserted { found.append(neighbour) }
        }
        return found.sorted {
            ($0.begins ? 0 : 1, $0.type, id($0.other)) < ($1.begins ? 0 : 1, $1.type, id($1.other))
        }
    }
}

extension GraphView {
    /// A relationship near an item.
    public struct Nearby: Sendable, Hashable {
        public let from: Int32
        public let type: String
        public let to: Int32
        /// How far its nearer end is from the item, and one more.
        public let distance: Int
    }

    /// The relationships that are at most `depth` away from an item, the nearest first, each once.
    public func around(_ item: Int32, depth: Int, type: String? = nil) -> [Nearby] {
        var (found, seen) = ([Nearby](), Set([item]))
        var frontier = [item]
        var joined: Set<RelationshipID> = []
        for distance in 1...depth where !frontier.isEmpty {
            var next: [Int32] = []
            for current in frontier {
                for each in relationships(of: current) where type.map({ $0 == each.type }) ?? true {
                    let (from, to) = each.begins ? (current, each.other) : (each.other, current)
                    guard joined.insert(RelationshipID(from: id(from), type: each.type, to: id(to))).inserted else {
                        continue
                    }
                    found.append(Nearby(from: from, type: each.type, to: to, distance: distance))
                    if seen.insert(each.other).inserted { next.append(each.other) }
                }
            }
            frontier = next
        }
        return found
    }
}
