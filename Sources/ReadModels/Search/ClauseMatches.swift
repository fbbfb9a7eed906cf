import EventModel

/// The documents that have a clause, ascending, and how often: the frequencies in their fields, each times the field's weight.
struct ClauseMatches {
    private(set) var documents: [UInt32] = []
    private(set) var frequencies: [Double] = []

    init(
        _ clause: SearchQuery.Clause, _ kind: SearchKind, _ size: Int, _ weights: [Double],
        _ reader: some TableReader<SearchIndex>
    ) throws(TableError) {
        switch clause {
        case .word(let word):
            guard let head = try PostingView.head(kind, word, reader) else { return }
            try read(head, kind, word, weights, reader)
        case .beginning(let beginning):
            try read(beginning: beginning, kind, size, weights, reader)
        case .phrase(let words):
            let phrase = try Phrase(words, kind, reader)
            documents = phrase.documents
            frequencies = phrase.frequencies(weighted: weights)
        }
    }

    private mutating func read(
        _ head: PostingView.Part, _ kind: SearchKind, _ word: String, _ weights: [Double],
        _ reader: some TableReader<SearchIndex>
    ) throws(TableError) {
        documents.reserveCapacity(Int(clamping: head.documents))
        frequencies.reserveCapacity(Int(clamping: head.documents))
        append(head.postings.bytes, from: 0, weights)
        if head.parts.bytes.isEmpty { return }
        try reader.scanRows(as: PostingView.self, named: SearchKey.blocks(kind, word), .ascending, where: nil) {
            stream, _, view in
            if let part = view.postings { append(part.postings.bytes, from: SearchKey.start(ofBlock: stream), weights) }
            return .more
        }
    }

    private init() {}

    private mutating func append(_ postings: [UInt8], from start: UInt32, _ weights: [Double]) {
        var cursor = PostingCursor(postings, from: start)
        while cursor.next() {
            documents.append(cursor.document)
            frequencies.append(cursor.frequency(weighted: weights))
        }
    }

    /// Words with the same beginning together, as if they were one.
    private mutating func read(
        beginning: String, _ kind: SearchKind, _ size: Int, _ weights: [Double], _ reader: some TableReader<SearchIndex>
    ) throws(TableError) {
        var words: [(word: String, head: PostingView.Part)] = []
        let prefix = SearchKey.term(kind, beginning).description
        try reader.scanRows(as: PostingView.self, named: prefix, .ascending, where: nil) { stream, _, view in
            if let head = view.postings { words.append((SearchKey.word(ofTerm: stream), head)) }
            return .more
        }
        if words.count == 1 { return try read(words[0].head, kind, words[0].word, weights, reader) }
        var sums = Array(repeating: 0.0, count: size + 1)
        for (word, head) in words {
            var one = ClauseMatches()
            try one.read(head, kind, word, weights, reader)
            for (document, frequency) in zip(one.documents, one.frequencies) where document <= size {
                sums[Int(document)] += frequency
            }
        }
        for document in sums.indices where sums[document] > 0 {
            documents.append(UInt32(document))
            frequencies.append(sums[document])
        }
    }
}

/// What ranking reads of a word's rows: everything but positions.
struct PostingView: RowView, Hashable {
    let postings: Part?

    struct Part: Hashable {
        let documents: UInt64
        let parts: RawBytes
        let postings: RawBytes
    }

    /// Nil where no document has the word.
    static func head(
        _ kind: SearchKind, _ word: String, _ reader: some TableReader<SearchIndex>
    ) throws(TableError) -> Part? {
        try reader.row(SearchKey.term(kind, word))?.postings.map(Part.init)
    }
}

extension PostingView {
    init(_ row: SearchRow) { postings = row.postings.map(Part.init) }
}
extension PostingView.Part {
    init(_ list: PostingList) { (documents, parts, postings) = (list.documents, list.parts, list.postings) }
}

extension PostingView: WireMessage {
    static let schema = Schema(Field(2, "postings", \PostingView.postings, "Where a word stands."))
}
extension PostingView.Part: WireMessage {
    static let schema = Schema(
        Field(1, "documents", \PostingView.Part.documents, "How many documents have the word."),
        Field(2, "parts", \.parts, "How its postings are parted."),
        Field(3, "postings", \.postings, "Documents, fields and frequencies."))
}
