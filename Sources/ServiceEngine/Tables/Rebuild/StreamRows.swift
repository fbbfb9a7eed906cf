import EventModel

/// Rows found by their streams' names as these stand in a record, without a text being made of them.
///
/// Open addressing: a slot holds the number of an entry and the upper half of its hash, so that an entry is looked at nearly
/// only where it is the right one.
struct StreamRows<Content: EventModel.Table> {
    struct Entry {
        let name: [UInt8]
        let stream: StreamID
        let row: TouchedRow<Content>
    }
    private struct Slot {
        var tag: UInt32 = 0
        /// From 1; zero is an empty slot.
        var number: UInt32 = 0
    }
    private var entries: [Entry] = []
    private var slots: [Slot] = Self.emptySlots
    private static var emptySlots: [Slot] { Array(repeating: Slot(), count: 1 << 12) }

    var count: Int { entries.count }

    func row(_ index: Int) -> TouchedRow<Content> { entries[index].row }
    func stream(_ index: Int) -> StreamID { entries[index].stream }

    /// Where the entry of `name` stands, until entries are taken.
    func index(_ hash: UInt64, _ name: RawSpan) -> Int? {
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[place].number != 0 {
            let number = Int(slots[place].number) - 1
            if slots[place].tag == tag, name.hasSameBytes(as: entries[number].name) { return number }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a row that is not there.
    mutating func insert(_ row: TouchedRow<Content>, _ hash: UInt64, _ stream: StreamID) {
        if 2 * (entries.count + 1) > slots.count { grow() }
        entries.append(Entry(name: stream.nameBytes, stream: stream, row: row))
        fill(hash, UInt32(entries.count))
    }

    /// All entries in the order of their names; none is left.
    mutating func takeSorted() -> [Entry] {
        var sorted = entries
        sorted.sort { left, right in
            left.name.withUnsafeBytes { left in right.name.withUnsafeBytes { right in compare(left, right) < 0 } }
        }
        entries = []
        slots = Self.emptySlots
        return sorted
    }

    private mutating func grow() {
        slots = Array(repeating: Slot(), count: 2 * slots.count)
        for (index, entry) in entries.enumerated() { fill(NameHash.of(entry.name.span.bytes), UInt32(index + 1)) }
    }

    private mutating func fill(_ hash: UInt64, _ number: UInt32) {
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[place].number != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = Slot(tag: UInt32(truncatingIfNeeded: hash >> 32), number: number)
    }
}
