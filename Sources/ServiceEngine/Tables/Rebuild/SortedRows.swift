import EventModel

/// Rows as they are stored, in the order of their names, in one buffer: each name is followed by its value.
struct SortedRows: Sendable {
    private struct Place {
        let start: Int
        let nameCount: Int
        let end: Int
    }
    private var writer = WireWriter(reserving: 1 << 20)
    private var places: [Place] = []

    var count: Int { places.count }

    /// Appends a row; the names ascend.
    mutating func append(_ name: [UInt8], _ entry: TableEntry<some WireMessage>) {
        append(name) { writer in
            entry.write(key: name, to: &writer)
            return true
        }
    }

    /// Appends a row as it is; nothing where it has had no event.
    mutating func append(_ name: [UInt8], _ row: TouchedRow<some EventModel.Table>) {
        append(name) { writer in row.write(key: name, to: &writer) }
    }

    /// `write` appends the value, or nothing and says so.
    private mutating func append(_ name: [UInt8], _ write: (inout WireWriter) -> Bool) {
        let start = writer.bytes.count
        writer.bytes.append(contentsOf: name)
        guard write(&writer) else { return writer.bytes.removeLast(name.count) }
        places.append(Place(start: start, nameCount: name.count, end: writer.bytes.count))
    }

    /// Gives `body` a row's name and value.
    func withRow<Value: ~Copyable, Failure: Error>(
        _ index: Int, _ body: (_ name: RawSpan, _ value: RawSpan) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let (place, bytes) = (places[index], writer.bytes.span.bytes)
        let nameEnd = place.start + place.nameCount
        return try body(bytes.extracting(place.start..<nameEnd), bytes.extracting(nameEnd..<place.end))
    }

    /// Where the row of `name` stands; nil where it is not here.
    func index(of name: [UInt8]) -> Int? {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            let order = withRow(middle) { other, _ in other.order(to: name) }
            if order == 0 { return middle }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// Whether the name of the row at `index` stands before that of a row of `other`.
    func precedes(_ index: Int, _ other: SortedRows, _ otherIndex: Int) -> Bool {
        withRow(index) { name, _ in
            other.withRow(otherIndex) { otherName, _ in
                name.withUnsafeBytes { left in otherName.withUnsafeBytes { right in compare(left, right) < 0 } }
            }
        }
    }
}

extension RawSpan {
    /// Below, at or above zero: the order of the bytes.
    func order(to other: [UInt8]) -> Int {
        withUnsafeBytes { left in other.withUnsafeBytes { right in compare(left, right) } }
    }
}
