import EventModel

/// The documents in which words follow each other in one field, and where they begin to.
///
/// The rarest word comes first: of the others nothing is read but parts with documents that may have the phrase, and no
/// positions are looked at but those of such documents.
struct Phrase {
    private(set) var documents: [UInt32] = []
    /// Where the phrase begins in each document: up to `ends`, from where the one before ends.
    private(set) var starts: [UInt32] = []
    private var ends: [Int] = []

    init(
        _ words: [String], _ kind: SearchKind, _ reader: some TableReader<SearchIndex>
    ) throws(TableError) {
        var heads: [(offset: Int, word: String, list: PostingList)] = []
        for (offset, word) in words.enumerated() {
            guard let list = try reader.row(SearchKey.term(kind, word))?.postings else { return }
            heads.append((offset, word, list))
        }
        heads.sort { $0.list.documents < $1.list.documents }
        for (index, (offset, word, list)) in heads.enumerated() {
            var found = Phrase()
            let wanted = index == 0 ? nil : documents
            try found.read(list, kind, word, at: UInt32(truncatingIfNeeded: offset), wanted, reader)
            if index == 0 { self = found } else { keep(found) }
            if documents.isEmpty { return }
        }
    }

    private init() {}

    /// How often each document has the phrase, by the weights of the fields.
    func frequencies(weighted weights: [Double]) -> [Double] {
        var start = 0
        return ends.map { end in
            defer { start = end }
            return starts[start..<end].reduce(0) { $0 + weights[Occurrence.field($1)] }
        }
    }

    /// Where the phrase would begin whose word at `offset` is this one.
    private mutating func read(
        _ list: PostingList, _ kind: SearchKind, _ word: String, at offset: UInt32, _ wanted: [UInt32]?,
        _ reader: some TableReader<SearchIndex>
    ) throws(TableError) {
        if list.parts.bytes.isEmpty { return append(list.content, from: 0, at: offset, wanted) }
        for part in PostingPart.list(list.parts.bytes) where !part.isEmpty {
            let range = part.range
            if let wanted, !wanted.hasElement(from: range.start, to: range.end) { continue }
            guard let row = try reader.row(SearchKey.block(kind, word, range.start))?.postings else { continue }
            append(row.content, from: range.start, at: offset, wanted)
        }
    }

    private mutating func append(_ content: PostingBytes, from start: UInt32, at offset: UInt32, _ wanted: [UInt32]?) {
        var cursor = PostingCursor(content.postings, from: start)
        var reader = VarintReader(content.positions)
        var next = wanted?.place(of: start) ?? 0
        while cursor.next() {
            if let wanted {
                while next < wanted.count, wanted[next] < cursor.document { next += 1 }
                guard next < wanted.count else { return }
                guard wanted[next] == cursor.document else {
                    reader.skip(cursor.occurrences)
                    continue
                }
            }
            for field in 0..<SearchField.count {
                var place: UInt32 = 0
                for _ in 0..<cursor.frequency(field) {
                    if reader.isAtEnd { break }
                    place &+= reader.next()
                    // Where it would begin before the field does, it does not.
                    if place >= offset { starts.append(Occurrence.number(field, place - offset)) }
                }
            }
            if starts.count > ends.last ?? 0 {
                documents.append(cursor.document)
                ends.append(starts.count)
            }
        }
    }

    /// Leaves what `other` has too.
    private mutating func keep(_ other: Phrase) {
        var kept = Phrase()
        var place = 0
        for (index, document) in documents.enumerated() {
            while place < other.documents.count, other.documents[place] < document { place += 1 }
            guard place < other.documents.count else { break }
            guard other.documents[place] == document else { continue }
            let others = other.starts[other.range(place)]
            var next = others.startIndex
            for start in starts[range(index)] {
                while next < others.endIndex, others[next] < start { next += 1 }
                if next < others.endIndex, others[next] == start { kept.starts.append(start) }
            }
            if kept.starts.count > kept.ends.last ?? 0 {
                kept.documents.append(document)
                kept.ends.append(kept.starts.count)
            }
        }
        self = kept
    }

    /// Of a document's place those of its `starts`.
    func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
}

extension [UInt32] {
    /// The place of the first of ascending numbers that is at least `number`.
    fileprivate func place(of number: UInt32) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether one of ascending numbers is at least `from` and below `to`.
    fileprivate func hasElement(from: UInt32, to: UInt64) -> Bool {
        let place = place(of: from)
        return place < count && UInt64(self[place]) < to
    }
}
