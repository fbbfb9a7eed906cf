public import EventModel
import Processes

// How the full-text index lies in rows. Each kind of document (i incidents, p problems, k known errors) has numbers of its
// own, from 1 in the order in which they came, and an index of its own.
//
//     incident-INC-2026-000123    the document: its number, and the texts of its four fields
//     term-i:mail                 the word: how many documents have it, and its postings (PostingBytes), or, where these are
//                                 more than a row holds, how they are parted (PostingRange)
//     block-i:mail:00000400       its postings in a part that begins with the document 1024
//     length-i:000003             how many words the documents 3 · 1024 … have (DocumentLengths)
//     name-i:00000003             what the documents 3 · 64 … are called (DocumentNames)
//     corpus-i                    how many documents there are, and how many words they have
//
// Names sort as bytes, so the words that begin with others stand together, and so do the parts of a word.

/// One row of the full-text index; one of its parts is there.
public struct SearchRow: Sendable, Hashable {
    var document: SearchDocument?
    var postings: PostingList?
    var lengths: RawBytes?
    var names: RawBytes?
    var corpus: SearchCorpus?

    init(_ document: SearchDocument) { self.document = document }
    init(_ postings: PostingList) { self.postings = postings }
    init(block: PostingBytes) {
        var list = PostingList()
        list.content = block
        postings = list
    }
    init(lengths: [UInt8]) { self.lengths = RawBytes(lengths) }
    init(names: [UInt8]) { self.names = RawBytes(names) }
    init(_ corpus: SearchCorpus) { self.corpus = corpus }

    static func entry(_ row: SearchRow) -> TableEntry<SearchRow> {
        TableEntry(row: row, extent: .none)
    }
}

/// What is searched for.
public enum SearchKind: String, CaseIterable, Sendable, Hashable, Comparable {
    case knownError = "k"
    case problem = "p"
    case incident = "i"

    /// The kind of the streams of `category`; nil where they are not searched.
    public init?(category: String) {
        switch category {
        case IncidentProcess.category: self = .incident
        case ProblemProcess.category: self = .problem
        case KnownErrorProcess.category: self = .knownError
        default: return nil
        }
    }

    public var category: String {
        switch self {
        case .incident: IncidentProcess.category
        case .problem: ProblemProcess.category
        case .knownError: KnownErrorProcess.category
        }
    }

    /// In the order of the list: what is understood comes first among equals.
    public static func < (left: SearchKind, right: SearchKind) -> Bool { left.order < right.order }

    private var order: Int {
        switch self {
        case .knownError: 0
        case .problem: 1
        case .incident: 2
        }
    }
}

/// The fields of a document, in the order in which they are stored.
public enum SearchField: Int, CaseIterable, Sendable {
    case title
    case symptom
    /// The root cause of problems and known errors.
    case cause
    /// What helps, or helped: a workaround, or an incident's solution.
    case workaround

    static let count = 4
}

/// A document: the texts that are in the index.
struct SearchDocument: Hashable {
    var number: UInt64
    /// One a field.
    var texts: [String]
}

/// The documents of a kind.
struct SearchCorpus: Hashable {
    var documents: UInt64
    var words: UInt64

    /// Documents are numbered from 1, and none goes.
    var lastNumber: UInt32 { UInt32(truncatingIfNeeded: documents) }

    static func stored(
        _ kind: SearchKind, _ reader: some TableReader<SearchIndex>
    ) throws(TableError) -> SearchCorpus {
        try reader.row(SearchKey.corpus(kind))?.corpus ?? SearchCorpus(documents: 0, words: 0)
    }
}

/// A word's postings, or those of a part, which leaves the first two out.
struct PostingList: Hashable {
    var documents: UInt64 = 0
    /// How they are parted; empty where they stand here.
    var parts = RawBytes([])
    var postings = RawBytes([])
    var positions = RawBytes([])

    var content: PostingBytes {
        get { PostingBytes(postings: postings.bytes, positions: positions.bytes) }
        set { (postings, positions) = (RawBytes(newValue.postings), RawBytes(newValue.positions)) }
    }

    /// The most that postings of a row weigh: some four such rows fill a page of LMDB's, and none needs more than one.
    static let weightLimit = 1000
}

extension SearchRow: WireMessage {
    public static let schema = Schema(
        Field(1, "document", \SearchRow.document, "A document's texts."),
        Field(2, "postings", \.postings, "Where a word stands."),
        Field(3, "lengths", \.lengths, "How many words documents have."),
        Field(4, "names", \.names, "What documents are called."),
        Field(5, "corpus", \.corpus, "All documents together."))
}

extension SearchDocument: WireMessage {
    static let schema = Schema(
        Field(1, "number", \SearchDocument.number, "Its number among those of its kind."),
        Field(2, "texts", \.texts, "Its texts, one a field."))
}

extension SearchCorpus: WireMessage {
    static let schema = Schema(
        Field(1, "documents", \SearchCorpus.documents, "How many there are."),
        Field(2, "words", \.words, "How many words they have."))
}

extension PostingList: WireMessage {
    static let schema = Schema(
        Field(1, "documents", \PostingList.documents, "How many documents have the word."),
        Field(2, "parts", \.parts, "How its postings are parted."),
        Field(3, "postings", \.postings, "Documents, fields and frequencies."),
        Field(4, "positions", \.positions, "Places."))
}

/// The keys of rows.
enum SearchKey {
    static let lengthsInRow: UInt32 = 1024
    static let namesInRow: UInt32 = 64

    static func term(_ kind: SearchKind, _ word: String) -> StreamID {
        StreamID(category: "term", key: "\(kind.rawValue):\(word)")
    }
    /// By bytes: as a character, a sign at the word's beginning would go with the colon.
    static func word(ofTerm stream: StreamID) -> String {
        String(decoding: stream.key.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(), as: UTF8.self)
    }
    static func block(_ kind: SearchKind, _ word: String, _ start: UInt32) -> StreamID {
        StreamID(category: "block", key: "\(kind.rawValue):\(word):\(hexadecimal(start, digits: 8))")
    }
    /// What the names of a word's parts begin with.
    static func blocks(_ kind: SearchKind, _ word: String) -> String { "block-\(kind.rawValue):\(word):" }
    /// The first document of a part.
    static func start(ofBlock stream: StreamID) -> UInt32 { UInt32(stream.key.suffix(8), radix: 16) ?? 0 }
    static func lengths(_ kind: SearchKind, of document: UInt32) -> StreamID {
        StreamID(category: "length", key: "\(kind.rawValue):\(hexadecimal(document / lengthsInRow, digits: 6))")
    }
    static func names(_ kind: SearchKind, of document: UInt32) -> StreamID {
        StreamID(category: "name", key: "\(kind.rawValue):\(hexadecimal(document / namesInRow, digits: 8))")
    }
    static func corpus(_ kind: SearchKind) -> StreamID { StreamID(category: "corpus", key: kind.rawValue) }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
