public import EventModel
import Processes

/// The full-text index over incidents, problems and known errors: title, symptom, cause and workaround, word by word.
public enum SearchProjector: Projector {
    public typealias Row = SearchRow

    public static let name = "search"
    public static let version: UInt64 = 1
    public static let indexes: [TableIndex<SearchRow>] = []
    public static let sums: [TableSum<SearchRow>] = []

    public static func project(
        _ record: RecordedEvent, _ rows: inout ProjectedRows<SearchProjector>
    ) throws(TableError) {
        guard let kind = SearchKind(category: record.stream.category), SearchTexts.types.contains(record.type) else {
            return
        }
        let known = try rows.row(record.stream)?.document
        var texts = known?.texts ?? Array(repeating: "", count: SearchField.count)
        switch kind {
        case .incident:
            for event in try events(of: record, in: IncidentProcess.self) { SearchTexts.take(event, &texts) }
        case .problem:
            for event in try events(of: record, in: ProblemProcess.self) { SearchTexts.take(event, &texts) }
        case .knownError:
            for event in try events(of: record, in: KnownErrorProcess.self) { SearchTexts.take(event, &texts) }
        }
        guard texts != known?.texts else { return }
        var index = IndexedDocument(kind: kind, rows: rows)
        try index.change(record.stream, known, to: texts)
        rows = index.rows
    }
}

/// The rows of the index while one document changes.
private struct IndexedDocument {
    let kind: SearchKind
    var rows: ProjectedRows<SearchProjector>

    mutating func change(_ stream: StreamID, _ known: SearchDocument?, to texts: [String]) throws(TableError) {
        var corpus = try rows.row(SearchKey.corpus(kind))?.corpus ?? SearchCorpus(documents: 0, words: 0)
        if known == nil { corpus.documents += 1 }
        let number = UInt32(truncatingIfNeeded: known?.number ?? corpus.documents)
        let (before, after) = (WordPlaces(known?.texts ?? []), WordPlaces(texts))
        for word in before.words where after.places[word] == nil { try remove(number, from: word) }
        for word in after.words {
            guard let places = after.places[word], places != before.places[word] else { continue }
            try put(Posting(document: number, places: places), of: word)
        }
        corpus.words = corpus.words &+ UInt64(after.count) &- UInt64(before.count)
        rows.set(SearchKey.corpus(kind), SearchRow(corpus))
        if known == nil { try setName(stream.key, of: number) }
        if known == nil || before.count != after.count { try setLength(UInt64(after.count), of: number) }
        rows.set(stream, SearchRow(SearchDocument(number: UInt64(number), texts: texts)))
    }

    private mutating func setLength(_ length: UInt64, of document: UInt32) throws(TableError) {
        let key = SearchKey.lengths(kind, of: document)
        var bytes = try rows.row(key)?.lengths?.bytes ?? []
        bytes.set(varint: length, at: Int(document % SearchKey.lengthsInRow))
        rows.set(key, SearchRow(lengths: bytes))
    }

    private mutating func setName(_ name: String, of document: UInt32) throws(TableError) {
        let key = SearchKey.names(kind, of: document)
        var names = try rows.row(key)?.names ?? []
        let place = Int(document % SearchKey.namesInRow)
        while names.count <= place { names.append("") }
        names[place] = name
        rows.set(key, SearchRow(names: names))
    }

    private mutating func put(_ posting: Posting, of word: String) throws(TableError) {
        let key = SearchKey.term(kind, word)
        var list = try rows.row(key)?.postings ?? PostingList()
        if let start = list.block(of: posting.document) {
            let block = SearchKey.block(kind, word, start)
            var content = try rows.row(block)?.postings ?? PostingList()
            if content.put(posting) { list.documents += 1 }
            if content.isOverfull, let (first, second, begins) = content.split() {
                rows.set(SearchKey.block(kind, word, begins), SearchRow(second))
                list.insert(start: begins)
                content = first
            }
            rows.set(block, SearchRow(content))
        } else {
            if list.append(posting) { list.documents += 1 }
            if list.isFull, let (start, block) = list.moveOut() {
                rows.set(SearchKey.block(kind, word, start), SearchRow(block))
            }
        }
        rows.set(key, SearchRow(list))
    }

    private mutating func remove(_ document: UInt32, from word: String) throws(TableError) {
        let key = SearchKey.term(kind, word)
        guard var list = try rows.row(key)?.postings else { return }
        if let start = list.block(of: document) {
            let block = SearchKey.block(kind, word, start)
            guard var content = try rows.row(block)?.postings, content.remove(document) else { return }
            rows.set(block, SearchRow(content))
        } else if !list.remove(document) {
            return
        }
        list.documents -= 1
        rows.set(key, list.documents == 0 ? nil : SearchRow(list))
    }
}

/// Where the words of a document stand.
private struct WordPlaces {
    /// Each word once, in the order in which they come.
    private(set) var words: [String] = []
    /// By field.
    private(set) var places: [String: [[UInt32]]] = [:]
    private(set) var count = 0

    init(_ texts: [String]) {
        for (field, text) in texts.enumerated() {
            for (place, word) in SearchWords.words(of: text).enumerated() {
                if places[word] == nil {
                    places[word] = Array(repeating: [], count: SearchField.count)
                    words.append(word)
                }
                places[word]?[field].append(UInt32(truncatingIfNeeded: place))
                count += 1
            }
        }
    }
}

extension [UInt8] {
    /// Sets the number at `place` in a row of varints; zeros stand for those before it that are missing.
    fileprivate mutating func set(varint value: UInt64, at place: Int) {
        var reader = VarintReader(self)
        var index = 0
        while index < place, !reader.isAtEnd {
            _ = reader.next64()
            index += 1
        }
        if reader.isAtEnd {
            while index < place {
                append(0)
                index += 1
            }
            return append(varint: value)
        }
        let start = reader.offset
        _ = reader.next64()
        var bytes: [UInt8] = []
        bytes.append(varint: value)
        replaceSubrange(start..<reader.offset, with: bytes)
    }
}
