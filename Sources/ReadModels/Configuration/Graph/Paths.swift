/// Ways from one item to another along relationships.
public struct Paths: Sendable {
    /// Which way relationships are followed.
    public enum Following: Sendable, Hashable {
        /// From where they begin to where they end.
        case forwards
        /// Either way.
        case bothWays
    }
    private let view: GraphView
    private let following: Following
    private let type: String?

    /// Only relationships of `type` are followed, where it is given.
    public init(in view: GraphView, following: Following = .forwards, type: String? = nil) {
        (self.view, self.following, self.type) = (view, following, type)
    }

    /// A way with the fewest relationships, both items included; nil where there is none. Of several the one that passes the
    /// smaller numbers, which were recorded first.
    public func shortest(from start: Int32, to end: Int32) -> [Int32]? {
        var parents: [Int32: Int32] = [start: start]
        var queue = [start]
        var next = 0
        while next < queue.count, parents[end] == nil {
            let current = queue[next]
            next += 1
            for other in neighbours(current) where parents[other] == nil {
                parents[other] = current
                queue.append(other)
            }
        }
        guard parents[end] != nil else { return nil }
        var path = [end]
        while let last = path.last, last != start, let parent = parents[last] { path.append(parent) }
        return path.reversed()
    }

    /// Ways that pass no item twice, the shorter ones first where they are found first: at most `limit` of them, none with more
    /// than `longest` relationships. Says whether there may be more.
    ///
    /// There can be exponentially many: looking also ends after `steps` relationships.
    public func simple(
        from start: Int32, to end: Int32, limit: Int, longest: Int, steps: Int = 1_000_000
    ) -> (paths: [[Int32]], isTruncated: Bool) {
        var (paths, isTruncated, left) = ([[Int32]](), false, steps)
        var path = [start]
        var passed: Set<Int32> = [start]
        var open = [neighbours(start)[...]]
        while !open.isEmpty {
            guard let other = open[open.count - 1].popFirst() else {
                open.removeLast()
                passed.remove(path.removeLast())
                continue
            }
            left -= 1
            if left < 0 { return (paths, true) }
            if other == end {
                if paths.count == limit { return (paths, true) }
                paths.append(path + [end])
            } else if !passed.contains(other) {
                if path.count >= longest {
                    isTruncated = true
                    continue
                }
                path.append(other)
                passed.insert(other)
                open.append(neighbours(other)[...])
            }
        }
        return (paths.sorted { $0.count < $1.count }, isTruncated)
    }

    private func neighbours(_ item: Int32) -> [Int32] {
        var found: Set<Int32> = []
        view.eachEdge(item) { type, other, begins in
            guard type != GraphEdge.groupType, self.type.map({ $0 == view.typeName(type) }) ?? true else { return }
            if begins || following == .bothWays { found.insert(other) }
        }
        return found.sorted()
    }
}
