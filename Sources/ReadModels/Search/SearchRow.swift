public import EventModel
import Processes

// How the full-text index lies in rows. Each kind of document (i incidents, p problems, k known errors) has numbers of its
// own, from 1 in the order in which they came, and an index of its own.
//
//     incident-INC-2026-000123    the document: its number, and the texts of its four fields
//     term-i:mail                 the word: how many documents have it; where its full blocks begin; its newest postings
//     block-i:mail:000004d2       a full block of its postings; the key is the document that it began with, the first's 0
//     length-i:0003               how many words the documents 3 · 1024 … have, a varint each
//     name-i:0003                 what the documents 3 · 64 … are called, in order
//     corpus-i                    how many documents there are, and how many words they have
//
// Names sort as bytes, so the words that begin with others stand together. Blocks hold at most `PostingList.fullBytes`, so
// that four fill a page of LMDB's.

/// One row of the full-text index; one of its parts is there.
public struct SearchRow: Sendable, Hashable {
    var document: SearchDocument?
    var postings: PostingList?
    var lengths: RawBytes?
    var names: [String] = []
    var corpus: SearchCorpus?

    init() {}
    init(_ document: SearchDocument) { self.document = document }
    init(_ postings: PostingList) { self.postings = postings }
    init(lengths: [UInt8]) { self.lengths = RawBytes(lengths) }
    init(names: [String]) { self.names = names }
    init(_ corpus: SearchCorpus) { self.corpus = corpus }
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
}

/// A word's postings: the newest, and where the older blocks begin. A block is one without the numbers.
struct PostingList: Hashable {
    var documents: UInt64 = 0
    /// The first documents of the full blocks, each less the one before: varints.
    var starts = RawBytes([])
    /// The last document of the newest postings.
    var last: UInt64 = 0
    var postings = RawBytes([])
    var positions = RawBytes([])

    /// The most bytes of a block: four such rows with their keys fill a page of 4,096.
    static let fullBytes = 880
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
        Field(2, "starts", \.starts, "Where full blocks begin."),
        Field(3, "last", \.last, "The last document of the newest postings."),
        Field(4, "postings", \.postings, "Documents, fields and frequencies."),
        Field(5, "positions", \.positions, "Places."))
}

/// The keys of rows.
enum SearchKey {
    static let lengthsInRow: UInt32 = 1024
    static let namesInRow: UInt32 = 64

    static func term(_ kind: SearchKind, _ word: String) -> StreamID {
        StreamID(category: "term", key: "\(kind.rawValue):\(word)")
    }
    static func block(_ kind: SearchKind, _ word: String, _ start: UInt32) -> StreamID {
        StreamID(category: "block", key: "\(kind.rawValue):\(word):\(hexadecimal(start, digits: 8))")
    }
    /// What the names of a word's blocks begin with.
    static func blocks(_ kind: SearchKind, _ word: String) -> String { "block-\(kind.rawValue):\(word):" }
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
