public import EventModel
public import Processes

/// The exports that can be imported.
public enum ImportFormat: String, Sendable, CaseIterable {
    /// Audit rows of ServiceNow incidents.
    case servicenow
    /// The event log of an Italian software company's help desk.
    case helpdesk
}

/// Makes facts of another tool's export: rows in, commits out, in the order of time across the whole file.
///
/// All rows are held in memory, for the first row in time may be the last in the file. Nothing is written: the commits
/// are handed out one by one, so that recording them may stop anywhere and start again.
///
///     var rows = try IncidentImport(ByteSource(path: "incidents.csv.zst"), format: .servicenow, zone: zone)
///     while let commit = rows.next(history: { _ in [] }) { … }
public struct IncidentImport: Sendable {
    public let format: ImportFormat
    /// The zone that the export's times are read in.
    public let zone: ZoneRules
    /// The rows that could not be read, in the order of the file.
    public private(set) var rejected: [RejectedRow] = []
    public private(set) var tally = ImportTally()
    private var rows: [any SourceRow] = []
    private var nextRow = 0
    private var traces: [IncidentNumber: IncidentTrace] = [:]
    private let principal: PersonID

    /// Reads the whole export. Times are local to `zone`; where clocks go back the earlier moment is meant.
    ///
    /// Throws when the export as a whole cannot be read; single rows that cannot are in `rejected`.
    public init(_ source: consuming ByteSource, format: ImportFormat, zone: ZoneRules) throws(ImportError) {
        self.format = format
        self.zone = zone
        switch format {
        case .servicenow:
            principal = ServiceNowFormat.name
            try read(source, as: ServiceNowFormat.self, zone)
        case .helpdesk:
            principal = HelpdeskFormat.name
            try read(source, as: HelpdeskFormat.self, zone)
        }
        let order = rows.enumerated().map { (at: $0.element.at, index: $0.offset) }.sorted { $0 < $1 }
        rows = order.map { rows[$0.index] }
    }

    private mutating func read<Format: SourceFormat>(
        _ source: consuming ByteSource, as _: Format.Type, _ zone: ZoneRules
    ) throws(ImportError) {
        let columns = Format.Column.allCases.map(\.name)
        var table = try CSVReader(source, required: columns)
        let indexes = columns.compactMap(table.header.index(of:))
        while let row = try table.next() {
            tally.read += 1
            switch row {
            case .rejected(let row): reject(row)
            case .record(let record):
                do {
                    rows.append(try Format.read(RowFields(record: record, indexes: indexes, zone: zone)))
                } catch {
                    reject(RejectedRow(line: record.line, fault: error))
                }
            }
        }
    }

    private mutating func reject(_ row: RejectedRow) {
        rejected.append(row)
        tally.rejected += 1
    }

    /// The incidents that the export tells of, each once, in ascending order.
    public var numbers: [IncidentNumber] { Set(rows.map(\.number)).sorted() }

    /// Identifies the import by its rows, in whatever order or zone: the same export again is the same import.
    ///
    /// A UUIDv8 of the first row's time; of the epoch where there is no row.
    public var importID: CommandID { CommandID(ofAll: rows.map(\.commandID).sorted(), format: format.rawValue) }

    /// The next row that became events; nil when all rows have been looked at.
    ///
    /// `history` is asked once for each incident what the log has of it: an export that starts in the middle, or overlaps
    /// an earlier one, is compared with that. A row that the log has already is counted and passed over.
    public mutating func next<Failure: Error>(
        history: (IncidentNumber) throws(Failure) -> [KnownEvent]
    ) throws(Failure) -> ImportedCommit? {
        while nextRow < rows.count {
            let row = rows[nextRow]
            var trace: IncidentTrace
            if let known = traces.removeValue(forKey: row.number) {
                trace = known
            } else {
                trace = IncidentTrace(history: try history(row.number))
            }
            nextRow += 1
            let outcome = trace.take(row)
            traces[row.number] = trace
            switch outcome {
            case .withoutChange: tally.withoutChange += 1
            case .recordedBefore: tally.recordedBefore += 1
            case .events(let events):
                tally.withEvents += 1
                tally.events += events.count
                return commit(row, events)
            }
        }
        return nil
    }

    private func commit(_ row: any SourceRow, _ events: [IncidentEvent]) -> ImportedCommit {
        ImportedCommit(
            commandID: row.commandID, number: row.number, occurredAt: row.at,
            actor: Actor(principal: principal, kind: .import, onBehalfOf: row.author), events: events, line: row.line)
    }
}
