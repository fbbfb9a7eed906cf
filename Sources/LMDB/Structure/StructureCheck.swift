/// Walks every page that a commit reaches and believes none of what they say of themselves.
///
/// LMDB trusts its pages: a damaged offset, size or page number makes it read anywhere, or end the process. This finds them
/// first: each page is used once, all pages are used, sizes and offsets fill their page exactly, keys ascend and lie between
/// those of the branches above, and every count is right. It looks at no value: those have checksums.
///
/// It reads the heads and keys of all pages, large trees on two threads.
struct StructureCheck {
    let file: PageFile
    let used: UsedPages
    let commit: UInt64
    /// Where the walk is, for the message.
    var table = "the tables"
    /// Whether a thread more may help.
    var mayFork = true

    /// What was counted in one tree.
    struct Count {
        var branchPages: UInt64 = 0
        var leafPages: UInt64 = 0
        var overflowPages: UInt64 = 0
        var entries: UInt64 = 0

        mutating func add(_ other: Count) {
            branchPages += other.branchPages
            leafPages += other.leafPages
            overflowPages += other.overflowPages
            entries += other.entries
        }
    }

    /// Between which keys a page's must lie: from the first on, before the second.
    struct Bounds {
        var low: Range<Int>?
        var high: Range<Int>?
    }

    /// A tree, and how its rows are laid out.
    struct Tree {
        let depth: Int
        let kind: Kind
        let order: Order
    }

    /// How the keys of a tree compare.
    enum Order {
        case bytes
        case integers
    }

    enum Kind {
        case freePages
        case tables
        case rows(TableOptions)
        case duplicates(TableOptions)

        /// Whether a row may have a value of so many bytes beside its key, and nothing more is to be looked at.
        @inline(__always)
        func takesPlainValue(of size: Int) -> Bool {
            switch self {
            case .freePages: false
            case .tables: true
            case .rows(let options): !options.contains(.dupFixed) || size == 8
            case .duplicates: size == 0
            }
        }
    }

    private init(_ file: PageFile, _ meta: MetaPage) throws(Flaw) {
        self.file = file
        // The file may be shorter than the pages it counts, where all that is missing is free; but not by millions.
        guard meta.lastPage >= 1, meta.lastPage < 1 << 40 else { throw Flaw("counts \(meta.lastPage) pages") }
        let last = Int(meta.lastPage)
        commit = meta.commit
        guard last <= 2 * file.byteCount / file.pageSize + 4096 else {
            throw Flaw("counts \(last + 1) pages in a file of \(file.byteCount) bytes")
        }
        used = UsedPages(last: last)
    }

    static func run(_ file: PageFile, _ meta: MetaPage) throws(Flaw) {
        var check = try StructureCheck(file, meta)
        check.table = "the free pages"
        guard meta.freePages.flags & 0x7FFF == 0x08 else { throw Flaw("has the flags \(meta.freePages.flags)") }
        try check.walk(meta.freePages, .freePages, .integers)
        check.table = "the tables"
        guard meta.tables.flags & 0x7FFF == 0 else { throw Flaw("has the flags \(meta.tables.flags)") }
        try check.walk(meta.tables, .tables, .bytes)
        guard let missing = check.used.firstUnmarked else { return }
        throw Flaw("is neither used nor free").on(page: missing, of: "no table")
    }

    mutating func walk(_ row: TreeRow, _ kind: Kind, _ order: Order) throws(Flaw) {
        var count = Count()
        if row.isEmpty {
            guard row.depth == 0 else { throw Flaw("is empty, but \(row.depth) levels deep") }
        } else {
            guard (1...32).contains(row.depth) else { throw Flaw("is \(row.depth) levels deep") }
            try visit(row.root, level: 1, Tree(depth: row.depth, kind: kind, order: order), Bounds(), &count)
        }
        guard count.entries == row.entries else { throw Flaw("counts \(row.entries) rows, but has \(count.entries)") }
        guard
            (count.branchPages, count.leafPages, count.overflowPages)
                == (row.branchPages, row.leafPages, row.overflowPages)
        else { throw Flaw("counts other pages than it has") }
    }

    mutating func visit(
        _ number: UInt64, level: Int, _ tree: Tree, _ bounds: Bounds, _ count: inout Count
    ) throws(Flaw) {
        try used.mark(number)
        do throws(Flaw) { try look(at: Int(number), level, tree, bounds, &count) } catch {
            throw error.on(page: Int(number), of: table)
        }
    }

    private mutating func look(
        at page: Int, _ level: Int, _ tree: Tree, _ bounds: Bounds, _ count: inout Count
    ) throws(Flaw) {
        let start = page * file.pageSize
        try file.check(start..<start + file.pageSize)
        guard try file.uint64(start) == page else { throw Flaw("says that it is page \(try file.uint64(start))") }
        let flags = try file.uint16(start + 10) & ~PageFlags.dirty
        if level < tree.depth {
            guard flags == PageFlags.branch else { throw Flaw("is no branch, \(level) levels down of \(tree.depth)") }
            count.branchPages += 1
            try visitBranch(start, level, tree, bounds, &count)
        } else if flags == PageFlags.leaf | PageFlags.packed {
            count.leafPages += 1
            try visitPacked(start, size: file.pageSize, tree.kind, bounds, &count)
        } else {
            guard flags == PageFlags.leaf else { throw Flaw("is no leaf, at the lowest level") }
            count.leafPages += 1
            try visitLeaf(start, size: file.pageSize, tree.kind, tree.order, bounds, &count)
        }
    }
}
