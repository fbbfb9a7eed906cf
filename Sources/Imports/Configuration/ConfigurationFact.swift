public import EventModel
public import Processes

/// What one row of an export says of the configuration.
public enum ConfigurationFact: Sendable, Hashable {
    case item(ItemFact)
    case relationship(RelationshipFact)
}

/// An item is there, with these attributes.
public struct ItemFact: Sendable, Hashable {
    public var id: CIID
    public var ciClass: String
    /// Nil where the export does not say: as it is on record, and in production where it is new.
    public var status: CIStatus?
    public var attributes: [AttributeValue]

    public init(id: CIID, ciClass: String, status: CIStatus? = nil, attributes: [AttributeValue] = []) {
        (self.id, self.ciClass, self.status, self.attributes) = (id, ciClass, status, attributes)
    }
}

/// Two items are related.
public struct RelationshipFact: Sendable, Hashable {
    public var from: CIID
    public var type: String
    public var to: CIID
    /// Nil where the export does not say: since it was imported.
    public var validFrom: Instant?
    public var validTo: Instant?
    /// Nil where the export does not say: the import's.
    public var source: String?
    public var attributes: [AttributeValue]

    public init(
        from: CIID, type: String, to: CIID, validFrom: Instant? = nil, validTo: Instant? = nil, source: String? = nil,
        attributes: [AttributeValue] = []
    ) {
        (self.from, self.type, self.to) = (from, type, to)
        (self.validFrom, self.validTo, self.source, self.attributes) = (validFrom, validTo, source, attributes)
    }

    public var id: RelationshipID { RelationshipID(from: from, type: type, to: to) }
}

/// A row of an export of the configuration, readable or not.
public enum ConfigurationRow: Sendable {
    case fact(ConfigurationFact, place: RowPlace)
    /// Nothing that a row before it did not say.
    case nothing(place: RowPlace)
    case rejected(RejectedFact)
}

/// Where a row stands: a file, and a line of it or the path of an element.
public struct RowPlace: Sendable, Hashable, CustomStringConvertible {
    public let file: String
    private let spot: Spot

    /// Written out only where somebody reads it: most rows are taken.
    private enum Spot: Sendable, Hashable {
        case line(Int)
        case path(String)
    }

    public init(file: String, line: Int) { (self.file, spot) = (file, .line(line)) }
    public init(file: String, place: String) { (self.file, spot) = (file, .path(place)) }

    public var place: String {
        switch spot {
        case .line(let line): "line \(line)"
        case .path(let path): path
        }
    }
    public var description: String { "\(file), \(place)" }
}

/// A row that was left out, and why.
public struct RejectedFact: Error, Sendable, Hashable {
    public let place: RowPlace
    public let reason: String

    public init(place: RowPlace, reason: String) { (self.place, self.reason) = (place, reason) }
}

/// An export of the configuration, read row by row: items before the relationships that join them.
public protocol ConfigurationSource: ~Copyable {
    /// The kind of export: `cmdb`, `netbox`, `graphml`.
    var format: String { get }
    /// The next row; nil at the end. Throws when the export itself cannot be read.
    mutating func next() throws(ImportError) -> ConfigurationRow?
}
