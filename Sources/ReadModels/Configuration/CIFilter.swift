public import EventModel
public import Processes

/// Which items a list shows. Conditions narrow it together.
public struct CIFilter: Sendable, Hashable {
    public var ciClass: String?
    public var status: CIStatus?
    public var attribute: AttributeValue?
    public var isConflicting: Bool
    public var isStale: Bool
    /// Also retired items and those made one with others.
    public var isAll: Bool

    public init(
        ciClass: String? = nil, status: CIStatus? = nil, attribute: AttributeValue? = nil, isConflicting: Bool = false,
        isStale: Bool = false, isAll: Bool = false
    ) {
        (self.ciClass, self.status, self.attribute) = (ciClass, status, attribute)
        (self.isConflicting, self.isStale, self.isAll) = (isConflicting, isStale, isAll)
    }

    public func matches(_ row: CIRow) -> Bool {
        (ciClass.map { $0 == row.item.ciClass } ?? true) && (status.map { $0 == row.item.status } ?? true)
            && (attribute.map { row.item.value($0.name).map(identityText) == identityText($0.value) } ?? true)
            && (!isStale || row.item.staleSince != nil) && (!isConflicting || !row.item.conflicts.isEmpty)
            && (isAll || row.counts)
    }

    /// Visits the items in the order of their ids, by the narrowest index that a condition has.
    public func scan(
        _ table: any TableReader<CITable>, _ body: (CIRow) throws -> ScanStep
    ) throws {
        var failure: (any Error)?
        func visit(_ row: CIRow) -> ScanStep {
            guard matches(row) else { return .more }
            do { return try body(row) } catch {
                failure = error
                return .enough
            }
        }
        if let (index, keys) = narrowest {
            try table.scan(index, keys, .ascending) { _, stream throws(TableError) in
                try table.row(stream).map(visit) ?? .more
            }
        } else {
            try table.scanRows { _, row in visit(row) }
        }
        if let failure { throw failure }
    }

    private var narrowest: (TableIndex<CIRow>, KeyRange)? {
        if isConflicting { return (.conflicting, .all) }
        if isStale { return (.stale, .all) }
        if let attribute {
            return (.attribute, .exactly(TableIndex.attributeKey(attribute.name, identityText(attribute.value))))
        }
        if let ciClass { return (.ciClass, .exactly(IndexKey(ciClass))) }
        if let status { return (.status, .exactly(IndexKey(Int64(status.rawValue)))) }
        return nil
    }
}
