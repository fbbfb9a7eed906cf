import EventModel

/// What one kind of documents has of each clause.
struct SearchPart {
    private let kind: SearchKind
    private let size: Int
    private let isAny: Bool
    private var matches: [ClauseMatches] = []
    /// How many documents have each clause, in the order of the clauses.
    private(set) var documents: [Int]

    init(
        _ kind: SearchKind, _ size: Int, _ clauses: [SearchQuery.Clause], isAny: Bool,
        _ reader: some TableReader<SearchProjector>
    ) throws(TableError) {
        (self.kind, self.size, self.isAny) = (kind, size, isAny)
        documents = Array(repeating: 0, count: clauses.count)
        for (index, clause) in clauses.enumerated() {
            let found = try ClauseMatches(clause, kind, size, reader)
            documents[index] = found.documents.count
            matches.append(found)
        }
    }

    /// Adds the documents that have what was asked for, with their scores.
    func rank(
        _ weights: [Double], _ ranking: SearchRanking, meanLength: Double,
        _ reader: some TableReader<SearchProjector>, least: Int, into best: inout BestHits
    ) throws(TableError) {
        if !isAny, documents.contains(0) { return }
        // Documents are numbered from 1 without gaps: an array is the shortest way from a number to a score.
        var scores: [Double] = Array(repeating: 0, count: size + 1)
        var hits: [UInt8] = Array(repeating: 0, count: size + 1)
        // Of documents that need every clause those of the rarest are the only candidates.
        let order = matches.indices.sorted { documents[$0] < documents[$1] }
        var lengths = DocumentLengths(kind, size)
        let (k1, b) = (ranking.k1, ranking.b)
        for (rank, index) in order.enumerated() {
            let found = matches[index]
            for place in found.documents.indices {
                let document = Int(found.documents[place])
                guard document <= size, isAny || Int(hits[document]) == rank else { continue }
                let length = try lengths.length(of: document, reader)
                let frequency = found.frequency(place, ranking.weights)
                scores[document] +=
                    weights[index] * frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length / meanLength))
                hits[document] += 1
            }
        }
        let needed = UInt8(clamping: isAny ? least : matches.count)
        guard let rarest = order.first else { return }
        if isAny {
            for document in 1..<max(1, size + 1) where hits[document] >= needed {
                best.add(BestHits.Place(score: scores[document], kind: kind, document: UInt32(document)))
            }
        } else {
            for document in matches[rarest].documents where Int(document) <= size && hits[Int(document)] == needed {
                best.add(BestHits.Place(score: scores[Int(document)], kind: kind, document: document))
            }
        }
    }
}

/// How many words documents have, read as far as they are asked for.
private struct DocumentLengths {
    private let kind: SearchKind
    private var lengths: [UInt32]
    private var isRead: [Bool]

    init(_ kind: SearchKind, _ size: Int) {
        self.kind = kind
        lengths = Array(repeating: 0, count: size + 1)
        isRead = Array(repeating: false, count: size / Int(SearchKey.lengthsInRow) + 1)
    }

    mutating func length(
        of document: Int, _ reader: some TableReader<SearchProjector>
    ) throws(TableError) -> Double {
        let row = document / Int(SearchKey.lengthsInRow)
        if !isRead[row] {
            isRead[row] = true
            let key = SearchKey.lengths(kind, of: UInt32(document))
            var values = VarintReader(try reader.row(key)?.lengths?.bytes ?? [])
            var place = row * Int(SearchKey.lengthsInRow)
            while !values.isAtEnd, place < lengths.count {
                lengths[place] = values.next()
                place += 1
            }
        }
        return Double(lengths[document])
    }
}
