import CXXHash
import EventModel

extension KeyRun {
    /// Brings keys into order, each of them once with its rows; `rows` has the row of each key, ascending.
    ///
    /// Most indexes have few keys: what is sorted are the keys, found by hashing; the rows come in order anyway.
    init(_ keys: IndexKeys, of rows: [UInt32], _ spool: EntrySpool) throws(TableError) {
        var groups: [Group] = []
        var (sortedKeys, sortedRows) = ([UInt8](), [UInt32]())
        sortedKeys.reserveCapacity(keys.bytes.count)
        sortedRows.reserveCapacity(rows.count)
        keys.bytes.withUnsafeBytes { bytes in
            let grouping = KeyGrouping(bytes, keys.ends)
            groups.reserveCapacity(grouping.order.count)
            for chain in grouping.order {
                sortedKeys.append(contentsOf: grouping.key(chain.first))
                var entry = chain.first
                while entry != KeyGrouping.none {
                    sortedRows.append(rows[Int(entry)])
                    entry = grouping.next[Int(entry)]
                }
                groups.append(Group(keyEnd: UInt32(sortedKeys.count), rowEnd: UInt32(sortedRows.count)))
            }
        }
        self.init(
            groups: try spool.append(groups), keys: try spool.append(sortedKeys), rows: try spool.append(sortedRows))
    }
}

/// The entries of each key as a chain, from the first to the last.
private struct KeyGrouping {
    struct Chain {
        /// The first eight bytes of the key as a number that sorts as they do.
        let beginning: UInt64
        let first: UInt32
        var last: UInt32
    }
    static let none = UInt32.max

    /// By key.
    private(set) var order: [Chain] = []
    /// The next entry of the same key.
    private(set) var next: [UInt32]
    private let bytes: UnsafeRawBufferPointer
    private let ends: [Int]

    init(_ bytes: UnsafeRawBufferPointer, _ ends: [Int]) {
        (self.bytes, self.ends) = (bytes, ends)
        next = Array(repeating: Self.none, count: ends.count)
        chain()
        sort()
    }

    func key(_ entry: UInt32) -> UnsafeRawBufferPointer {
        let entry = Int(entry)
        let start = entry == 0 ? 0 : ends[entry - 1]
        return UnsafeRawBufferPointer(rebasing: bytes[start..<ends[entry]])
    }

    private mutating func chain() {
        var slots = KeySlots()
        for entry in 0..<UInt32(ends.count) {
            let key = key(entry)
            let found = slots.find(key, new: order.count) { compare(self.key(order[$0].first), key) == 0 }
            if found < order.count {
                next[Int(order[found].last)] = entry
                order[found].last = entry
            } else {
                order.append(Chain(beginning: key.beginning, first: entry, last: entry))
            }
        }
    }

    private mutating func sort() {
        var order = order
        self.order = []
        order.sort { left, right in
            if left.beginning != right.beginning { return left.beginning < right.beginning }
            return compare(key(left.first), key(right.first)) < 0
        }
        self.order = order
    }
}

extension UnsafeRawBufferPointer {
    /// The first eight bytes as a number that sorts as they do; missing ones are zero.
    var beginning: UInt64 {
        if count >= 8 { return UInt64(bigEndian: loadUnaligned(as: UInt64.self)) }
        return enumerated().reduce(0) { $0 | UInt64($1.element) << (56 - 8 * UInt64($1.offset)) }
    }
}

/// Finds keys by their hash: open addressing.
private struct KeySlots {
    private struct Slot {
        var tag: UInt32 = 0
        /// From 1; zero is an empty slot.
        var number: UInt32 = 0
    }
    private var slots = Array(repeating: Slot(), count: 1 << 8)
    private var hashes: [UInt64] = []

    /// The number of `key`; `new`, which it gets, where it is not there.
    mutating func find(_ key: UnsafeRawBufferPointer, new: Int, isSame: (Int) -> Bool) -> Int {
        let hash = XXH3_64bits(key.baseAddress, key.count)
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[place].number != 0 {
            let number = Int(slots[place].number) - 1
            if slots[place].tag == tag, isSame(number) { return number }
            place = (place + 1) & (slots.count - 1)
        }
        slots[place] = Slot(tag: tag, number: UInt32(new + 1))
        hashes.append(hash)
        if 2 * hashes.count > slots.count { grow() }
        return new
    }

    private mutating func grow() {
        slots = Array(repeating: Slot(), count: 4 * slots.count)
        for (number, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[place].number != 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = Slot(tag: UInt32(truncatingIfNeeded: hash >> 32), number: UInt32(number + 1))
        }
    }
}
