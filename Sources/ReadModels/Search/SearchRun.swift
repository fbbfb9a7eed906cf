public import EventModel

extension SearchQuery {
    /// What is found in the index as it is in `reader`.
    public func result(in reader: some TableReader<SearchIndex>) throws(TableError) -> SearchResult {
        var parts: [SearchPart] = []
        var (all, words) = (UInt64(0), UInt64(0))
        for kind in kinds.sorted() {
            guard let corpus = try reader.row(SearchKey.corpus(kind))?.corpus else { continue }
            (all, words) = (all &+ corpus.documents, words &+ corpus.words)
            parts.append(try SearchPart(kind, Int(corpus.lastNumber), self, reader))
        }
        let mean = all == 0 ? 1 : Double(words) / Double(all)
        let saturation = Saturation(k1: ranking.k1, b: ranking.b, meanLength: mean)
        var best = BestHits(limit: limit)
        let weights = clauses.indices.map { clause in
            let documents = parts.reduce(0) { $0 + $1.documentCount(clause) }
            return ranking.weight(documents: Double(documents), of: Double(all))
        }
        for part in parts {
            try part.rank(weights, saturation, reader, least: max(1, leastClauses), into: &best)
        }
        let hits = try best.sorted.map { place throws(TableError) in
            try hit(place, reader)
        }
        return SearchResult(position: reader.position, hits: hits, found: best.count, searched: all)
    }

    private func hit(
        _ place: BestHits.Place, _ reader: some TableReader<SearchIndex>
    ) throws(TableError) -> SearchHit {
        let stored = try reader.row(SearchKey.names(place.kind, of: place.document))?.names?.bytes ?? []
        let names = DocumentNames.list(stored)
        let index = Int(place.document % SearchKey.namesInRow)
        let stream = StreamID(category: place.kind.category, key: index < names.count ? names[index] : "")
        let texts = try reader.row(stream)?.document?.texts ?? Array(repeating: "", count: SearchField.count)
        return SearchHit(kind: place.kind, stream: stream, score: place.score, texts: texts)
    }
}

extension Array {
    /// `map` that keeps the type of what it throws.
    fileprivate func map<Value>(_ body: (Element) throws(TableError) -> Value) throws(TableError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        for element in self { values.append(try body(element)) }
        return values
    }
}

/// The best documents found so far: few, in a heap with the worst of them on top.
struct BestHits {
    struct Place: Comparable {
        let score: Double
        let kind: SearchKind
        let document: UInt32

        /// The score is rounded to a multiple of 2⁻³⁰: what merely adding up makes of equal ones is no difference.
        init(score: Double, kind: SearchKind, document: UInt32) {
            (self.score, self.kind, self.document) = ((score * 0x1p30).rounded() * 0x1p-30, kind, document)
        }

        /// Worse first.
        static func < (left: Place, right: Place) -> Bool {
            if left.score != right.score { return left.score < right.score }
            if left.kind != right.kind { return right.kind < left.kind }
            return right.document < left.document
        }
    }
    private let limit: Int
    private var heap: [Place] = []
    private(set) var count = 0

    init(limit: Int) { self.limit = max(0, limit) }

    var sorted: [Place] { heap.sorted { $1 < $0 } }

    mutating func add(_ place: Place) {
        count += 1
        if heap.count < limit {
            heap.append(place)
            var child = heap.count - 1
            while child > 0, heap[child] < heap[(child - 1) / 2] {
                heap.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
        } else if limit > 0, heap[0] < place {
            heap[0] = place
            sink()
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
