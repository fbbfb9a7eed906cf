import EventModel
import Processes

/// The generic form: a table of items and a table of relationships, as CSV.
///
/// ```
/// items           id,class,name, and any further columns as attributes; status where a column of that name is there
/// relationships   type,from,to, and where wanted validFrom,validTo,source and any further columns as attributes
/// ```
///
/// An empty field says nothing. Times without an offset are UTC.
public struct ConfigurationTables: ConfigurationSource, ~Copyable {
    public let format = "cmdb"
    private var items: CSVReader?
    private var relationships: CSVReader?
    private let itemsName: String
    private let relationshipsName: String

    /// Reads the headers. Throws where one lacks a column that it needs, or has one twice.
    public init(items: String?, relationships: String?) throws(ImportError) {
        itemsName = items ?? ""
        relationshipsName = relationships ?? ""
        if let items {
            self.items = try CSVReader(ByteSource(path: items), required: ["id", "class", "name"], readsAll: true)
        } else {
            self.items = nil
        }
        if let relationships {
            self.relationships = try CSVReader(
                ByteSource(path: relationships), required: ["type", "from", "to"], readsAll: true)
        } else {
            self.relationships = nil
        }
    }

    public mutating func next() throws(ImportError) -> ConfigurationRow? {
        if var reader = items.take() {
            let row = try reader.next()
            if let row {
                let header = reader.header
                items = consume reader
                return Self.read(row, itemsName) { record throws(RejectedReason) in
                    .item(try ItemFact(record, header))
                }
            }
        }
        if var reader = relationships.take() {
            let row = try reader.next()
            if let row {
                let header = reader.header
                relationships = consume reader
                return Self.read(row, relationshipsName) { record throws(RejectedReason) in
                    .relationship(try RelationshipFact(record, header))
                }
            }
        }
        return nil
    }

    private static func read(
        _ row: CSVRow, _ file: String, _ fact: (CSVRecord) throws(RejectedReason) -> ConfigurationFact
    ) -> ConfigurationRow {
        switch row {
        case .rejected(let row):
            return .rejected(RejectedFact(place: RowPlace(file: file, line: row.line), reason: row.fault.description))
        case .record(let record):
            let place = RowPlace(file: file, line: record.line)
            do { return .fact(try fact(record), place: place) } catch {
                return .rejected(RejectedFact(place: place, reason: error.text))
            }
        }
    }
}

struct RejectedReason: Error {
    let text: String
    init(_ text: String) { self.text = text }
}

extension ItemFact {
    fileprivate init(_ record: CSVRecord, _ header: CSVHeader) throws(RejectedReason) {
        self.init(id: "", ciClass: "")
        for (index, name) in header.names.enumerated() {
            let value = record[index]
            switch name {
            case "id": id = CIID(value)
            case "class": ciClass = value
            case "status" where !value.isEmpty: status = try CIStatus(inColumn: value)
            case "status": break
            default: if !value.isEmpty { attributes.append(AttributeValue(name, value)) }
            }
        }
        if id.rawValue.isEmpty { throw RejectedReason("column id: expected the item's id, found nothing") }
        if ciClass.isEmpty { throw RejectedReason("column class: expected a class of the schema, found nothing") }
    }
}

extension CIStatus {
    init(inColumn value: String) throws(RejectedReason) {
        guard let status = CIStatus(named: value) else {
            let known = CIStatus.allCases.map(\.name).joined(separator: ", ")
            throw RejectedReason("column status: expected one of \(known), found \"\(value)\"")
        }
        self = status
    }
}

extension RelationshipFact {
    init(_ record: CSVRecord, _ header: CSVHeader) throws(RejectedReason) {
        self.init(from: "", type: "", to: "")
        for (index, name) in header.names.enumerated() {
            let value = record[index]
            switch name {
            case "from": from = CIID(value)
            case "type": type = value
            case "to": to = CIID(value)
            case "validFrom": validFrom = try Self.instant(value, name)
            case "validTo": validTo = try Self.instant(value, name)
            case "source": source = value.isEmpty ? nil : value
            default: if !value.isEmpty { attributes.append(AttributeValue(name, value)) }
            }
        }
        for (name, value) in [("type", type), ("from", from.rawValue), ("to", to.rawValue)] where value.isEmpty {
            throw RejectedReason("column \(name): expected a value, found nothing")
        }
    }

    private static func instant(_ text: String, _ column: String) throws(RejectedReason) -> Instant? {
        if text.isEmpty { return nil }
        let isDate = text.utf8.count == 10
        let zoned = isDate ? text + "T00:00:00Z" : text
        guard let instant = Instant(parsing: zoned) ?? Instant(parsing: zoned + "Z") else {
            throw RejectedReason("column \(column): expected a time such as 2026-03-01T08:00:00Z, found \"\(text)\"")
        }
        return instant
    }
}
