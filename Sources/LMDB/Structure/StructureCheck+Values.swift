// What the leaves hold.
extension StructureCheck {
    /// Looks at a value that is more than bytes beside its key; see `Kind.takesPlainValue`.
    mutating func visitValue(_ head: PageNodes.Head, _ kind: Kind, _ count: inout Count) throws(Flaw) {
        var rowCount: UInt64 = 1
        switch (kind, head.flags) {
        case (.freePages, 0), (.freePages, NodeFlags.overflow):
            let place = head.flags == 0 ? head.value : try useOverflow(head.value, head.valueSize, &count)
            try visitFreePages(head.key, place)
        case (.tables, NodeFlags.tree): try visitTable(head.key, head.value)
        case (.rows(let options), NodeFlags.overflow) where !options.contains(.dupSort):
            _ = try useOverflow(head.value, head.valueSize, &count)
        case (.rows(let options), NodeFlags.duplicates) where options.contains(.dupSort):
            rowCount = try visitInnerPage(head.value, options)
        case (.rows(let options), NodeFlags.duplicates | NodeFlags.tree) where options.contains(.dupSort):
            rowCount = try visitInnerTree(head.value, options)
        default: throw Flaw("has a node with the flags \(head.flags) and \(head.valueSize) bytes")
        }
        count.entries += rowCount
    }

    /// The place of a value on pages of its own.
    private mutating func useOverflow(_ value: Range<Int>, _ size: Int, _ count: inout Count) throws(Flaw) -> Range<Int>
    {
        let number = try file.uint64(value.lowerBound)
        guard number >= 2, number <= used.last else { throw Flaw("refers to page \(number), of \(used.last + 1)") }
        let start = Int(number) * file.pageSize
        let pages = try file.uint32(start + 12)
        try used.mark(number, count: pages)
        guard try file.uint64(start) == number, try file.uint16(start + 10) & ~PageFlags.dirty == PageFlags.overflow,
            16 + size <= pages * file.pageSize
        else { throw Flaw("refers to page \(number), which does not hold its value") }
        count.overflowPages += UInt64(pages)
        let place = start + 16..<start + 16 + size
        try file.check(place)
        return place
    }

    /// The pages that a commit set free: their number, then each.
    private mutating func visitFreePages(_ key: Range<Int>, _ value: Range<Int>) throws(Flaw) {
        guard try file.uint64(key.lowerBound) <= commit else { throw Flaw("has free pages of a later commit") }
        let pages = value.count >= 8 ? try file.uint64(value.lowerBound) : .max
        guard pages <= (value.count - 8) / 8 else { throw Flaw("counts \(pages) free pages in \(value.count) bytes") }
        for index in 0..<Int(pages) { try used.mark(try file.uint64(value.lowerBound + 8 + 8 * index)) }
    }

    private mutating func visitTable(_ key: Range<Int>, _ value: Range<Int>) throws(Flaw) {
        guard value.count == TreeRow.byteCount else { throw Flaw("has a table's row of \(value.count) bytes") }
        let (tree, above) = (try TreeRow(file, at: value.lowerBound), table)
        let options = TableOptions(rawValue: UInt32(tree.flags))
        table = "'\(try file.text(key))'"
        guard tree.flags & ~0x3C == 0, options.contains(.dupSort) || !options.contains(.dupFixed) else {
            throw Flaw("has the flags \(tree.flags)")
        }
        try walk(tree, .rows(options), options.contains(.integerKey) ? .integers : .bytes)
        table = above
    }

    /// The values of one key as a page within its node.
    private mutating func visitInnerPage(_ value: Range<Int>, _ options: TableOptions) throws(Flaw) -> UInt64 {
        var count = Count()
        let flags = value.count > 16 ? try file.uint16(value.lowerBound + 10) & ~PageFlags.dirty : 0
        let isPacked = options.contains(.dupFixed)
        guard flags == PageFlags.leaf | PageFlags.withinNode | (isPacked ? PageFlags.packed : 0) else {
            throw Flaw("has an inner page with the flags \(flags)")
        }
        if isPacked {
            try visitPacked(value.lowerBound, size: value.count, .duplicates(options), Bounds(), &count)
        } else {
            try visitLeaf(value.lowerBound, size: value.count, .duplicates(options), .bytes, Bounds(), &count)
        }
        return count.entries
    }

    /// The values of one key as a tree of their own.
    private mutating func visitInnerTree(_ value: Range<Int>, _ options: TableOptions) throws(Flaw) -> UInt64 {
        guard value.count == TreeRow.byteCount else { throw Flaw("has an inner tree's row of \(value.count) bytes") }
        let tree = try TreeRow(file, at: value.lowerBound)
        guard tree.packedSize == (options.contains(.dupFixed) ? 8 : 0), tree.entries > 0 else {
            throw Flaw("has an inner tree of other values")
        }
        try walk(tree, .duplicates(options), options.contains(.integerDup) ? .integers : .bytes)
        return tree.entries
    }

    /// A page of values of eight bytes, one after the other.
    func visitPacked(
        _ start: Int, size: Int, _ kind: Kind, _ bounds: Bounds, _ count: inout Count
    ) throws(Flaw) {
        guard case .duplicates(let options) = kind else { throw Flaw("is a page of packed values") }
        let (lower, upper) = (try file.uint16(start + 12), try file.uint16(start + 14))
        let values = (lower - 16) / 2
        guard lower > 16, lower % 2 == 0, 16 + 8 * values <= size, upper == size - 6 * values,
            try file.uint16(start + 8) == 8
        else { throw Flaw("has packed values from \(lower) to \(upper) in \(size) bytes") }
        let order: Order = options.contains(.integerDup) ? .integers : .bytes
        func value(_ index: Int) -> Range<Int> { start + 16 + 8 * index..<start + 24 + 8 * index }
        for index in 1..<max(values, 1) { try expectOrder(value(index - 1), value(index), order) }
        if let low = bounds.low { try expectOrder(low, value(0), order, orEqual: true) }
        if let high = bounds.high { try expectOrder(value(values - 1), high, order) }
        count.entries += UInt64(values)
    }
}
