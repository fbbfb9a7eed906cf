import EventModel

/// The fields of a row by the names of their columns, checked as they are taken.
struct RowFields<Format: SourceFormat> {
    typealias Column = Format.Column

    let record: CSVRecord
    /// The index of each column in the record, in the order of the columns.
    let indexes: [Int]
    let zone: ZoneRules

    /// Longer texts than any category or code has; what is longer is damage.
    static var longestTextBytes: Int { 1000 }

    /// The text as it stands, null or not.
    func raw(_ column: Column) -> String { record[indexes[column.rawValue]] }
    func rawBytes(_ column: Column) -> ArraySlice<UInt8> { record.bytes(at: indexes[column.rawValue]) }

    /// The text, or nil where the source has none.
    func text(_ column: Column) throws(RowFault) -> String? {
        let text = raw(column)
        guard !text.isEmpty, text != Format.null else { return nil }
        guard text.utf8.count <= Self.longestTextBytes else {
            throw fault(column, "at most \(Self.longestTextBytes) bytes", String(text.prefix(50)) + "…")
        }
        return text
    }

    /// The identifier, or nil where the source has none.
    func identifier<ID: TextIdentifier>(_ column: Column, _: ID.Type = ID.self) throws(RowFault) -> ID? {
        guard let text = try text(column) else { return nil }
        let identifier = ID(rawValue: text)
        guard identifier.problem == nil else {
            throw fault(column, "1 to 200 bytes without control characters", text)
        }
        return identifier
    }

    /// A count, 0 where the source has none.
    func count(_ column: Column) throws(RowFault) -> Int64 {
        guard let text = try text(column) else { return 0 }
        guard let count = Int64(text), count >= 0 else { throw fault(column, "a count", text) }
        return count
    }

    /// A local time in the zone of the import, or nil where the source has none.
    func time(_ column: Column, _ pattern: LocalTimePattern) throws(RowFault) -> Instant? {
        try civilTime(column, pattern).map(zone.instant(of:))
    }

    func civilTime(_ column: Column, _ pattern: LocalTimePattern) throws(RowFault) -> CivilTime? {
        guard let text = try text(column) else { return nil }
        guard let time = pattern.read(text) else { throw fault(column, pattern.description, text) }
        return time
    }

    /// A field that no row can do without.
    func required<Value>(_ value: Value?, _ column: Column, _ expected: String) throws(RowFault) -> Value {
        guard let value else { throw fault(column, expected, raw(column)) }
        return value
    }

    func fault(_ column: Column, _ expected: String, _ found: String) -> RowFault {
        .badValue(column: column.name, expected: expected, found: found)
    }
}
