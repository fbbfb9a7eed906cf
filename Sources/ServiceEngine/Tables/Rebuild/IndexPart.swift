import EventModel

/// Under which keys some rows stand that were written together, in the order of their names; kept in a spool.
struct IndexPart: Sendable {
    /// Where each row's name ends in `names`.
    let nameEnds: Extent<UInt32>
    let names: Extent<UInt8>
    /// In the order of the declarations.
    let runs: [KeyRun]

    var rowCount: Int { nameEnds.count }
}

/// What a part has of one index, in the order of the keys, each of them once.
struct KeyRun: Sendable {
    /// Where a key ends in the run's keys, and where its rows end in `rows`.
    struct Group: BitwiseCopyable, Sendable {
        let keyEnd: UInt32
        let rowEnd: UInt32
    }
    let groups: Extent<Group>
    let keys: Extent<UInt8>
    /// The rows' numbers in the part; those of one key ascend.
    let rows: Extent<UInt32>
}

/// What indexes and sums are to be made of.
struct IndexContribution: Sendable {
    /// In the order in which the rows were written: of a row that is in several the last counts.
    var parts: [IndexPart] = []
    /// In the order of the declarations. What a row that was written anew had added before is taken off.
    var sums: [SumAmounts]

    init<Content: RowModel>(to _: Content.Type) { sums = Content.sums.map { _ in SumAmounts() } }

    mutating func add(_ other: IndexContribution) {
        parts += other.parts
        for place in sums.indices { sums[place].add(other.sums[place]) }
    }
}

/// Collects what rows contribute, row by row, in the order of their names.
struct IndexCollector<Content: RowModel> {
    private var nameEnds: [UInt32] = []
    private var names: [UInt8] = []
    private var keys: [IndexKeys]
    /// The row of each key.
    private var rows: [[UInt32]]
    private var contribution: IndexContribution
    private let spool: EntrySpool
    private let declaredIndexes = Content.indexes
    private let declaredSums = Content.sums

    init(_ spool: EntrySpool) {
        self.spool = spool
        contribution = IndexContribution(to: Content.self)
        keys = Array(repeating: IndexKeys(), count: declaredIndexes.count)
        rows = Array(repeating: [], count: declaredIndexes.count)
    }

    /// `before` is the row as it was written last; nil where it is new.
    mutating func add(
        _ name: borrowing RawSpan, _ entry: TableEntry<Content.Row>, before: TableEntry<Content.Row>?
    ) throws(TableError) {
        let number = UInt32(nameEnds.count)
        name.withUnsafeBytes { names.append(contentsOf: $0) }
        nameEnds.append(UInt32(names.count))
        for place in declaredIndexes.indices {
            declaredIndexes[place].collect(entry.row, into: &keys[place])
            while rows[place].count < keys[place].count { rows[place].append(number) }
        }
        for place in declaredSums.indices {
            if let before { declaredSums[place].add(before.row, times: -1, to: &contribution.sums[place]) }
            declaredSums[place].add(entry.row, times: 1, to: &contribution.sums[place])
        }
        if nameEnds.count == rowsPerPart || keys.contains(where: { $0.bytes.count > largestKeys }) { try endPart() }
    }

    consuming func finish() throws(TableError) -> IndexContribution {
        if !nameEnds.isEmpty { try endPart() }
        return contribution
    }

    private mutating func endPart() throws(TableError) {
        var runs: [KeyRun] = []
        for place in declaredIndexes.indices {
            runs.append(try KeyRun(keys[place], of: rows[place], spool))
            (keys[place], rows[place]) = (IndexKeys(), [])
        }
        contribution.parts.append(
            IndexPart(nameEnds: try spool.append(nameEnds), names: try spool.append(names), runs: runs))
        (nameEnds, names) = ([], [])
    }
}

/// So few that the keys of one index are grouped in the processor's cache.
private let rowsPerPart = 32_768
/// Far from where 32 bits would not do.
private let largestKeys = 64 << 20
