public import EventModel
import Processes

/// A list of incidents: which, in what order, how many at most.
///
///     let queue = IncidentQueue(filter: .open, sort: .priority, limit: 20, now: now)
///     let rows = try queue.rows(in: reader)
public struct IncidentQueue: Sendable, Hashable {
    public enum Sort: String, CaseIterable, Sendable {
        case number
        /// The most severe first, then by number.
        case priority
        /// The longest since logged first.
        case oldest
        case newest
    }
    public var filter: IncidentFilter
    public var sort: Sort
    public var limit: Int?
    /// The moment that ages count to.
    public var now: Instant

    public init(filter: IncidentFilter = .init(), sort: Sort = .number, limit: Int? = nil, now: Instant) {
        self.filter = filter
        self.sort = sort
        self.limit = limit
        self.now = now
    }

    public func rows(in reader: some TableReader<ServiceDeskTable>) throws(TableError) -> [ServiceDeskRow] {
        var rows: [ServiceDeskRow] = []
        try scan(reader) { row throws(TableError) in
            rows.append(row)
            return .more
        }
        return rows
    }

    /// Visits the rows in order, until `body` has enough; none is loaded before its turn but where the order asks for it.
    public func scan(
        _ reader: some TableReader<ServiceDeskTable>,
        _ body: (ServiceDeskRow) throws(TableError) -> ScanStep
    ) throws(TableError) {
        guard limit ?? 1 > 0 else { return }
        var left = limit
        try scanAll(reader) { row throws(TableError) in
            left = left.map { $0 - 1 }
            return try body(row) == .enough || left == 0 ? .enough : .more
        }
    }
}

// How the rows are found. The most selective condition is asked of its index, the others of the rows; where no condition
// leaves out much, the rows are walked in the order asked for.
extension IncidentQueue {
    private typealias Visit = (ServiceDeskRow) throws(TableError) -> ScanStep

    private func scanAll(_ reader: some TableReader<ServiceDeskTable>, _ visit: Visit) throws(TableError) {
        let criteria = filter.criteria(now: now)
        let worthwhile = max(1024, try reader.rowCount() / 8)
        var best: (criterion: Criterion, count: Int)?
        // An index has nothing of the rows without a value.
        for criterion in criteria where !criterion.allowsNone {
            let most = best?.count ?? worthwhile + 1
            var count = 0
            for range in criterion.ranges where count < most {
                count += try reader.count(criterion.index, range, limit: most - count)
            }
            if count < most { best = (criterion, count) }
        }
        let matches = { row in criteria.allSatisfy { $0.matches(row) } }
        if let best {
            try scanFound(try find(best.criterion, reader), matches, reader, visit)
        } else {
            try scanInOrder(matches, reader, visit)
        }
    }

    /// The streams that meet the criterion and the number's prefix, in the order of their names.
    private func find(
        _ criterion: Criterion, _ reader: some TableReader<ServiceDeskTable>
    ) throws(TableError) -> [StreamID] {
        var found: [[UInt8]: StreamID] = [:]
        for range in criterion.ranges {
            try reader.scan(criterion.index, range, .ascending) { _, stream in
                if stream.key.utf8.starts(with: filter.numberPrefix.utf8) { found[stream.nameBytes] = stream }
                return .more
            }
        }
        return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }

    private func scanFound(
        _ streams: [StreamID], _ matches: (ServiceDeskRow) -> Bool, _ reader: some TableReader<ServiceDeskTable>,
        _ visit: Visit
    ) throws(TableError) {
        guard let (index, order) = sort.index else {
            for stream in streams {
                guard let row = try reader.row(stream), matches(row) else { continue }
                if try visit(row) == .enough { return }
            }
            return
        }
        var rows: [(key: IndexKey, row: ServiceDeskRow)] = []
        for stream in order == .ascending ? streams : streams.reversed() {
            guard let row = try reader.row(stream), matches(row), let key = index.keys(row).first else { continue }
            rows.append((key, row))
        }
        // The sort is stable: equal keys stay in the order of the streams.
        rows.sort { order == .ascending ? $0.key < $1.key : $1.key < $0.key }
        for (_, row) in rows where try visit(row) == .enough { return }
    }

    private func scanInOrder(
        _ matches: (ServiceDeskRow) -> Bool, _ reader: some TableReader<ServiceDeskTable>, _ visit: Visit
    ) throws(TableError) {
        let prefix = IncidentNumber(filter.numberPrefix).stream
        guard let (index, order) = sort.index else {
            return try reader.scanRows(named: prefix.description, .ascending) { _, row throws(TableError) in
                matches(row) ? try visit(row) : .more
            }
        }
        try reader.scan(index, .all, order) { _, stream throws(TableError) in
            guard stream.key.utf8.starts(with: prefix.key.utf8) else { return .more }
            guard let row = try reader.row(stream), matches(row) else { return .more }
            return try visit(row)
        }
    }
}

extension IncidentQueue.Sort {
    /// The index that has every row in this order; nil is the order of the rows themselves.
    fileprivate var index: (TableIndex<ServiceDeskRow>, ScanOrder)? {
        switch self {
        case .number: nil
        case .priority: (.priority, .ascending)
        case .oldest: (.loggedAt, .ascending)
        case .newest: (.loggedAt, .descending)
        }
    }
}
