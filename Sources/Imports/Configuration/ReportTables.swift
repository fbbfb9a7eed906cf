import EventModel
public import Processes

/// What one row of a source's report says.
public enum ReportRow: Sendable {
    /// An item that it saw, and what the report itself calls it, if it does.
    case item(ReportedItem, name: String?, place: RowPlace)
    case relationship(RelationshipFact, place: RowPlace)
    case rejected(RejectedFact)
}

/// A source's report of what it saw: tables of items and of relationships, as CSV, each told by its header.
///
/// ```
/// items           class, and any further columns as attributes; status, id and key where columns of that name are there
/// relationships   type,from,to, and where wanted validFrom,validTo,source and any further columns as attributes
/// ```
///
/// `id` is the id of an item of ours; `key` what the report itself calls a row. Relationships name their ends by either, or by
/// an id of ours that no row gives. All tables of items are read before the first of relationships. An empty field says nothing.
public struct ReportTables: ~Copyable {
    private var tables: [OpenTable]

    /// Opens every file and reads its header. Throws where one is neither table.
    public init(paths: [String]) throws(ImportError) {
        var tables: [OpenTable] = []
        for path in paths { tables.append(try OpenTable(path)) }
        self.tables = tables.filter { !$0.joins } + tables.filter(\.joins)
    }

    /// The next row; nil at the end. Throws where a file cannot be read.
    public mutating func next() throws(ImportError) -> ReportRow? {
        while let table = tables.first {
            if let row = try table.reader.next() { return table.read(row) }
            tables.removeFirst()
        }
        return nil
    }
}

/// A file, and how far it is read. A class, as readers cannot stand in a list.
private final class OpenTable {
    let name: String
    /// Whether its rows are relationships.
    let joins: Bool
    var reader: CSVReader

    init(_ path: String) throws(ImportError) {
        name = path
        reader = try CSVReader(ByteSource(path: path), readsAll: true)
        let names = reader.header.names
        joins = ["type", "from", "to"].allSatisfy(names.contains)
        guard joins || names.contains("class") else {
            throw .missingColumns(source: path, missing: ["class"], found: names)
        }
    }

    func read(_ row: CSVRow) -> ReportRow {
        let record: CSVRecord
        switch row {
        case .rejected(let row):
            return .rejected(RejectedFact(place: RowPlace(file: name, line: row.line), reason: row.fault.description))
        case .record(let row): record = row
        }
        let place = RowPlace(file: name, line: record.line)
        do {
            if joins { return .relationship(try RelationshipFact(record, reader.header), place: place) }
            let (item, key) = try ReportedItem.read(record, reader.header)
            return .item(item, name: key, place: place)
        } catch {
            return .rejected(RejectedFact(place: place, reason: error.text))
        }
    }
}

extension ReportedItem {
    /// The item, and what the report calls it.
    fileprivate static func read(
        _ record: CSVRecord, _ header: CSVHeader
    ) throws(RejectedReason) -> (item: ReportedItem, key: String?) {
        var (item, key) = (ReportedItem(class: "", attributes: []), String?.none)
        for (index, name) in header.names.enumerated() {
            let value = record[index]
            if value.isEmpty { continue }
            switch name {
            case "id": item.id = CIID(value)
            case "key": key = value
            case "class": item.ciClass = value
            case "status": item.status = try CIStatus(inColumn: value)
            default: item.attributes.append(AttributeValue(name, value))
            }
        }
        if item.ciClass.isEmpty { throw RejectedReason("column class: expected a class of the schema, found nothing") }
        if let problem = item.id?.importProblem { throw RejectedReason("column id: \(problem)") }
        return (item, key ?? item.id?.rawValue)
    }
}
