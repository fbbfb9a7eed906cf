import Processes

/// How a graph is followed, from item to item.
extension GraphView {
    /// The item and what was made one with it.
    func parts(of item: Int32) -> [Int32] { [item] + (absorbed[item] ?? []) }

    /// Every relationship that holds and touches the item: its type, the item at the other end, and whether it begins here.
    /// What joins an item with itself, through a merge, is none.
    func eachEdge(_ item: Int32, _ body: (_ type: UInt16, _ other: Int32, _ begins: Bool) -> Void) {
        if absorbed.isEmpty { return chain(item, item, body) }
        for part in parts(of: item) { chain(part, item, body) }
    }

    @inline(__always)
    private func chain(_ part: Int32, _ item: Int32, _ body: (UInt16, Int32, Bool) -> Void) {
        graph.need(part)
        graph.links.eachBeginning(in: part) { number, edge in
            let other = survivor(of: edge.to)
            if joins(number, edge, other, item, begins: true) { body(edge.type, other, true) }
        }
        graph.links.eachEnding(in: part) { number, edge in
            let other = survivor(of: edge.from)
            if joins(number, edge, other, item, begins: false) { body(edge.type, other, false) }
        }
    }

    /// Whether a relationship holds and joins the item with another.
    @inline(__always)
    private func joins(_ number: Int32, _ edge: GraphEdge, _ other: Int32, _ item: Int32, begins: Bool) -> Bool {
        guard other != item else { return false }
        if edge.type != GraphEdge.groupType {
            // One that holds says that its ends are there.
            return holds(number, edge.validity) && presence(other) != .gone
        }
        guard presence(other) != .gone else { return false }
        let (member, owner) = begins ? (item, other) : (other, item)
        return groups(owner).contains { group in
            group.members.contains { graph.number(of: $0).map(survivor(of:)) == member }
        }
    }

    /// Adds where an outage of the item may go at once, in the order of `eachEdge`, without a look at what it cannot go along.
    func addTargets(of item: Int32, to targets: inout [(item: Int32, type: UInt16)]) {
        if absorbed.isEmpty { return addTargets(of: item, from: item, to: &targets) }
        for part in parts(of: item) { addTargets(of: item, from: part, to: &targets) }
    }

    private func addTargets(of item: Int32, from part: Int32, to targets: inout [(item: Int32, type: UInt16)]) {
        graph.need(part)
        if graph.links.beginBits[Int(part)] & forwardTypeBits != 0 {
            graph.links.eachBeginning(in: part) { number, edge in
                guard flowsOut(edge.type, begins: true) else { return }
                let other = survivor(of: edge.to)
                if joins(number, edge, other, item, begins: true) { targets.append((other, edge.type)) }
            }
        }
        if graph.links.endBits[Int(part)] & backwardTypeBits != 0 {
            graph.links.eachEnding(in: part) { number, edge in
                guard flowsOut(edge.type, begins: false) else { return }
                let other = survivor(of: edge.from)
                if joins(number, edge, other, item, begins: false) { targets.append((other, edge.type)) }
            }
        }
    }

    /// The order of ids.
    @inline(__always)
    func precedes(_ left: Int32, _ right: Int32) -> Bool {
        let ranks = graph.ranks
        if Int(left) < ranks.count, Int(right) < ranks.count { return ranks[Int(left)] < ranks[Int(right)] }
        return id(left) < id(right)
    }

    /// Whether an outage goes along a relationship of this type out of an item where it `begins`, or where it ends.
    func flowsOut(_ type: UInt16, begins: Bool) -> Bool {
        if type == GraphEdge.groupType { return begins }
        switch flows[Int(type)].flow {
        case .none: return false
        case .toFrom: return !begins
        case .fromTo: return begins
        }
    }

    /// False where an item surely has no redundancy, whatever the moment.
    func mayHaveRedundancy(_ item: Int32) -> Bool {
        !absorbed.isEmpty || !graph.births[Int(item)].isThere
            || (graph.links.beginBits[Int(item)] | graph.links.endBits[Int(item)]) & redundantTypeBits != 0
    }

    func weight(_ type: UInt16) -> ImpactWeight {
        type == GraphEdge.groupType ? .redundant : flows[Int(type)].weight
    }
    func typeName(_ type: UInt16) -> String {
        type == GraphEdge.groupType ? "redundancyGroup" : graph.types[Int(type)]
    }
}
