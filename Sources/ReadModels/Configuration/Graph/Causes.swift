import Processes

/// What could have caused an outage of an item: everything that it depends on, and what becomes of the item when that alone is
/// down. Those that take it down are its single points of failure.
public struct Causes: Sendable {
    public struct Cause: Sendable, Hashable {
        public let item: Int32
        /// What the item comes to when this cause alone is down; `up` where redundancy spares it.
        public let state: ImpactState
        public let distance: Int
    }

    /// In the order of distance, then of ids.
    public let causes: [Cause]
    private let parents: [Int32: Int32]

    /// The way from the item to a cause.
    public func path(to item: Int32) -> [Int32] {
        var path = [item]
        while let last = path.last, let parent = parents[last] { path.append(parent) }
        return path.reversed()
    }

    public init(of item: Int32, in view: GraphView) {
        let cone = Cone(above: item, view)
        parents = cone.parents
        var states = cone.certainlyDown
        // What is left goes through redundancy, or comes to less: each is tried by itself. One that takes down a thing that
        // takes the item down does so too.
        var wave = ImpactWave(view, within: cone.members)
        for candidate in cone.order where states[candidate] == nil {
            wave.run([candidate])
            states[candidate] = wave.reached[Int(item)].state
            wave.clear()
        }
        causes = cone.order.filter { $0 != item }
            .map { Cause(item: $0, state: states[$0] ?? .up, distance: cone.distances[$0] ?? 0) }
            .sorted {
                $0.distance == $1.distance ? view.precedes($0.item, $1.item) : $0.distance < $1.distance
            }
    }

    /// The causes each of which takes the item down alone.
    public var singlePointsOfFailure: [Cause] { causes.filter { $0.state == .down } }
}

/// Everything that an outage of an item may come from, by the shortest way.
private struct Cone {
    private(set) var order: [Int32] = []
    private(set) var distances: [Int32: Int] = [:]
    private(set) var parents: [Int32: Int32] = [:]
    /// Those from which relationships of full weight, and no redundancy, lead to the item.
    private(set) var certainlyDown: [Int32: ImpactState] = [:]
    var members: Set<Int32> { Set(order) }

    init(above item: Int32, _ view: GraphView) {
        (order, distances, certainlyDown) = ([item], [item: 0], [item: .down])
        var next = 0
        while next < order.count {
            let current = order[next]
            next += 1
            view.eachEdge(current) { type, other, begins in
                guard view.flowsOut(type, begins: !begins) else { return }
                if distances[other] == nil {
                    distances[other] = (distances[current] ?? 0) + 1
                    parents[other] = current
                    order.append(other)
                }
            }
        }
        var certain = [item]
        while let current = certain.popLast() {
            let groups = GroupMembers(current, view)
            view.eachEdge(current) { type, other, begins in
                guard view.flowsOut(type, begins: !begins), view.weight(type) == .full,
                    groups.groups(of: other, type).isEmpty, certainlyDown[other] == nil
                else { return }
                certainlyDown[other] = .down
                certain.append(other)
            }
        }
    }
}
