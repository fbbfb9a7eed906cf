import EventModel

/// Merges what changed into the postings of one word. Reads and writes the rows of ranges that change, and no others.
struct PostingMerge {
    typealias Item = PostingArena.Item

    /// A range with its postings; without them where they stay as they are stored.
    private struct Part {
        var part: PostingPart
        var items: [Item]?
        /// Whether less may be left than there was, so that it and its other half fit in one row.
        var hasShrunk = false
    }
    private let kind: SearchKind
    private let word: String
    private let weightLimit: Int
    private var arena: PostingArena
    private var list = PostingList()
    /// The rows of ranges that were read.
    private var read: [UInt32: SearchRow] = [:]

    /// `changes` stand in `arena`, by document.
    init(_ kind: SearchKind, _ word: String, _ arena: PostingArena, weightLimit: Int = PostingList.weightLimit) {
        (self.kind, self.word, self.arena, self.weightLimit) = (kind, word, arena, weightLimit)
    }

    mutating func merge(
        _ changes: [Item], into rows: inout ChangedRows<some TableReader<SearchIndex>>
    ) throws(TableError) {
        let key = SearchKey.term(kind, word)
        let before = try rows.stored(key)
        list = before?.postings ?? PostingList()
        let parts = PostingPart.list(list.parts.bytes)
        let merged = try merge(.all, parts[...], changes[...], rows)
        let isWhole = merged.count == 1
        list.parts = RawBytes(isWhole ? [] : PostingPart.bytes(merged.map(\.part)))
        list.content = isWhole ? arena.stored(merged[0].items ?? [], from: 0) : PostingBytes()
        if !isWhole { store(merged, &rows) }
        let kept = Set(isWhole ? [] : merged.filter { !$0.part.isEmpty }.map(\.part.range.start))
        for (start, row) in read.sorted(by: { $0.key < $1.key }) where !kept.contains(start) {
            rows.set(SearchKey.block(kind, word, start), before: row, after: nil)
        }
        rows.set(key, before: before, after: list.documents == 0 ? nil : SearchRow(list))
    }

    private func store(_ merged: [Part], _ rows: inout ChangedRows<some TableReader<SearchIndex>>) {
        for part in merged where !part.part.isEmpty {
            guard let items = part.items else { continue }
            let start = part.part.range.start
            rows.set(
                SearchKey.block(kind, word, start), before: read[start],
                after: SearchRow(block: arena.stored(items, from: start)))
        }
    }

    /// The parts of `range`, of which `parts` are stored.
    private mutating func merge(
        _ range: PostingRange, _ parts: ArraySlice<PostingPart>, _ changes: ArraySlice<Item>,
        _ rows: ChangedRows<some TableReader<SearchIndex>>
    ) throws(TableError) -> [Part] {
        if changes.isEmpty { return parts.map { Part(part: $0) } }
        guard parts.count > 1, let (lower, upper) = range.halves else {
            let stored =
                if let part = parts.first { try self.items(of: part, rows) } else {
                    arena.items(of: list.content, from: 0)
                }
            let (items, hasShrunk) = take(changes, into: stored)
            return split(items[...], range, hasShrunk)
        }
        let partsMiddle = parts.partition { $0.range.start >= upper.start }
        let middle = changes.partition { $0.document >= upper.start }
        let first = try merge(lower, parts[..<partsMiddle], changes[..<middle], rows)
        let second = try merge(upper, parts[partsMiddle...], changes[middle...], rows)
        guard first.count == 1, second.count == 1, first[0].hasShrunk || second[0].hasShrunk else {
            return first + second
        }
        let both = try items(of: first[0], rows) + items(of: second[0], rows)
        if isHeavy(both[...]) { return first + second }
        let part = PostingPart(range: range, isEmpty: both.isEmpty)
        return [Part(part: part, items: both, hasShrunk: true)]
    }

    /// Halves a range until each part fits in a row.
    private func split(_ items: ArraySlice<Item>, _ range: PostingRange, _ hasShrunk: Bool) -> [Part] {
        guard isHeavy(items), let (lower, upper) = range.halves else {
            let part = PostingPart(range: range, isEmpty: items.isEmpty)
            return [Part(part: part, items: Array(items), hasShrunk: hasShrunk)]
        }
        let middle = items.partition { $0.document >= upper.start }
        return split(items[..<middle], lower, hasShrunk) + split(items[middle...], upper, hasShrunk)
    }

    private func isHeavy(_ items: ArraySlice<Item>) -> Bool {
        var weight = 0
        for item in items {
            weight += item.weight
            if weight > weightLimit { return true }
        }
        return false
    }

    private mutating func items(
        of part: Part, _ rows: ChangedRows<some TableReader<SearchIndex>>
    ) throws(TableError) -> [Item] {
        if let items = part.items { return items }
        return try items(of: part.part, rows)
    }

    private mutating func items(
        of part: PostingPart, _ rows: ChangedRows<some TableReader<SearchIndex>>
    ) throws(TableError) -> [Item] {
        guard !part.isEmpty else { return [] }
        let row = try rows.stored(SearchKey.block(kind, word, part.range.start))
        read[part.range.start] = row
        return arena.items(of: row?.postings?.content ?? PostingBytes(), from: part.range.start)
    }

    /// Changes over what is stored, both by document; and whether any of it was replaced or removed.
    private mutating func take(_ changes: ArraySlice<Item>, into stored: [Item]) -> (items: [Item], hasShrunk: Bool) {
        var items: [Item] = []
        items.reserveCapacity(stored.count + changes.count)
        var rest = stored[...]
        var hasShrunk = false
        for change in changes {
            while let next = rest.first, next.document < change.document {
                items.append(next)
                rest.removeFirst()
            }
            if rest.first?.document == change.document {
                rest.removeFirst()
                list.documents -= 1
                hasShrunk = true
            }
            if change.isGone { continue }
            items.append(change)
            list.documents += 1
        }
        return (items + rest, hasShrunk)
    }
}

extension ArraySlice {
    /// The first place of which the condition holds, and of all behind it.
    fileprivate func partition(_ isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
