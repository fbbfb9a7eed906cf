import EventModel

/// All rows of some parts in the order of their names; of a row that was written several times the last.
struct RowOrder: Sendable {
    struct Place: Sendable {
        let part: UInt32
        let row: UInt32
    }
    /// By rank.
    private(set) var places: [Place] = []
    /// For each part the rank of each of its rows; `superseded` where it was written again.
    private(set) var ranks: [[UInt32]]

    static let superseded = UInt32.max

    init(_ parts: [IndexPart], _ spool: MappedSpool) {
        ranks = parts.map { Array(repeating: Self.superseded, count: $0.rowCount) }
        places.reserveCapacity(parts.reduce(0) { $0 + $1.rowCount })
        let names = parts.map { RowNames($0, spool) }
        var heads = Array(repeating: 0, count: parts.count)
        func precedes(_ left: Int, _ right: Int) -> Bool {
            let order = compare(names[left][heads[left]], names[right][heads[right]])
            // The last first: it is the one that counts.
            return order == 0 ? left > right : order < 0
        }
        var heap = RunHeap()
        for part in parts.indices where parts[part].rowCount > 0 { heap.insert(part, by: precedes) }
        var last: UnsafeRawBufferPointer?
        while let part = heap.first {
            let (row, name) = (heads[part], names[part][heads[part]])
            if last.map({ compare($0, name) != 0 }) ?? true {
                ranks[part][row] = UInt32(places.count)
                places.append(Place(part: UInt32(part), row: UInt32(row)))
                last = name
            }
            heads[part] += 1
            heap.firstMoved(isAtEnd: heads[part] == parts[part].rowCount, by: precedes)
        }
    }
}

/// The names of a part's rows.
struct RowNames {
    private let ends: UnsafeBufferPointer<UInt32>
    private let names: UnsafeRawBufferPointer

    init(_ part: IndexPart, _ spool: MappedSpool) {
        (ends, names) = (spool.items(part.nameEnds), UnsafeRawBufferPointer(spool.items(part.names)))
    }

    subscript(row: Int) -> UnsafeRawBufferPointer {
        let start = row == 0 ? 0 : Int(ends[row - 1])
        return UnsafeRawBufferPointer(rebasing: names[start..<Int(ends[row])])
    }
}
