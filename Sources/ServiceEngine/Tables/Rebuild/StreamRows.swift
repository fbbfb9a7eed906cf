import EventModel

/// Rows found by their streams' names as these stand in a record, without a text being made of them.
///
/// Open addressing: a slot holds the number of an entry and the upper half of its hash, so that an entry is looked at nearly
/// only where it is the right one.
struct StreamRows<Content: EventModel.Table> {
    private struct Slot {
        var tag: UInt32 = 0
        /// From 1; zero is an empty slot.
        var number: UInt32 = 0
    }
    /// Where an entry's name stands in `names`. Apart from the rows, so that looking one up counts no references.
    private struct Outline {
        let hash: UInt64
        let start: Int
        let end: Int
    }
    private var rows: [TouchedRow<Content>] = []
    private var streams: [StreamID] = []
    private var outlines: [Outline] = []
    private var names: [UInt8] = []
    private var slots = Array(repeating: Slot(), count: 1 << 12)

    var count: Int { rows.count }

    func row(_ index: Int) -> TouchedRow<Content> { rows[index] }
    func stream(_ index: Int) -> StreamID { streams[index] }

    /// Where the entry of `name` stands, until entries are taken.
    func index(_ hash: UInt64, _ name: RawSpan) -> Int? {
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[place].number != 0 {
            let number = Int(slots[place].number) - 1
            if slots[place].tag == tag, isName(name, of: outlines[number]) { return number }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a row that is not there.
    mutating func insert(_ row: TouchedRow<Content>, _ hash: UInt64, _ stream: StreamID) {
        if 2 * (rows.count + 1) > slots.count { grow() }
        let start = names.count
        names.append(contentsOf: stream.nameBytes)
        outlines.append(Outline(hash: hash, start: start, end: names.count))
        rows.append(row)
        streams.append(stream)
        fill(hash, UInt32(rows.count))
    }

    /// Gives `body` all rows in the order of their names; none is left.
    mutating func takeSorted(
        _ body: (_ name: [UInt8], StreamID, TouchedRow<Content>) throws(TableError) -> Void
    ) throws(TableError) {
        for number in sorted() {
            let outline = outlines[Int(number)]
            try body(Array(names[outline.start..<outline.end]), streams[Int(number)], rows[Int(number)])
        }
        rows.removeAll(keepingCapacity: true)
        streams.removeAll(keepingCapacity: true)
        outlines.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        for place in slots.indices { slots[place] = Slot() }
    }

    private func sorted() -> [UInt32] {
        var numbers = Array(0..<UInt32(rows.count))
        names.withUnsafeBytes { names in
            outlines.withUnsafeBufferPointer { outlines in
                func name(_ number: UInt32) -> UnsafeRawBufferPointer {
                    let outline = outlines[Int(number)]
                    return UnsafeRawBufferPointer(rebasing: names[outline.start..<outline.end])
                }
                numbers.sort { compare(name($0), name($1)) < 0 }
            }
        }
        return numbers
    }

    private func isName(_ name: RawSpan, of outline: Outline) -> Bool {
        guard name.byteCount == outline.end - outline.start else { return false }
        return name.withUnsafeBytes { name in
            names.withUnsafeBytes { names in
                compare(name, UnsafeRawBufferPointer(rebasing: names[outline.start..<outline.end])) == 0
            }
        }
    }

    private mutating func grow() {
        slots = Array(repeating: Slot(), count: 2 * slots.count)
        for index in outlines.indices { fill(outlines[index].hash, UInt32(index + 1)) }
    }

    private mutating func fill(_ hash: UInt64, _ number: UInt32) {
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[place].number != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = Slot(tag: UInt32(truncatingIfNeeded: hash >> 32), number: number)
    }
}
