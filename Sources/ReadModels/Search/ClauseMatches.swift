import EventModel

/// The documents that have a clause, ascending, and how often by field.
struct ClauseMatches {
    private(set) var documents: [UInt32] = []
    private var frequencies: [InlineArray<4, UInt32>] = []

    init(
        _ clause: SearchQuery.Clause, _ kind: SearchKind, _ size: Int, _ reader: some TableReader<SearchProjector>
    ) throws(TableError) {
        switch clause {
        case .word(let word):
            guard let head = try PostingView.head(kind, word, reader) else { return }
            try scan(head, kind, word, reader)
        case .beginning(let beginning):
            try scan(beginning: beginning, kind, size, reader)
        case .phrase(let words):
            try scan(phrase: words, kind, reader)
        }
    }

    /// The weighted frequency in a document.
    func frequency(_ place: Int, _ weights: [Double]) -> Double {
        var sum = 0.0
        for field in 0..<SearchField.count where frequencies[place][field] > 0 {
            sum += weights[field] * Double(frequencies[place][field])
        }
        return sum
    }

    private mutating func append(_ postings: [UInt8]) {
        var cursor = PostingCursor(postings)
        while cursor.next() {
            documents.append(cursor.document)
            frequencies.append(cursor.frequencies)
        }
    }

    private mutating func scan(
        _ head: PostingView.Part, _ kind: SearchKind, _ word: String, _ reader: some TableReader<SearchProjector>
    ) throws(TableError) {
        documents.reserveCapacity(Int(clamping: head.documents))
        frequencies.reserveCapacity(Int(clamping: head.documents))
        var found = self
        if !head.starts.bytes.isEmpty {
            try reader.scanRows(as: PostingView.self, named: SearchKey.blocks(kind, word), .ascending, where: nil) {
                _, _, view in
                if let part = view.postings { found.append(part.postings.bytes) }
                return .more
            }
        }
        found.append(head.postings.bytes)
        self = found
    }

    /// Words with the same beginning together, as if they were one.
    private mutating func scan(
        beginning: String, _ kind: SearchKind, _ size: Int, _ reader: some TableReader<SearchProjector>
    ) throws(TableError) {
        var words: [(word: String, head: PostingView.Part)] = []
        let prefix = SearchKey.term(kind, beginning).description
        let dropped = SearchKey.term(kind, "").key.count
        try reader.scanRows(as: PostingView.self, named: prefix, .ascending, where: nil) { stream, _, view in
            if let head = view.postings { words.append((String(stream.key.dropFirst(dropped)), head)) }
            return .more
        }
        if words.count == 1 { return try scan(words[0].head, kind, words[0].word, reader) }
        var sums: [InlineArray<4, UInt32>] = Array(repeating: .init(repeating: 0), count: size + 1)
        for (word, head) in words {
            var one = ClauseMatches()
            try one.scan(head, kind, word, reader)
            for place in one.documents.indices {
                let document = Int(one.documents[place])
                guard document <= size else { continue }
                for field in 0..<SearchField.count { sums[document][field] &+= one.frequencies[place][field] }
            }
        }
        for document in sums.indices {
            let isThere = (0..<SearchField.count).contains { sums[document][$0] > 0 }
            guard isThere else { continue }
            documents.append(UInt32(document))
            frequencies.append(sums[document])
        }
    }

    /// Documents in which the words follow each other in one field; how often they do is their frequency.
    private mutating func scan(
        phrase words: [String], _ kind: SearchKind, _ reader: some TableReader<SearchProjector>
    ) throws(TableError) {
        // The rarest first: only documents that have it are looked at further.
        var heads: [(offset: Int, word: String, list: PostingList)] = []
        for (offset, word) in words.enumerated() {
            guard let list = try reader.row(SearchKey.term(kind, word))?.postings else { return }
            heads.append((offset, word, list))
        }
        heads.sort { $0.list.documents < $1.list.documents }
        var candidates = PhraseCandidates(
            try postings(heads[0].list, kind, heads[0].word, nil, reader), heads[0].offset)
        for (offset, word, list) in heads.dropFirst() {
            let wanted = candidates.documents
            if wanted.isEmpty { return }
            candidates.keep(try postings(list, kind, word, wanted, reader), offset)
        }
        for candidate in candidates.all {
            var counts: InlineArray<4, UInt32> = .init(repeating: 0)
            for (field, starts) in candidate.starts.enumerated() { counts[field] = UInt32(starts.count) }
            documents.append(candidate.document)
            frequencies.append(counts)
        }
    }

    /// A word's postings with their places; of blocks none that has no document wanted.
    private func postings(
        _ list: PostingList, _ kind: SearchKind, _ word: String, _ wanted: [UInt32]?,
        _ reader: some TableReader<SearchProjector>
    ) throws(TableError) -> [Posting] {
        var found: [Posting] = []
        let starts = list.startList
        for (index, start) in starts.enumerated() {
            if let wanted {
                let end = index + 1 < starts.count ? starts[index + 1] : UInt32.max
                guard wanted.hasElement(from: start, to: end) else { continue }
            }
            if let block = try reader.row(SearchKey.block(kind, word, start))?.postings {
                found += block.content.all()
            }
        }
        return found + list.content.all()
    }

    private init() {}
}

/// Documents in which the words of a phrase that were looked at stand where they should, and where the phrase begins.
private struct PhraseCandidates {
    struct Candidate {
        let document: UInt32
        /// By field, ascending.
        var starts: [[UInt32]]
    }
    private(set) var all: [Candidate]

    init(_ postings: [Posting], _ offset: Int) {
        all = postings.compactMap { Candidate($0, offset) }
    }

    var documents: [UInt32] { all.map(\.document) }

    /// Leaves those in which another word stands in its place too.
    mutating func keep(_ postings: [Posting], _ offset: Int) {
        var kept: [Candidate] = []
        var next = 0
        for posting in postings {
            while next < all.count, all[next].document < posting.document { next += 1 }
            guard next < all.count else { break }
            guard all[next].document == posting.document, let other = Candidate(posting, offset) else { continue }
            var candidate = all[next]
            for field in candidate.starts.indices {
                candidate.starts[field].removeAll { !other.starts[field].contains($0) }
            }
            if candidate.starts.contains(where: { !$0.isEmpty }) { kept.append(candidate) }
        }
        all = kept
    }
}

extension PhraseCandidates.Candidate {
    /// Where the phrase would begin whose word `offset` stands here; nil where it would begin before the field does.
    fileprivate init?(_ posting: Posting, _ offset: Int) {
        document = posting.document
        let offset = UInt32(truncatingIfNeeded: offset)
        starts = posting.places.map { places in places.filter { $0 >= offset }.map { $0 - offset } }
        if starts.allSatisfy(\.isEmpty) { return nil }
    }
}

extension [UInt32] {
    /// Whether one of ascending numbers is at least `from` and below `to`.
    fileprivate func hasElement(from: UInt32, to: UInt32) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < from { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] < to
    }
}

/// What ranking reads of a word's rows: everything but places.
struct PostingView: RowView, Hashable {
    let postings: Part?

    struct Part: Hashable {
        let documents: UInt64
        let starts: RawBytes
        let postings: RawBytes
    }

    /// Nil where no document has the word.
    static func head(
        _ kind: SearchKind, _ word: String, _ reader: some TableReader<SearchProjector>
    ) throws(TableError) -> Part? {
        try reader.row(SearchKey.term(kind, word))?.postings.map(Part.init)
    }
}

extension PostingView {
    init(_ row: SearchRow) { postings = row.postings.map(Part.init) }
}
extension PostingView.Part {
    init(_ list: PostingList) { (documents, starts, postings) = (list.documents, list.starts, list.postings) }
}

extension PostingView: WireMessage {
    static let schema = Schema(Field(2, "postings", \PostingView.postings, "Where a word stands."))
}
extension PostingView.Part: WireMessage {
    static let schema = Schema(
        Field(1, "documents", \PostingView.Part.documents, "How many documents have the word."),
        Field(2, "starts", \.starts, "Where full blocks begin."),
        Field(4, "postings", \.postings, "Documents, fields and frequencies."))
}
