import EventModel
import Processes

/// One row of an export, read and checked: what the source's record said at a moment.
protocol SourceRow: Sendable {
    var line: Int { get }
    var number: IncidentNumber { get }
    /// When the source wrote the row.
    var at: Instant { get }
    var commandID: CommandID { get }
    /// Who changed the record in the source.
    var author: PersonID? { get }
    /// How often the source had reopened the incident by then, where it counts.
    var reopenCount: Int64? { get }
    /// Tells `trace` what it does not know yet, and returns that; nothing where the row says nothing new.
    func tell(_ trace: inout IncidentTrace) -> [IncidentEvent]
}

/// A tool's export: which columns it has and how a row of them is read.
protocol SourceFormat {
    associatedtype Row: SourceRow
    associatedtype Column: SourceColumn
    /// The principal of the import.
    static var name: PersonID { get }
    /// What stands in a field without a value, besides nothing at all.
    static var null: String { get }
    static func read(_ fields: RowFields<Self>) throws(RowFault) -> Row
}

/// A column that an import looks at; numbered from 0 without gaps, so that a row's fields are found without hashing.
protocol SourceColumn: CaseIterable, RawRepresentable<Int> {
    /// As the header has it.
    var name: String { get }
}
