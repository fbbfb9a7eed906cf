public import EventModel
import Processes

/// The full-text index over incidents, problems and known errors: title, symptom, cause and workaround, word by word.
///
/// Its rows follow from the documents alone, so what a batch of events does to it is worked out in the end, word by word: each
/// row is read and written once a batch, however many documents change it.
public enum SearchIndex: RowModel {
    public typealias Row = SearchRow

    public static let name = "search"
    public static let version: UInt64 = 2
    public static let indexes: [TableIndex<SearchRow>] = []
    public static let sums: [TableSum<SearchRow>] = []
    /// A row is of all documents' events, and which these are says nothing.
    public static let keepsExtents = false
    /// As a projector's: its past cannot be made backwards from what is now.
    public static let snapshotInterval: UInt64? = 500_000
    public static var streamFold: StreamFold<SearchRow>? { nil }

    public static func batch(after position: Position) -> any RowBatch<SearchIndex> { SearchBatch(after: position) }
}

/// The documents that a batch of events changes.
struct SearchBatch: RowBatch {
    private var documents: [StreamID: ChangedDocument] = [:]
    /// How many documents of a kind there are by now; missing where none has come.
    private var numbers: [SearchKind: UInt32] = [:]
    private var payloadBytes = 0
    private(set) var position: Position

    init(after position: Position) { self.position = position }

    var count: Int { documents.count }
    var isFull: Bool { payloadBytes >= Self.fullBytes }
    /// The bytes of events whose texts are taken apart together: what that leads to takes some ten times as much.
    private static let fullBytes = 16 << 20

    mutating func apply(_ record: RecordedEvent, over base: some TableReader<SearchIndex>) throws(TableError) {
        if let kind = SearchKind(category: record.stream.category), SearchTexts.types.contains(record.type) {
            try apply(record, kind, over: base)
        }
        position = record.position
    }

    private mutating func apply(
        _ record: RecordedEvent, _ kind: SearchKind, over base: some TableReader<SearchIndex>
    ) throws(TableError) {
        var known = documents[record.stream]
        // A stream's first event needs no look-up.
        if known == nil, record.version > 1, let stored = try base.row(record.stream)?.document {
            known = ChangedDocument(kind: kind, before: stored)
        }
        var texts = known?.texts ?? Array(repeating: "", count: SearchField.count)
        try SearchTexts.take(record, kind, &texts)
        guard texts != known?.texts else { return }
        var document: ChangedDocument
        if let known {
            document = known
        } else {
            let last = if let last = numbers[kind] { last } else { try SearchCorpus.stored(kind, base).lastNumber }
            numbers[kind] = last + 1
            document = ChangedDocument(kind: kind, number: last + 1)
        }
        document.texts = texts
        documents[record.stream] = document
        payloadBytes += record.payload.count
    }

    mutating func pass(to position: Position) { self.position = position }

    func settled(
        over base: some TableReader<SearchIndex>, _: RowHistory
    ) throws(TableError) -> TableChanges<SearchIndex> {
        var rows = ChangedRows(base)
        for kind in SearchKind.allCases {
            let changed = documents.filter { $0.value.kind == kind && $0.value.isChanged }
                .sorted { $0.value.number < $1.value.number }
            if changed.isEmpty { continue }
            var change = IndexChange(kind)
            try change.write(changed.map { ($0.key, $0.value) }, &rows)
        }
        return try rows.changes(at: position)
    }
}

/// A document whose texts events have changed.
struct ChangedDocument {
    let kind: SearchKind
    let number: UInt32
    /// Nil where it is new.
    let before: SearchDocument?
    /// One a field.
    var texts: [String]

    init(kind: SearchKind, number: UInt32) {
        (self.kind, self.number, before, texts) = (kind, number, nil, [])
    }
    init(kind: SearchKind, before: SearchDocument) {
        (self.kind, self.before, texts) = (kind, before, before.texts)
        number = UInt32(truncatingIfNeeded: before.number)
    }

    var isChanged: Bool { texts != before?.texts }
}

/// The rows that a batch changes, each as it was and as it is.
struct ChangedRows<Base: TableReader<SearchIndex>> {
    private let base: Base
    private var rows: [StreamID: (before: SearchRow?, after: SearchRow?)] = [:]

    init(_ base: Base) { self.base = base }

    func stored(_ key: StreamID) throws(TableError) -> SearchRow? { try base.row(key) }

    mutating func set(_ key: StreamID, before: SearchRow?, after: SearchRow?) { rows[key] = (before, after) }

    func changes(at position: Position) throws(TableError) -> TableChanges<SearchIndex> {
        try TableChanges(at: position, of: rows.keys) { key in
            guard let row = rows[key] else { return (nil, nil) }
            return (row.before.map(SearchRow.entry), row.after.map(SearchRow.entry))
        }
    }
}
