import EventModel
import Imports
import Processes

extension ReconciliationSummary {
    /// Says of a row that values of its identifiers are left out of account.
    fileprivate mutating func note(_ junk: [AttributeValue], at place: RowPlace) {
        guard !junk.isEmpty else { return }
        rowsWithJunk += 1
        guard self.junk.count < 100 else { return }
        let values = junk.map { "\($0.name) \"\($0.value.prefix(40))\"" }.joined(separator: ", ")
        self.junk.append(RejectedFact(place: place, reason: "\(values) identifies nothing, and was not looked at"))
    }
}

/// Rows of a report that are decided and recorded together: of items, or of relationships.
enum ReportChunk: Sendable {
    case items([ReportedRow])
    case relationships([RelatedRow])
}

/// A row of an item, in its canonical form.
struct ReportedRow: Sendable {
    let report: ReportedItem
    let identity: Identity
    /// What the report itself calls it.
    let name: String?
    let place: RowPlace
}

struct RelatedRow: Sendable {
    let fact: RelationshipFact
    let place: RowPlace
}

/// Cuts a report into chunks of bounded size.
struct ReportChunks: ~Copyable {
    private var tables: ReportTables
    private let rules: IdentityRules
    /// A row that belongs to the next chunk.
    private var held: ReportRow?

    /// Rows of a chunk, and bytes of their attributes past which no more are added: a commit has 4,096 events and 8 MiB.
    private static let mostRows = 1_000
    private static let mostBytes = 1 << 20

    init(_ tables: consuming ReportTables, _ rules: IdentityRules) {
        self.tables = tables
        self.rules = rules
    }

    /// The next rows that can be read; nil at the end.
    mutating func next(_ summary: inout ReconciliationSummary) throws(ImportError) -> ReportChunk? {
        var (items, related, bytes) = ([ReportedRow](), [RelatedRow](), 0)
        while items.count + related.count < Self.mostRows, bytes < Self.mostBytes, let row = try take() {
            switch row {
            case .item(let report, let name, let place):
                guard related.isEmpty else {
                    held = row
                    return .relationships(related)
                }
                bytes += report.attributes.reduce(0) { $0 + $1.value.utf8.count }
                do {
                    let report = try rules.canonical(report)
                    let identity = rules.identity(report.attributes, in: report.ciClass)
                    summary.note(identity.junk, at: place)
                    items.append(ReportedRow(report: report, identity: identity, name: name, place: place))
                } catch {
                    summary.rejected.append(RejectedFact(place: place, reason: "\(error); see 'logbook ci schema'"))
                }
            case .relationship(let fact, let place):
                guard items.isEmpty else {
                    held = row
                    return .items(items)
                }
                bytes += fact.attributes.reduce(0) { $0 + $1.value.utf8.count }
                related.append(RelatedRow(fact: fact, place: place))
            case .rejected(let rejected): summary.rejected.append(rejected)
            }
            summary.rowsRead += 1
        }
        if !items.isEmpty { return .items(items) }
        if !related.isEmpty { return .relationships(related) }
        return try isAtEnd() ? nil : .items([])
    }

    private mutating func take() throws(ImportError) -> ReportRow? {
        if let row = held.take() { return row }
        return try tables.next()
    }

    private mutating func isAtEnd() throws(ImportError) -> Bool {
        if held == nil { held = try tables.next() }
        return held == nil
    }
}
