import EventModel

/// What changed documents of one kind do to the rows that are about all of them: how many there are, what they are called,
/// and how many words they have.
struct SearchCorpusChange {
    private let kind: SearchKind
    /// In the order of the numbers.
    private var lengths: [(document: UInt32, words: UInt64)] = []
    private var names: [(document: UInt32, name: String)] = []
    private var words: UInt64 = 0

    init(_ kind: SearchKind) { self.kind = kind }

    /// The next document, in the order of their numbers; `wordsBefore` is nil of a new one.
    mutating func add(_ document: UInt32, _ name: String, wordsBefore: UInt64?, _ wordsNow: UInt64) {
        if wordsBefore == nil { names.append((document, name)) }
        if wordsBefore != wordsNow { lengths.append((document, wordsNow)) }
        words = words &+ wordsNow &- (wordsBefore ?? 0)
    }

    func write(_ rows: inout ChangedRows<some TableReader<SearchIndex>>) throws(TableError) {
        let key = SearchKey.corpus(kind)
        let before = try rows.stored(key)
        var corpus = before?.corpus ?? SearchCorpus(documents: 0, words: 0)
        corpus.documents += UInt64(names.count)
        corpus.words = corpus.words &+ words
        rows.set(key, before: before, after: SearchRow(corpus))
        try write(lengths.map(\.document), SearchKey.lengthsInRow, SearchKey.lengths, &rows) { row, places in
            var values = DocumentLengths.values(row?.lengths?.bytes ?? [])
            for index in places {
                let place = Int(lengths[index].document % SearchKey.lengthsInRow)
                while values.count <= place { values.append(0) }
                values[place] = UInt32(clamping: lengths[index].words)
            }
            return SearchRow(lengths: DocumentLengths.bytes(values))
        }
        try write(names.map(\.document), SearchKey.namesInRow, SearchKey.names, &rows) { row, places in
            var list = DocumentNames.list(row?.names?.bytes ?? [])
            for index in places {
                let place = Int(names[index].document % SearchKey.namesInRow)
                while list.count <= place { list.append("") }
                list[place] = names[index].name
            }
            return SearchRow(names: DocumentNames.bytes(list))
        }
    }

    /// Changes each row that any of `documents` belongs to once; `body` is told which of them do.
    private func write(
        _ documents: [UInt32], _ documentsInRow: UInt32, _ key: (SearchKind, UInt32) -> StreamID,
        _ rows: inout ChangedRows<some TableReader<SearchIndex>>, _ body: (SearchRow?, Range<Int>) -> SearchRow
    ) throws(TableError) {
        var start = 0
        while start < documents.count {
            let number = documents[start] / documentsInRow
            var end = start + 1
            while end < documents.count, documents[end] / documentsInRow == number { end += 1 }
            let key = key(kind, documents[start])
            let before = try rows.stored(key)
            rows.set(key, before: before, after: body(before, start..<end))
            start = end
        }
    }
}

/// How many words documents have, in order: a varint each.
enum DocumentLengths {
    static func values(_ bytes: [UInt8]) -> [UInt32] {
        var reader = VarintReader(bytes)
        var values: [UInt32] = []
        values.reserveCapacity(bytes.count)
        while !reader.isAtEnd { values.append(reader.next()) }
        return values
    }

    static func bytes(_ values: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = []
        for value in values { bytes.append(varint: UInt64(value)) }
        return bytes
    }
}

/// What documents are called, in order. Of each: a varint, how many bytes it has in common with the one before; a varint, how
/// many follow; these.
enum DocumentNames {
    static func list(_ bytes: [UInt8]) -> [String] {
        var reader = VarintReader(bytes)
        var (names, name): ([String], [UInt8]) = ([], [])
        while !reader.isAtEnd {
            name.removeSubrange(min(Int(reader.next()), name.count)...)
            for _ in 0..<min(Int(reader.next()), bytes.count) { name.append(reader.byte()) }
            names.append(String(decoding: name, as: UTF8.self))
        }
        return names
    }

    static func bytes(_ names: [String]) -> [UInt8] {
        var (bytes, last): ([UInt8], [UInt8]) = ([], [])
        for name in names.lazy.map({ Array($0.utf8) }) {
            let common = zip(name, last).prefix { $0 == $1 }.count
            bytes.append(varint: UInt64(common))
            bytes.append(varint: UInt64(name.count - common))
            bytes += name[common...]
            last = name
        }
        return bytes
    }
}
