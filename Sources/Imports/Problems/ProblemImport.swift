public import EventModel
public import Processes

/// What one event of a trace means here: facts of one problem, to be recorded together.
public struct ImportedProblemCommit: Sendable {
    /// Derived from the event's content: the same event in any export is recorded once.
    public let commandID: CommandID
    public let number: ProblemNumber
    /// When it happened, by the export.
    public let occurredAt: Instant
    /// The import, on behalf of whoever the export names.
    public let actor: Actor
    /// At least one.
    public let events: [ProblemEvent]
}

/// An event that the log has already of a problem, with its envelope.
public struct KnownProblemEvent: Sendable {
    public let record: RecordedEvent
    public let event: ProblemEvent

    public init(record: RecordedEvent, event: ProblemEvent) { (self.record, self.event) = (record, event) }
}

/// Problems of an event log in XES (IEEE 1849), as the BPI Challenge 2013 has them: traces in, commits out, trace by trace.
///
/// | XES | becomes |
/// |---|---|
/// | trace | a problem, named by its `concept:name` |
/// | its first event | `ProblemLogged`, with the event's impact and its product as service |
/// | team or resource, where they change | `ProblemAssigned` |
/// | Accepted/In Progress | `ProblemWorkStarted`, after `ProblemResumed` or `ProblemReopened` where it waited or had ended |
/// | Accepted/Wait | `ProblemPended` |
/// | Accepted/Assigned, Queued | where work had begun, `ProblemSourceStateRecorded` |
/// | Completed/Closed, Cancelled | `ProblemClosed`, `ProblemCancelled` |
/// | any other state | `ProblemSourceStateRecorded`, kept as it was found |
///
/// The events of a trace are taken in the order of their times. A text that is damaged somewhere leaves nothing behind: a
/// file is proofread before the first commit, what comes down a pipe is read to its end.
public struct ProblemImport: ~Copyable {
    public static let format = "xes-problems"
    /// Every event of a trace is a row.
    public private(set) var tally = ImportTally()
    public private(set) var problemCount = 0
    public private(set) var rejected: [RejectedRow] = []
    /// Identifies the import by what its traces are called: the same export again is the same import.
    public let importID: CommandID
    /// Events in the export.
    public let rowCount: Int

    /// What reads the file a second time; nil where the traces were kept.
    private var reader: Optional<XESReader>
    private var kept: ArraySlice<XESTrace>

    /// Proofreads the file at `path`, or standard input for `-`, as far as its form goes. Throws what is wrong with it.
    public init(path: String) throws(ImportError) {
        try self.init(ByteSource(path: path), again: path == "-" ? nil : path)
    }

    /// Reads a text to its end, and keeps it.
    public init(_ source: consuming ByteSource) throws(ImportError) { try self.init(source, again: nil) }

    private init(_ source: consuming ByteSource, again path: String?) throws(ImportError) {
        let proof = try Proof(source, keepsTraces: path == nil)
        let second = try Self.reader(path)
        (rowCount, kept) = (proof.rowCount, proof.kept[...])
        reader = second
        importID = CommandID(derivedAt: Instant(micros: 0), from: proof.content)
    }

    private static func reader(_ path: String?) throws(ImportError) -> XESReader? {
        guard let path else { return nil }
        return try XESReader(ByteSource(path: path))
    }

    /// The next problem of the export; nil when all have been handed out.
    public mutating func next() throws(ImportError) -> ImportedProblem? {
        while let trace = try nextTrace() {
            tally.read += trace.events.count
            if let problem = checked(trace) { return problem }
        }
        return nil
    }

    /// What the rows of a problem lead to, over what the log has of it.
    public mutating func commits(
        of problem: ImportedProblem, over history: [KnownProblemEvent]
    ) -> [ImportedProblemCommit] {
        var trace = ProblemTrace(history)
        var commits: [ImportedProblemCommit] = []
        for row in problem.rows {
            switch trace.take(row, problem.number) {
            case .withoutChange: tally.withoutChange += 1
            case .recordedBefore: tally.recordedBefore += 1
            case .events(let events):
                tally.withEvents += 1
                tally.events += events.count
                commits.append(
                    ImportedProblemCommit(
                        commandID: row.commandID, number: problem.number, occurredAt: row.at,
                        actor: Actor(principal: PersonID(Self.format), kind: .import, onBehalfOf: row.person),
                        events: events))
            }
        }
        return commits
    }

    private mutating func nextTrace() throws(ImportError) -> XESTrace? {
        if let trace = kept.popFirst() { return trace }
        guard var current = reader.take() else { return nil }
        let trace = try current.next()
        reader = consume current
        return trace
    }

    /// The rows of a trace that can be read, in the order of their times; nil where there is none.
    private mutating func checked(_ trace: XESTrace) -> ImportedProblem? {
        let number = ProblemNumber(trace.name ?? "")
        var rows: [XESProblemRow] = []
        var seen: Set<CommandID> = []
        for event in trace.events {
            do throws(RowFault) {
                if let problem = number.problem {
                    throw .badValue(column: "concept:name of the trace", expected: "a number", found: problem)
                }
                let row = try XESProblemRow(event, of: number)
                // An exact repetition changes nothing.
                if seen.insert(row.commandID).inserted { rows.append(row) } else { tally.withoutChange += 1 }
            } catch {
                rejected.append(RejectedRow(line: event.line, fault: error))
                tally.rejected += 1
            }
        }
        guard !rows.isEmpty else { return nil }
        problemCount += 1
        let order = rows.indices.sorted { (rows[$0].at, $0) < (rows[$1].at, $1) }
        return ImportedProblem(number: number, rows: order.map { rows[$0] })
    }
}

/// What a first reading says of an export.
private struct Proof {
    var rowCount = 0
    var content = Array(ProblemImport.format.utf8)
    var kept: [XESTrace] = []

    init(_ source: consuming ByteSource, keepsTraces: Bool) throws(ImportError) {
        var reader = try XESReader(source)
        while let trace = try reader.next() {
            rowCount += trace.events.count
            content.append(contentsOf: "\n\(trace.events.count):\(trace.name ?? "")".utf8)
            if keepsTraces { kept.append(trace) }
        }
    }
}

/// A problem as an export tells it.
public struct ImportedProblem: Sendable {
    public let number: ProblemNumber
    let rows: [XESProblemRow]
}
