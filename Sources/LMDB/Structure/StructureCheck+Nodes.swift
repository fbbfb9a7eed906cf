internal import Dispatch
internal import Synchronization

// Pages of nodes.
extension StructureCheck {
    mutating func visitBranch(
        _ start: Int, _ level: Int, _ tree: Tree, _ bounds: Bounds, _ count: inout Count
    ) throws(Flaw) {
        let nodes = try PageNodes(file, start, size: file.pageSize, isBranch: true)
        guard nodes.count >= 2 else { throw Flaw("is a branch of \(nodes.count)") }
        try nodes.checkTiling()
        for index in 1..<nodes.count { try checkKey(try nodes.head(index).key, tree.order) }
        // A root with branches below it has hundreds of pages.
        guard mayFork, level == 1, tree.depth > 2 else {
            return try visitChildren(0..<nodes.count, of: nodes, level, tree, bounds, &count)
        }
        try inHalves(nodes.count, &count) { check, children, count throws(Flaw) in
            try check.visitChildren(children, of: nodes, level, tree, bounds, &count)
        }
    }

    private mutating func visitChildren(
        _ children: Range<Int>, of nodes: PageNodes, _ level: Int, _ tree: Tree, _ bounds: Bounds, _ count: inout Count
    ) throws(Flaw) {
        for index in children {
            let head = try nodes.head(index)
            let low = index == 0 ? bounds.low : head.key
            let high = index + 1 < nodes.count ? try nodes.head(index + 1).key : bounds.high
            if index > 0, let first = bounds.low { try expectOrder(first, head.key, tree.order, orEqual: true) }
            if let low, let high { try expectOrder(low, high, tree.order) }
            let child = try file.uint64(head.place) & 0xFFFF_FFFF_FFFF
            try visit(child, level: level + 1, tree, Bounds(low: low, high: high), &count)
        }
    }

    /// Runs `body` on both halves of `0..<total` at once. Of two flaws the first one's is told.
    private func inHalves(
        _ total: Int, _ count: inout Count,
        _ body: @Sendable (inout StructureCheck, Range<Int>, inout Count) throws(Flaw) -> Void
    ) throws(Flaw) {
        var half = self
        half.mayFork = false
        let start = half
        let results = Mutex<[Result<Count, Flaw>]>([.success(Count()), .success(Count())])
        DispatchQueue.concurrentPerform(iterations: 2) { index in
            var (check, counted) = (start, Count())
            let result = Result<Count, Flaw> { () throws(Flaw) in
                try body(&check, index == 0 ? 0..<total / 2 : total / 2..<total, &counted)
                return counted
            }
            results.withLock { $0[index] = result }
        }
        for result in results.withLock({ $0 }) { count.add(try result.get()) }
    }

    mutating func visitLeaf(
        _ start: Int, size: Int, _ kind: Kind, _ order: Order, _ bounds: Bounds, _ count: inout Count
    ) throws(Flaw) {
        let nodes = try PageNodes(file, start, size: size, isBranch: false)
        guard nodes.count > 0 else { throw Flaw("is an empty leaf") }
        var filling = PageFilling(nodes)
        var previous = bounds.low
        var mayEqual = true
        for index in 0..<nodes.count {
            let head = try nodes.head(index)
            filling.add(head)
            try checkKey(head.key, order)
            if let previous { try expectOrder(previous, head.key, order, orEqual: mayEqual) }
            (previous, mayEqual) = (head.key, false)
            if head.flags == 0, kind.takesPlainValue(of: head.valueSize) {
                count.entries += 1
            } else {
                try visitValue(head, kind, &count)
            }
        }
        if let high = bounds.high, let last = previous { try expectOrder(last, high, order) }
        try filling.finish()
    }

    @inline(__always)
    private func checkKey(_ key: Range<Int>, _ order: Order) throws(Flaw) {
        switch order {
        case .integers: if key.count == 8 { return }
        case .bytes: if key.count >= 1, key.count <= 511 { return }
        }
        throw Flaw("has a key of \(key.count) bytes")
    }

    @inline(__always)
    func expectOrder(
        _ left: Range<Int>, _ right: Range<Int>, _ order: Order, orEqual: Bool = false
    ) throws(Flaw) {
        let compared: Int
        switch order {
        case .bytes: compared = try file.compare(left, right)
        case .integers:
            let (first, second) = (try file.uint64(left.lowerBound), try file.uint64(right.lowerBound))
            compared = first < second ? -1 : first == second ? 0 : 1
        }
        guard compared < 0 || (orEqual && compared == 0) else { throw Flaw("has keys out of order") }
    }
}
