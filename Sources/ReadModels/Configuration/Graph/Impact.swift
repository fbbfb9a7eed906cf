import Processes

/// What suffers when items are down: the least fixed point of states over the relationships that outages flow along.
///
/// States only get worse while it is worked out, the worst first, so each item is settled once in each state at most, circles
/// end by themselves, and no depth is cut. Cost: the items and relationships that are reached.
public struct Impact: Sendable {
    /// An item that is not up, and the way along which that came.
    public struct Affected: Sendable, Hashable {
        public let item: Int32
        public let state: ImpactState
        /// The number of relationships on the way.
        public let distance: Int
    }

    /// In the order of distance, then of ids.
    public let affected: [Affected]
    /// What was reached, by item, and from where.
    private let reached: [ImpactWave.Reached]

    /// The way to an affected item, from what went down.
    public func path(to item: Int32) -> [Int32] {
        var path = [item]
        while let last = path.last, let parent = reached[Int(last)].parent { path.append(parent) }
        return path.reversed()
    }

    public init(of seeds: [Int32], in view: GraphView) {
        var wave = ImpactWave(view)
        wave.run(seeds)
        let reached = wave.reached
        affected = wave.order
            .compactMap { item in
                let way = reached[Int(item)]
                return way.parent == nil
                    ? nil : Affected(item: item, state: way.state, distance: Int(way.distance))
            }
            .sorted {
                $0.distance == $1.distance ? view.precedes($0.item, $1.item) : $0.distance < $1.distance
            }
        self.reached = reached
    }
}

/// The calculation of an impact.
struct ImpactWave {
    /// How an item is, and the way along which that came. Small, as there is one of every item.
    struct Reached: Sendable {
        var state: ImpactState
        var distance: Int32
        private let origin: Int32
        /// Nil of what went down by itself.
        var parent: Int32? { origin < 0 ? nil : origin }

        init(state: ImpactState, distance: Int32, parent: Int32?) {
            (self.state, self.distance, origin) = (state, distance, parent ?? -1)
        }
        static let not = Reached(state: .up, distance: 0, parent: nil)
    }
    private struct GroupKey: Hashable {
        let owner: Int32
        let group: Int
    }
    private struct GroupTally {
        let count: Int
        let needed: Int
        var down: Int
    }

    private let view: GraphView
    private let cone: Set<Int32>?
    /// By item.
    private(set) var reached: [Reached]
    /// What was reached, each once.
    private(set) var order: [Int32] = []
    private var members: [Int32: GroupMembers] = [:]
    private var tallies: [GroupKey: GroupTally] = [:]
    /// What is to be looked at next, by distance; of one state at a time.
    private var buckets: [[(item: Int32, parent: Int32?)]] = []
    /// What came to less than the state that is being worked out: looked at later.
    private var later: [(state: ImpactState, item: Int32, parent: Int32, distance: Int)] = []
    /// Where an outage goes from the item that is being looked at.
    private var targets: [(item: Int32, type: UInt16)] = []

    /// `cone` are the only items looked at, where given.
    init(_ view: GraphView, within cone: Set<Int32>? = nil) {
        (self.view, self.cone) = (view, cone)
        reached = Array(repeating: .not, count: view.graph.items.count)
    }

    mutating func run(_ seeds: [Int32]) {
        for seed in seeds { push(seed, nil, at: 0) }
        spread(.down)
        for state in [ImpactState.atRisk, .degraded] {
            for each in later where each.state == state { push(each.item, each.parent, at: each.distance) }
            spread(state)
        }
    }

    /// Forgets what was reached, for another calculation in the same view.
    mutating func clear() {
        for item in order { reached[Int(item)] = .not }
        for key in tallies.keys { members[key.owner]?.forget() }
        order.removeAll(keepingCapacity: true)
        tallies.removeAll(keepingCapacity: true)
        later.removeAll(keepingCapacity: true)
    }

    private mutating func push(_ item: Int32, _ parent: Int32?, at distance: Int) {
        while buckets.count <= distance { buckets.append([]) }
        buckets[distance].append((item, parent))
    }

    private mutating func spread(_ state: ImpactState) {
        var distance = 0
        while distance < buckets.count {
            // Items that are equally far are taken in the order in which they were found, which is that of the log.
            var index = 0
            while index < buckets[distance].count {
                let next = buckets[distance][index]
                index += 1
                let known = reached[Int(next.item)].state
                if known >= state { continue }
                if known == .up { order.append(next.item) }
                reached[Int(next.item)] = Reached(state: state, distance: Int32(distance), parent: next.parent)
                follow(next.item, state, distance + 1)
            }
            distance += 1
        }
        buckets = []
    }

    private mutating func follow(_ item: Int32, _ state: ImpactState, _ distance: Int) {
        targets.removeAll(keepingCapacity: true)
        view.addTargets(of: item, to: &targets)
        for index in targets.indices {
            let target = targets[index]
            guard cone?.contains(target.item) ?? true else { continue }
            if view.mayHaveRedundancy(target.item) {
                let known = groups(of: target.item)
                let groups = known.groups(of: item, target.type)
                guard groups.isEmpty else {
                    if state == .down {
                        for group in groups { fail(item, in: group, of: target.item, known, distance) }
                    }
                    continue
                }
            }
            switch view.weight(target.type) {
            case .full: reach(target.item, state, item, state, distance)
            case .degraded: reach(target.item, .degraded, item, state, distance)
            case .risk: if state == .down { reach(target.item, .atRisk, item, state, distance) }
            case .redundant: break
            }
        }
    }

    private mutating func reach(
        _ target: Int32, _ state: ImpactState, _ parent: Int32, _ current: ImpactState, _ distance: Int
    ) {
        if reached[Int(target)].state >= state { return }
        if state == current {
            push(target, parent, at: distance)
        } else {
            later.append((state, target, parent, distance))
        }
    }

    /// One more member of a group is down, once however many relationships make it a member.
    private mutating func fail(_ item: Int32, in group: Int, of owner: Int32, _ known: GroupMembers, _ distance: Int) {
        guard members[owner]?.failed[group].insert(item).inserted ?? false else { return }
        let key = GroupKey(owner: owner, group: group)
        var tally = tallies[key] ?? GroupTally(count: known.counts[group], needed: known.needed[group], down: 0)
        tally.down += 1
        tallies[key] = tally
        let state = ImpactState.group(up: tally.count - tally.down, of: tally.count, needed: tally.needed)
        if state > .up { reach(owner, state, item, .down, distance) }
    }

    private mutating func groups(of item: Int32) -> GroupMembers {
        if let known = members[item] { return known }
        let known = GroupMembers(item, view)
        members[item] = known
        return known
    }
}
