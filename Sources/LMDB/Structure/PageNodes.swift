/// The nodes of one page, in the order of their keys; each lies within the page, and together they fill it.
struct PageNodes {
    let file: PageFile
    let start: Int
    let size: Int
    let count: Int
    let upper: Int
    private let isBranch: Bool

    /// A node's eight bytes before its key, in the page's layout.
    struct Head {
        /// Where the node begins in the file.
        let place: Int
        let flags: Int
        let key: Range<Int>
        /// How many bytes are stored after the key.
        let storedSize: Int
        /// What the value counts, there or on pages of its own.
        let valueSize: Int

        var value: Range<Int> { key.upperBound..<key.upperBound + storedSize }
        /// Up to where it reaches: nodes take an even number of bytes.
        var end: Int { place + ((key.upperBound - place + storedSize + 1) & ~1) }
    }

    init(_ file: PageFile, _ start: Int, size: Int, isBranch: Bool) throws(Flaw) {
        try file.check(start..<start + size)
        let (lower, upper) = (try file.uint16(start + 12), try file.uint16(start + 14))
        guard lower >= 16, lower % 2 == 0, lower <= upper, upper <= size, upper % 2 == 0 else {
            throw Flaw("has its free space from \(lower) to \(upper)")
        }
        (self.file, self.start, self.size, self.isBranch, self.upper) = (file, start, size, isBranch, upper)
        count = (lower - 16) / 2
    }

    @inline(__always)
    func head(_ index: Int) throws(Flaw) -> Head {
        let offset = try file.uint16(start + 16 + 2 * index)
        guard offset >= upper, offset <= size - 8, offset % 2 == 0 else { throw misplaced(index, offset) }
        let word = try file.uint64(start + offset)
        let key = start + offset + 8
        let keySize = Int(truncatingIfNeeded: word >> 48)
        let (flags, valueSize) = isBranch ? (0, 0) : (Int(word >> 32 & 0xFFFF), Int(word & 0xFFFF_FFFF))
        let head = Head(
            place: start + offset, flags: flags, key: key..<key + keySize,
            storedSize: flags & NodeFlags.overflow != 0 ? 8 : valueSize, valueSize: valueSize)
        guard head.end <= start + size else { throw tooLong(head) }
        return head
    }

    @inline(never)
    private func misplaced(_ index: Int, _ offset: Int) -> Flaw { Flaw("has node \(index) at \(offset)") }

    @inline(never)
    private func tooLong(_ head: Head) -> Flaw {
        Flaw("has a node of \(head.end - head.place) bytes at \(head.place - start)")
    }

    /// Whether the nodes fill the page exactly, from `upper` to its end.
    ///
    /// Each ends where another begins. So the places where nodes begin, and the page's end, are those where nodes end, and
    /// `upper`, each once; and as every node has a length, that is true of a row of nodes without gaps alone.
    func checkTiling() throws(Flaw) {
        // A bit for every other byte.
        var begins: [UInt64] = Array(repeating: 0, count: size / 128 + 1)
        var ends = begins
        func mark(_ places: inout [UInt64], _ offset: Int) throws(Flaw) {
            let bit: UInt64 = 1 << (offset / 2 % 64)
            guard places[offset / 128] & bit == 0 else { throw Flaw("has nodes that overlap, at \(offset)") }
            places[offset / 128] |= bit
        }
        try mark(&begins, size)
        try mark(&ends, upper)
        for index in 0..<count {
            let head = try head(index)
            try mark(&begins, head.place - start)
            try mark(&ends, head.end - start)
        }
        for word in begins.indices where begins[word] != ends[word] {
            let at = word * 128 + (begins[word] ^ ends[word]).trailingZeroBitCount * 2
            throw Flaw("has nodes that overlap or leave gaps, at \(at)")
        }
    }
}

/// Whether the nodes of a page, taken one after the other, fill it from its end down: rows that were added in the order of their
/// keys do, and need no second look.
struct PageFilling {
    private let nodes: PageNodes
    private var begin: Int
    private var isDescending = true

    init(_ nodes: PageNodes) {
        self.nodes = nodes
        begin = nodes.start + nodes.size
    }

    @inline(__always)
    mutating func add(_ head: PageNodes.Head) {
        if head.end != begin { isDescending = false }
        begin = head.place
    }

    func finish() throws(Flaw) {
        if !isDescending || begin != nodes.start + nodes.upper { try nodes.checkTiling() }
    }
}
