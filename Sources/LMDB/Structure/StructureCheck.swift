/// Walks every page that a commit reaches and believes none of what they say of themselves.
///
/// LMDB trusts its pages: a damaged offset, size or page number makes it read anywhere, or end the process. This finds them
/// first: each page is used once, all pages are used, sizes and offsets fill their page exactly, keys ascend and lie between
/// those of the branches above, and every count is right. It looks at no value: those have checksums.
struct StructureCheck {
    let file: PageFile
    private let lastPage: Int
    private let commit: UInt64
    private var used: [Bool]
    /// Where the walk is, for the message.
    private(set) var table = "the meta page"
    private(set) var page = 0

    /// What was counted in one tree.
    private struct Count {
        var branchPages: UInt64 = 0
        var leafPages: UInt64 = 0
        var overflowPages: UInt64 = 0
        var entries: UInt64 = 0
    }

    /// Between which keys a page's must lie: from the first on, before the second.
    private struct Bounds {
        var low: Range<Int>?
        var high: Range<Int>?
    }

    /// How the keys of a tree compare.
    private enum Order {
        case bytes
        case integers
    }

    private enum Kind {
        case freePages
        case tables
        case rows(TableOptions)
        case duplicates(TableOptions)
    }

    init(_ file: PageFile, _ meta: MetaPage) throws(Flaw) {
        self.file = file
        // The file may be shorter than the pages it counts, where all that is missing is free; but not by millions.
        guard meta.lastPage >= 1, meta.lastPage < 1 << 40 else { throw Flaw("counts \(meta.lastPage) pages") }
        lastPage = Int(meta.lastPage)
        commit = meta.commit
        guard lastPage <= 2 * file.byteCount / file.pageSize + 4096 else {
            throw Flaw("counts \(lastPage + 1) pages in a file of \(file.byteCount) bytes")
        }
        used = Array(repeating: false, count: lastPage + 1)
        used[0] = true
        used[1] = true
    }

    mutating func run(_ meta: MetaPage) throws(Flaw) {
        table = "the free pages"
        guard meta.freePages.flags & 0x7FFF == 0x08 else { throw Flaw("has the flags \(meta.freePages.flags)") }
        try walk(meta.freePages, .freePages, .integers)
        table = "the tables"
        guard meta.tables.flags & 0x7FFF == 0 else { throw Flaw("has the flags \(meta.tables.flags)") }
        try walk(meta.tables, .tables, .bytes)
        guard let missing = used.firstIndex(of: false) else { return }
        (table, page) = ("no table", missing)
        throw Flaw("is neither used nor free")
    }

    private mutating func walk(_ tree: TreeRow, _ kind: Kind, _ order: Order) throws(Flaw) {
        var count = Count()
        if tree.isEmpty {
            guard tree.depth == 0 else { throw Flaw("is empty, but \(tree.depth) levels deep") }
        } else {
            guard (1...32).contains(tree.depth) else { throw Flaw("is \(tree.depth) levels deep") }
            try visit(tree.root, level: 1, tree, kind, order, Bounds(), &count)
        }
        guard count.entries == tree.entries else { throw Flaw("counts \(tree.entries) rows, but has \(count.entries)") }
        guard
            (count.branchPages, count.leafPages, count.overflowPages)
                == (tree.branchPages, tree.leafPages, tree.overflowPages)
        else { throw Flaw("counts other pages than it has") }
    }

    private mutating func use(_ number: UInt64, count: Int = 1) throws(Flaw) -> Int {
        guard number >= 2, number <= lastPage, count >= 1, count <= lastPage - Int(number) + 1 else {
            throw Flaw("refers to page \(number), of \(lastPage + 1)")
        }
        let first = Int(number)
        for each in first..<first + count {
            guard !used[each] else { throw Flaw("refers to page \(each), which is used already") }
            used[each] = true
        }
        return first * file.pageSize
    }

    private mutating func visit(
        _ number: UInt64, level: Int, _ tree: TreeRow, _ kind: Kind, _ order: Order, _ bounds: Bounds,
        _ count: inout Count
    ) throws(Flaw) {
        let start = try use(number)
        let above = page
        page = Int(number)
        try file.check(start..<start + file.pageSize)
        guard try file.uint64(start) == number else { throw Flaw("says that it is page \(try file.uint64(start))") }
        let flags = try file.uint16(start + 10) & ~PageFlags.dirty
        if level < tree.depth {
            guard flags == PageFlags.branch else { throw Flaw("is no branch, \(level) levels down of \(tree.depth)") }
            count.branchPages += 1
            try visitBranch(start, level, tree, kind, order, bounds, &count)
        } else if flags == PageFlags.leaf | PageFlags.packed {
            count.leafPages += 1
            try visitPacked(start, size: file.pageSize, kind, bounds, &count)
        } else {
            guard flags == PageFlags.leaf else { throw Flaw("is no leaf, at the lowest level") }
            count.leafPages += 1
            try visitLeaf(start, size: file.pageSize, kind, order, bounds, &count)
        }
        page = above
    }
}

// Pages of nodes.
extension StructureCheck {
    /// The nodes of a page, in the order of their keys: they fill it from `upper` to its end.
    private func nodes(
        _ start: Int, size: Int, isBranch: Bool
    ) throws(Flaw) -> [(offset: Int, key: Range<Int>)] {
        let (lower, upper) = (try file.uint16(start + 12), try file.uint16(start + 14))
        guard lower >= 16, lower % 2 == 0, lower <= upper, upper <= size, upper % 2 == 0 else {
            throw Flaw("has its free space from \(lower) to \(upper)")
        }
        var nodes: [(offset: Int, key: Range<Int>)] = []
        var extents: [(start: Int, size: Int)] = []
        for index in 0..<(lower - 16) / 2 {
            let offset = try file.uint16(start + 16 + 2 * index)
            guard offset >= upper, offset <= size - 8 else { throw Flaw("has node \(index) at \(offset)") }
            let keySize = try file.uint16(start + offset + 6)
            let valueSize = isBranch ? 0 : try storedValueSize(start + offset)
            let nodeSize = (8 + keySize + valueSize + 1) & ~1
            guard nodeSize <= size - offset else { throw Flaw("has a node of \(nodeSize) bytes at \(offset)") }
            extents.append((offset, nodeSize))
            nodes.append((start + offset, start + offset + 8..<start + offset + 8 + keySize))
        }
        var end = upper
        for extent in extents.sorted(by: { $0.start < $1.start }) {
            guard extent.start == end else { throw Flaw("has nodes that overlap or leave gaps, at \(end)") }
            end += extent.size
        }
        guard end == size else { throw Flaw("has nodes up to \(end) only") }
        return nodes
    }

    private func storedValueSize(_ node: Int) throws(Flaw) -> Int {
        try file.uint16(node + 4) & NodeFlags.overflow != 0 ? 8 : try file.uint32(node)
    }

    private mutating func visitBranch(
        _ start: Int, _ level: Int, _ tree: TreeRow, _ kind: Kind, _ order: Order, _ bounds: Bounds,
        _ count: inout Count
    ) throws(Flaw) {
        let nodes = try nodes(start, size: file.pageSize, isBranch: true)
        guard nodes.count >= 2 else { throw Flaw("is a branch of \(nodes.count)") }
        for index in 1..<nodes.count { try checkKey(nodes[index].key, kind, order) }
        for (index, node) in nodes.enumerated() {
            let low = index == 0 ? bounds.low : node.key
            let high = index + 1 < nodes.count ? nodes[index + 1].key : bounds.high
            if index > 0, let first = bounds.low { try expectOrder(first, node.key, order, orEqual: true) }
            if let low, let high { try expectOrder(low, high, order) }
            let child = try file.uint64(node.offset) & 0xFFFF_FFFF_FFFF
            try visit(child, level: level + 1, tree, kind, order, Bounds(low: low, high: high), &count)
        }
    }

    private mutating func visitLeaf(
        _ start: Int, size: Int, _ kind: Kind, _ order: Order, _ bounds: Bounds, _ count: inout Count
    ) throws(Flaw) {
        let nodes = try nodes(start, size: size, isBranch: false)
        guard !nodes.isEmpty else { throw Flaw("is an empty leaf") }
        var previous: Range<Int>?
        for node in nodes {
            try checkKey(node.key, kind, order)
            if let previous { try expectOrder(previous, node.key, order) }
            previous = node.key
            try visitValue(node.offset, node.key, kind, &count)
        }
        if let low = bounds.low { try expectOrder(low, nodes[0].key, order, orEqual: true) }
        if let high = bounds.high, let last = previous { try expectOrder(last, high, order) }
    }

    private func checkKey(_ key: Range<Int>, _ kind: Kind, _ order: Order) throws(Flaw) {
        let sizes =
            switch order {
            case .integers: 8...8
            case .bytes: 1...511
            }
        guard sizes.contains(key.count) else { throw Flaw("has a key of \(key.count) bytes") }
    }

    private func expectOrder(
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

// What the leaves hold.
extension StructureCheck {
    private mutating func visitValue(
        _ node: Int, _ key: Range<Int>, _ kind: Kind, _ count: inout Count
    ) throws(Flaw) {
        let (size, flags) = (try file.uint32(node), try file.uint16(node + 4))
        let value = key.upperBound..<key.upperBound + (flags & NodeFlags.overflow != 0 ? 8 : size)
        var rowCount: UInt64 = 1
        switch (kind, flags) {
        case (.freePages, 0), (.freePages, NodeFlags.overflow):
            let place = flags == 0 ? value : try useOverflow(value, size, &count)
            try visitFreePages(key, place)
        case (.tables, NodeFlags.tree): try visitTable(key, value)
        case (.tables, 0): break
        case (.rows(let options), 0) where !options.contains(.dupFixed) || value.count == 8: break
        case (.rows(let options), NodeFlags.overflow) where !options.contains(.dupSort):
            _ = try useOverflow(value, size, &count)
        case (.rows(let options), NodeFlags.duplicates) where options.contains(.dupSort):
            rowCount = try visitInnerPage(value, options)
        case (.rows(let options), NodeFlags.duplicates | NodeFlags.tree) where options.contains(.dupSort):
            rowCount = try visitInnerTree(value, options)
        case (.duplicates, 0) where value.isEmpty: break
        default: throw Flaw("has a node with the flags \(flags) and \(size) bytes")
        }
        count.entries += rowCount
    }

    /// The place of a value on pages of its own.
    private mutating func useOverflow(_ value: Range<Int>, _ size: Int, _ count: inout Count) throws(Flaw) -> Range<Int>
    {
        let number = try file.uint64(value.lowerBound)
        guard number >= 2, number <= lastPage else { throw Flaw("refers to page \(number), of \(lastPage + 1)") }
        let pages = try file.uint32(Int(number) * file.pageSize + 12)
        let start = try use(number, count: pages)
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
        for index in 0..<Int(pages) { _ = try use(try file.uint64(value.lowerBound + 8 + 8 * index)) }
    }

    private mutating func visitTable(_ key: Range<Int>, _ value: Range<Int>) throws(Flaw) {
        guard value.count == TreeRow.byteCount else { throw Flaw("has a table's row of \(value.count) bytes") }
        let (tree, above) = (try TreeRow(file, at: value.lowerBound), (table, page))
        let options = TableOptions(rawValue: UInt32(tree.flags))
        table = "'\(try file.text(key))'"
        guard tree.flags & ~0x3C == 0, options.contains(.dupSort) || !options.contains(.dupFixed) else {
            throw Flaw("has the flags \(tree.flags)")
        }
        try walk(tree, .rows(options), options.contains(.integerKey) ? .integers : .bytes)
        (table, page) = above
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
    private func visitPacked(
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
