import CXXHash
import EventModel

/// All entries of one index in the order of their keys, those of one key in the order of the rows' names.
///
/// Most indexes have few keys: what is sorted are the keys, found by hashing; the rows come in order anyway.
struct KeyGroups: Sendable {
    /// A key and its entries, a chain from the first to the last.
    private struct Group {
        let part: UInt32
        let keyStart: UInt32
        let keyCount: UInt32
        let first: UInt32
        var last: UInt32
    }
    private struct Entry {
        let part: UInt32
        let row: UInt32
        /// The number of the next of the same key, from 1.
        var next: UInt32 = 0
    }
    private struct Sorted {
        /// The first eight bytes of the key as a number that sorts as they do.
        let beginning: UInt64
        let group: UInt32
    }
    private let parts: [IndexPart]
    private let index: Int
    private let spool: MappedSpool
    private var groups: [Group] = []
    private var entries: [Entry] = []
    private var order: [Sorted] = []

    init(of index: Int, _ parts: [IndexPart], _ spool: MappedSpool) {
        (self.parts, self.index, self.spool) = (parts, index, spool)
        entries.reserveCapacity(parts.reduce(0) { $0 + $1.indexes[index].entries.count })
        collect()
        sort()
    }

    var count: Int { entries.count }

    /// Visits every entry in order: the key, whether it is another than that of the entry before, and the row's name.
    func visit(
        _ body: (UnsafeRawBufferPointer, _ isNew: Bool, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        for sorted in order {
            let group = groups[Int(sorted.group)]
            let key = key(of: group)
            var number = group.first
            while number != 0 {
                let entry = entries[Int(number) - 1]
                try body(key, number == group.first, name(of: entry))
                number = entry.next
            }
        }
    }

    private func key(of group: Group) -> UnsafeRawBufferPointer {
        let keys = UnsafeRawBufferPointer(spool.items(parts[Int(group.part)].indexes[index].keys))
        let start = Int(group.keyStart)
        return UnsafeRawBufferPointer(rebasing: keys[start..<start + Int(group.keyCount)])
    }

    private func name(of entry: Entry) -> UnsafeRawBufferPointer {
        let part = parts[Int(entry.part)]
        let (ends, names) = (spool.items(part.nameEnds), UnsafeRawBufferPointer(spool.items(part.names)))
        let start = entry.row == 0 ? 0 : Int(ends[Int(entry.row) - 1])
        return UnsafeRawBufferPointer(rebasing: names[start..<Int(ends[Int(entry.row)])])
    }

    private mutating func collect() {
        var slots = KeySlots()
        for (number, part) in parts.enumerated() {
            let keys = UnsafeRawBufferPointer(spool.items(part.indexes[index].keys))
            var start = 0
            for item in spool.items(part.indexes[index].entries) {
                let end = Int(item.keyEnd)
                let key = UnsafeRawBufferPointer(rebasing: keys[start..<end])
                entries.append(Entry(part: UInt32(number), row: item.row))
                let entry = UInt32(entries.count)
                let found = slots.find(key, new: groups.count) { compare(self.key(of: groups[$0]), key) == 0 }
                if found < groups.count {
                    entries[Int(groups[found].last) - 1].next = entry
                    groups[found].last = entry
                } else {
                    groups.append(
                        Group(
                            part: UInt32(number), keyStart: UInt32(start), keyCount: UInt32(end - start), first: entry,
                            last: entry))
                }
                start = end
            }
        }
    }

    private mutating func sort() {
        var order = groups.indices.map { Sorted(beginning: key(of: groups[$0]).beginning, group: UInt32($0)) }
        order.sort { left, right in
            if left.beginning != right.beginning { return left.beginning < right.beginning }
            return compare(key(of: groups[Int(left.group)]), key(of: groups[Int(right.group)])) < 0
        }
        self.order = order
    }
}

extension UnsafeRawBufferPointer {
    /// The first eight bytes as a number that sorts as they do; missing ones are zero.
    fileprivate var beginning: UInt64 {
        if count >= 8 { return UInt64(bigEndian: loadUnaligned(as: UInt64.self)) }
        return enumerated().reduce(0) { $0 | UInt64($1.element) << (56 - 8 * UInt64($1.offset)) }
    }
}

/// Finds keys by their hash: open addressing.
private struct KeySlots {
    private struct Slot {
        var hash: UInt64 = 0
        /// From 1; zero is an empty slot.
        var number: UInt32 = 0
    }
    private var slots = Array(repeating: Slot(), count: 1 << 8)
    private var count = 0

    /// The number of `key`; `new`, which it gets, where it is not there.
    mutating func find(_ key: UnsafeRawBufferPointer, new: Int, isSame: (Int) -> Bool) -> Int {
        let hash = XXH3_64bits(key.baseAddress, key.count)
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[place].number != 0 {
            if slots[place].hash == hash, isSame(Int(slots[place].number) - 1) { return Int(slots[place].number) - 1 }
            place = (place + 1) & (slots.count - 1)
        }
        slots[place] = Slot(hash: hash, number: UInt32(new + 1))
        count += 1
        if 2 * count > slots.count { grow() }
        return new
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: 2 * old.count)
        for slot in old where slot.number != 0 {
            var place = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
            while slots[place].number != 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = slot
        }
    }
}
