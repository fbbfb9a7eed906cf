import EventModel

/// What changed documents of one kind do to the rows of the index.
struct IndexChange {
    private let kind: SearchKind
    private var words = WordTable()
    /// Every word of the documents as they were and as they are: which word it is, and where it stands.
    private var wordNumbers: [UInt32] = []
    private var marks: [Mark] = []

    /// A word in a document.
    private struct Mark {
        let document: UInt32
        let occurrence: UInt32
        /// False where it stood there before.
        let isNow: Bool
    }

    init(_ kind: SearchKind) { self.kind = kind }

    /// `documents` stand in the order of their numbers.
    mutating func write(
        _ documents: [(stream: StreamID, document: ChangedDocument)],
        _ rows: inout ChangedRows<some TableReader<SearchIndex>>
    ) throws(TableError) {
        var corpus = SearchCorpusChange(kind)
        for (stream, document) in documents {
            let before = document.before.map { take($0.texts, document.number, isNow: false) }
            let after = take(document.texts, document.number, isNow: true)
            corpus.add(document.number, stream.key, wordsBefore: before, after)
            rows.set(
                stream, before: document.before.map(SearchRow.init),
                after: SearchRow(SearchDocument(number: UInt64(document.number), texts: document.texts)))
        }
        try corpus.write(&rows)
        try writeWords(&rows)
    }

    /// The words of a document; how many they are.
    private mutating func take(_ texts: [String], _ number: UInt32, isNow: Bool) -> UInt64 {
        var count: UInt64 = 0
        for (field, text) in texts.enumerated() {
            let found = SearchWords.flat(text)
            var start = 0
            for (place, end) in found.ends.enumerated() {
                let place = UInt32(clamping: place)
                if place <= Occurrence.lastPlace {
                    wordNumbers.append(words.number(of: found.bytes[start..<end]))
                    marks.append(Mark(document: number, occurrence: Occurrence.number(field, place), isNow: isNow))
                }
                start = end
            }
            count += UInt64(found.ends.count)
        }
        return count
    }

    private func writeWords(_ rows: inout ChangedRows<some TableReader<SearchIndex>>) throws(TableError) {
        // Sorted by counting, which keeps the order of documents and places.
        var starts = Array(repeating: 0, count: words.count + 1)
        for number in wordNumbers { starts[Int(number) + 1] += 1 }
        for index in 0..<words.count { starts[index + 1] += starts[index] }
        var next = starts
        var sorted = Array(repeating: Mark(document: 0, occurrence: 0, isNow: false), count: marks.count)
        for (index, number) in wordNumbers.enumerated() {
            sorted[next[Int(number)]] = marks[index]
            next[Int(number)] += 1
        }
        for number in 0..<words.count {
            var arena = PostingArena()
            let changes = changes(sorted[starts[number]..<starts[number + 1]], &arena)
            guard !changes.isEmpty else { continue }
            var merge = PostingMerge(kind, words.word(number), arena)
            try merge.merge(changes, into: &rows)
        }
    }

    /// What became of a word's postings: documents that have it where they had it before are left out.
    private func changes(_ marks: ArraySlice<Mark>, _ arena: inout PostingArena) -> [PostingArena.Item] {
        var items: [PostingArena.Item] = []
        var start = marks.startIndex
        while start < marks.endIndex {
            let document = marks[start].document
            var (middle, end) = (start, start)
            while end < marks.endIndex, marks[end].document == document {
                end += 1
                if !marks[end - 1].isNow { middle = end }
            }
            let (before, after) = (marks[start..<middle], marks[middle..<end])
            if after.isEmpty {
                items.append(arena.goneItem(document))
            } else if !before.elementsEqual(after, by: { $0.occurrence == $1.occurrence }) {
                items.append(arena.item(document, after.lazy.map(\.occurrence)))
            }
            start = end
        }
        return items
    }
}

/// Numbers for words, in the order in which they come.
struct WordTable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Open addressing; 0 is free, else a number and 1.
    private var slots: [UInt32] = Array(repeating: 0, count: 1 << 12)

    var count: Int { ends.count }

    func word(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

    mutating func number(of word: ArraySlice<UInt8>) -> UInt32 {
        if count * 2 >= slots.count { grow() }
        var slot = Int(truncatingIfNeeded: hash(word)) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot] - 1)
            if bytes[range(number)] == word { return UInt32(number) }
            slot = (slot + 1) & (slots.count - 1)
        }
        bytes += word
        ends.append(bytes.count)
        slots[slot] = UInt32(count)
        return UInt32(count - 1)
    }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    /// FNV-1a, folded so that its low bits depend on all bytes.
    private func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ hash >> 32
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for number in ends.indices {
            var slot = Int(truncatingIfNeeded: hash(bytes[range(number)])) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }
}
