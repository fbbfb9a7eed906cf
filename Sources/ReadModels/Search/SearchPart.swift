import EventModel

/// What one kind of documents has of each clause.
struct SearchPart {
    private let kind: SearchKind
    private let size: Int
    private let isAny: Bool
    private var matches: [ClauseMatches] = []

    init(
        _ kind: SearchKind, _ size: Int, _ query: SearchQuery, _ reader: some TableReader<SearchIndex>
    ) throws(TableError) {
        (self.kind, self.size, isAny) = (kind, size, query.isAny)
        for clause in query.clauses {
            matches.append(try ClauseMatches(clause, kind, size, query.ranking.weights, reader))
        }
    }

    func documentCount(_ clause: Int) -> Int { matches[clause].documents.count }

    /// Adds the documents that have what was asked for, with their scores.
    func rank(
        _ weights: [Double], _ saturation: Saturation, _ reader: some TableReader<SearchIndex>, least: Int,
        into best: inout BestHits
    ) throws(TableError) {
        var lengths = LengthReader(kind, size)
        // The rarest first: of documents that need every clause, those of the rarest are the only candidates. And so that a
        // score is the same sum, whichever way it comes about.
        let order = matches.indices.sorted { matches[$0].documents.count < matches[$1].documents.count }
        if isAny {
            try rankAny(order, weights, saturation, reader, least: least, &lengths, into: &best)
        } else {
            try rankAll(order, weights, saturation, reader, &lengths, into: &best)
        }
    }

    private func rankAll(
        _ order: [Int], _ weights: [Double], _ saturation: Saturation, _ reader: some TableReader<SearchIndex>,
        _ lengths: inout LengthReader, into best: inout BestHits
    ) throws(TableError) {
        guard let rarest = order.first else { return }
        var documents = matches[rarest].documents
        var frequencies = [matches[rarest].frequencies]
        for clause in order.dropFirst() { matches[clause].keep(&documents, &frequencies) }
        for (index, document) in documents.enumerated() where document <= size {
            let damping = saturation.damping(length: try lengths.length(of: document, reader))
            var score = 0.0
            for (rank, clause) in order.enumerated() {
                score += weights[clause] * saturation.share(frequencies[rank][index], damping)
            }
            best.add(BestHits.Place(score: score, kind: kind, document: document))
        }
    }

    private func rankAny(
        _ order: [Int], _ weights: [Double], _ saturation: Saturation, _ reader: some TableReader<SearchIndex>,
        least: Int, _ lengths: inout LengthReader, into best: inout BestHits
    ) throws(TableError) {
        // Documents are numbered from 1 without gaps: an array is the shortest way from a number to a score.
        var scores: [Double] = Array(repeating: 0, count: size + 1)
        var hits: [UInt8] = Array(repeating: 0, count: size + 1)
        for clause in order {
            let found = matches[clause]
            for (index, document) in found.documents.enumerated() where document <= size {
                let damping = saturation.damping(length: try lengths.length(of: document, reader))
                scores[Int(document)] += weights[clause] * saturation.share(found.frequencies[index], damping)
                hits[Int(document)] += 1
            }
        }
        for document in 1..<max(1, size + 1) where Int(hits[document]) >= least {
            best.add(BestHits.Place(score: scores[document], kind: kind, document: UInt32(document)))
        }
    }
}

extension ClauseMatches {
    /// Leaves the documents that have this clause too; adds how often they do.
    fileprivate func keep(_ wanted: inout [UInt32], _ frequencies: inout [[Double]]) {
        var (kept, place) = (0, 0)
        var found: [Double] = []
        for index in wanted.indices {
            while place < documents.count, documents[place] < wanted[index] { place += 1 }
            guard place < documents.count else { break }
            guard documents[place] == wanted[index] else { continue }
            found.append(self.frequencies[place])
            wanted[kept] = wanted[index]
            for clause in frequencies.indices { frequencies[clause][kept] = frequencies[clause][index] }
            kept += 1
        }
        wanted.removeLast(wanted.count - kept)
        for clause in frequencies.indices { frequencies[clause].removeLast(frequencies[clause].count - kept) }
        frequencies.append(found)
    }
}

/// How much a word counts the more often a document has it, and how much less in a long one.
struct Saturation {
    let k1: Double
    let b: Double
    let meanLength: Double

    func damping(length: UInt32) -> Double { k1 * (1 - b + b * Double(length) / meanLength) }
    func share(_ frequency: Double, _ damping: Double) -> Double { frequency * (k1 + 1) / (frequency + damping) }
}

/// How many words documents have, read as far as they are asked for.
struct LengthReader {
    private let kind: SearchKind
    /// A row each; empty where it was not read.
    private var rows: [[UInt32]]

    init(_ kind: SearchKind, _ size: Int) {
        self.kind = kind
        rows = Array(repeating: [], count: size / Int(SearchKey.lengthsInRow) + 1)
    }

    mutating func length(of document: UInt32, _ reader: some TableReader<SearchIndex>) throws(TableError) -> UInt32 {
        let row = Int(document / SearchKey.lengthsInRow)
        if rows[row].isEmpty {
            let stored = try reader.row(SearchKey.lengths(kind, of: document))?.lengths?.bytes ?? []
            rows[row] = DocumentLengths.values(stored)
        }
        let place = Int(document % SearchKey.lengthsInRow)
        return place < rows[row].count ? rows[row][place] : 0
    }
}
