import CXXHash
import EventModel

/// All entries of all indexes in the order in which they are stored, a stretch at a time: those of one index after those of
/// another, by key, those of one key by the names of their rows.
struct IndexEntries {
    private let parts: [IndexPart]
    private let spool: MappedSpool
    private let order: RowOrder
    private let names: [RowNames]
    private let indexCount: Int
    private let largestStretch: Int
    private var index = 0
    private var merge: KeyMerge
    /// The rows of the key at hand, by rank, and how many of them are done.
    private var ranks: [UInt32] = []
    private var doneCount = 0
    private var key = UnsafeRawBufferPointer(start: nil, count: 0)

    /// `largestStretch` bytes, more or less, are what is kept in memory at a time.
    init(_ parts: [IndexPart], _ spool: MappedSpool, indexCount: Int, largestStretch: Int) {
        (self.parts, self.spool, self.indexCount) = (parts, spool, indexCount)
        self.largestStretch = largestStretch
        order = RowOrder(parts, spool)
        names = parts.map { RowNames($0, spool) }
        merge = KeyMerge(of: 0, indexCount > 0 ? parts : [], spool)
    }

    /// The next entries; nil where there are no more.
    mutating func next() -> IndexStretch? {
        var stretch = IndexStretch()
        while stretch.bytes.count < largestStretch {
            if doneCount == ranks.count, !nextKey() { break }
            write(to: &stretch)
        }
        return stretch.entries.isEmpty ? nil : stretch
    }

    /// Goes on to the next key that has rows; false at the end.
    private mutating func nextKey() -> Bool {
        (ranks, doneCount) = ([], 0)
        while index < indexCount {
            while let key = merge.next(order.ranks, &ranks) {
                self.key = key
                if !ranks.isEmpty { return true }
            }
            index += 1
            if index < indexCount { merge = KeyMerge(of: index, parts, spool) }
        }
        return false
    }

    /// Writes entries of the key at hand until the stretch is full.
    private mutating func write(to stretch: inout IndexStretch) {
        let seed = XXH3_64bits_withSeed(key.baseAddress, key.count, 0)
        var isFirst = true
        while doneCount < ranks.count, stretch.bytes.count < largestStretch {
            let place = order.places[Int(ranks[doneCount])]
            let name = names[Int(place.part)][Int(place.row)]
            if isFirst { stretch.bytes.append(contentsOf: key) }
            IndexValue.append(name, seed: seed, to: &stretch.bytes)
            stretch.entries.append(
                IndexStretch.Entry(
                    index: UInt16(index), isNew: doneCount == 0, keyCount: isFirst ? UInt32(key.count) : nil,
                    valueCount: UInt32(name.count + IndexValue.extraBytes)))
            isFirst = false
            doneCount += 1
        }
    }
}

/// Entries of indexes as they are stored.
struct IndexStretch: Sendable {
    struct Entry: Sendable {
        let index: UInt16
        /// Whether it is the first entry of its key.
        let isNew: Bool
        /// Nil where the key is that of the entry before.
        let keyCount: UInt32?
        let valueCount: UInt32
    }
    /// Of each entry the key, unless it is that of the entry before, and the value.
    var bytes: [UInt8] = []
    var entries: [Entry] = []
}

/// Goes through one index's keys in all parts, in order.
private struct KeyMerge {
    private struct Head {
        let groups: UnsafeBufferPointer<KeyRun.Group>
        let keys: UnsafeRawBufferPointer
        let rows: UnsafeBufferPointer<UInt32>
        var group = 0
        var key: UnsafeRawBufferPointer
        var beginning: UInt64

        var rowRange: Range<Int> { (group == 0 ? 0 : Int(groups[group - 1].rowEnd))..<Int(groups[group].rowEnd) }

        init?(_ run: KeyRun, _ spool: MappedSpool) {
            groups = spool.items(run.groups)
            guard let first = groups.first else { return nil }
            (keys, rows) = (UnsafeRawBufferPointer(spool.items(run.keys)), spool.items(run.rows))
            key = UnsafeRawBufferPointer(rebasing: keys[..<Int(first.keyEnd)])
            beginning = key.beginning
        }

        /// False at the end.
        mutating func advance() -> Bool {
            group += 1
            guard group < groups.count else { return false }
            key = UnsafeRawBufferPointer(rebasing: keys[Int(groups[group - 1].keyEnd)..<Int(groups[group].keyEnd)])
            beginning = key.beginning
            return true
        }

        func precedes(_ other: Head) -> Bool {
            if beginning != other.beginning { return beginning < other.beginning }
            return compare(key, other.key) < 0
        }
    }
    private var heads: [Head] = []
    /// The part of each head.
    private var parts: [Int] = []
    private var heap = RunHeap()

    init(of index: Int, _ parts: [IndexPart], _ spool: MappedSpool) {
        for (number, part) in parts.enumerated() {
            guard let head = Head(part.runs[index], spool) else { continue }
            heads.append(head)
            self.parts.append(number)
        }
        for run in heads.indices { heap.insert(run) { heads[$0].precedes(heads[$1]) } }
    }

    /// The next key, and the ranks of the rows that stand under it: none where all were written again.
    mutating func next(_ rowRanks: [[UInt32]], _ ranks: inout [UInt32]) -> UnsafeRawBufferPointer? {
        guard let first = heap.first else { return nil }
        let (key, beginning) = (heads[first].key, heads[first].beginning)
        var runCount = 0
        while let run = heap.first, heads[run].beginning == beginning, compare(heads[run].key, key) == 0 {
            let rowRanks = rowRanks[parts[run]]
            for place in heads[run].rowRange {
                let rank = rowRanks[Int(heads[run].rows[place])]
                if rank != RowOrder.superseded { ranks.append(rank) }
            }
            let isAtEnd = !heads[run].advance()
            heap.firstMoved(isAtEnd: isAtEnd) { heads[$0].precedes(heads[$1]) }
            runCount += 1
        }
        // The rows of one run are in order.
        if runCount > 1 { ranks.sort() }
        return key
    }
}
