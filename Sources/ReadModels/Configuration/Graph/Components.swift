/// Items that hang together.
public struct Components: Sendable {
    private let view: GraphView
    private let items: [Int32]

    /// Of all items that are there at the view's moment.
    public init(in view: GraphView) {
        self.view = view
        items = (0..<Int32(view.graph.items.count)).filter(view.isThere)
    }

    /// Circles of relationships: groups of items each of which leads to all others of its group, the largest first. Single
    /// items are left out. (Tarjan, SIAM J. Comput. 1 (1972), without recursion.)
    public func strong() -> [[Int32]] {
        var search = StrongSearch(view)
        for item in items { search.run(from: item) }
        return sorted(search.components.filter { $0.count > 1 })
    }

    /// Groups of items that are related in any way, the largest first; single items are groups too.
    public func weak() -> [[Int32]] {
        var (seen, groups) = (Set<Int32>(), [[Int32]]())
        for item in items where seen.insert(item).inserted {
            var group = [item]
            var next = 0
            while next < group.count {
                view.eachEdge(group[next]) { _, other, _ in if seen.insert(other).inserted { group.append(other) } }
                next += 1
            }
            groups.append(group)
        }
        return sorted(groups)
    }

    /// Items without any relationship.
    public func orphans() -> [Int32] {
        items.filter { item in
            var isAlone = true
            view.eachEdge(item) { _, _, _ in isAlone = false }
            return isAlone
        }
    }

    private func sorted(_ groups: [[Int32]]) -> [[Int32]] {
        groups.map { group in group.sorted { view.id($0) < view.id($1) } }
            .sorted { left, right in
                if left.count != right.count { return left.count > right.count }
                return view.id(left[0]) < view.id(right[0])
            }
    }
}

private struct StrongSearch {
    private struct Frame {
        let item: Int32
        var rest: ArraySlice<Int32>
    }
    private let view: GraphView
    private var numbers: [Int32: Int] = [:]
    private var lowest: [Int32: Int] = [:]
    private var stack: [Int32] = []
    private var onStack: Set<Int32> = []
    private(set) var components: [[Int32]] = []

    init(_ view: GraphView) { self.view = view }

    mutating func run(from root: Int32) {
        guard numbers[root] == nil else { return }
        var frames = [enter(root)]
        while var frame = frames.popLast() {
            if let other = frame.rest.popFirst() {
                frames.append(frame)
                if numbers[other] == nil {
                    frames.append(enter(other))
                } else if onStack.contains(other) {
                    lower(frame.item, to: numbers[other])
                }
                continue
            }
            if let parent = frames.last { lower(parent.item, to: lowest[frame.item]) }
            if lowest[frame.item] == numbers[frame.item] { leave(frame.item) }
        }
    }

    private mutating func enter(_ item: Int32) -> Frame {
        numbers[item] = numbers.count
        lowest[item] = numbers[item]
        stack.append(item)
        onStack.insert(item)
        var ends: [Int32] = []
        view.eachEdge(item) { type, other, begins in
            if begins, type != GraphEdge.groupType { ends.append(other) }
        }
        return Frame(item: item, rest: ends[...])
    }

    private mutating func lower(_ item: Int32, to number: Int?) {
        if let number, let known = lowest[item], number < known { lowest[item] = number }
    }

    private mutating func leave(_ root: Int32) {
        var component: [Int32] = []
        while let item = stack.popLast() {
            onStack.remove(item)
            component.append(item)
            if item == root { break }
        }
        components.append(component)
    }
}
