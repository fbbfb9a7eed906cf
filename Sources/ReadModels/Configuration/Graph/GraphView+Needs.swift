extension GraphView {
    /// The item and everything from which an outage may come to it.
    public func everythingBehind(_ item: Int32) -> Set<Int32> {
        var (found, next) = (Set([item]), [item])
        while let current = next.popLast() {
            eachEdge(current) { type, other, begins in
                if flowsOut(type, begins: !begins), found.insert(other).inserted { next.append(other) }
            }
        }
        return found
    }
}
