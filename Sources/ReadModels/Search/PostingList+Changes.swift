import EventModel

// How a word's postings grow: new documents come behind, and when the newest postings are full they become a block. A
// document that changes later is in the block that its number leads to.

extension PostingList {
    var content: PostingBytes {
        get { PostingBytes(postings: postings.bytes, positions: positions.bytes) }
        set { (postings, positions) = (RawBytes(newValue.postings), RawBytes(newValue.positions)) }
    }

    var isEmpty: Bool { postings.bytes.isEmpty }
    var isFull: Bool { postings.bytes.count + positions.bytes.count >= Self.fullBytes }
    /// A block that changes of documents have made too large.
    var isOverfull: Bool { postings.bytes.count + positions.bytes.count > Self.fullBytes * 5 / 4 }

    /// The block that a document belongs to, by its start; nil is the newest postings.
    func block(of document: UInt32) -> UInt32? {
        if document > last { return nil }
        guard let found = startList.last(where: { $0 <= document }) else { return nil }
        guard found == startList.last else { return found }
        // Behind the last block's start: there, or among the newest, which begin later.
        var cursor = PostingCursor(postings.bytes)
        return cursor.next() && cursor.document <= document ? nil : found
    }

    var startList: [UInt32] {
        var reader = VarintReader(starts.bytes)
        var (list, last): ([UInt32], UInt32) = ([], 0)
        while !reader.isAtEnd {
            last &+= reader.next()
            list.append(last)
        }
        return list
    }

    private mutating func set(starts list: [UInt32]) {
        var (bytes, last): ([UInt8], UInt32) = ([], 0)
        for start in list {
            bytes.append(varint: UInt64(start &- last))
            last = start
        }
        starts = RawBytes(bytes)
    }

    mutating func insert(start: UInt32) { set(starts: (startList + [start]).sorted()) }

    /// Puts a document among the newest. True where it was not there.
    mutating func append(_ posting: Posting) -> Bool {
        if isEmpty || UInt64(posting.document) > last {
            var bytes = content
            bytes.append(posting, after: isEmpty ? nil : UInt32(truncatingIfNeeded: last))
            content = bytes
            last = UInt64(posting.document)
            return true
        }
        return put(posting)
    }

    mutating func put(_ posting: Posting) -> Bool {
        var bytes = content
        defer { content = bytes }
        return bytes.put(posting)
    }

    /// False where the document is not there.
    mutating func remove(_ document: UInt32) -> Bool {
        var bytes = content
        guard bytes.remove(document) else { return false }
        content = bytes
        // Of none left it stays: later documents are behind it all the same.
        if UInt64(document) == last, let before = bytes.all().last?.document { last = UInt64(before) }
        return true
    }

    /// The newest postings as a block, which is named after its first document; none are left. The first block of all is
    /// named 0: older documents may come to it.
    mutating func moveOut() -> (start: UInt32, block: PostingList)? {
        var cursor = PostingCursor(postings.bytes)
        guard cursor.next() else { return nil }
        var block = PostingList()
        (block.postings, block.positions) = (postings, positions)
        (postings, positions) = (RawBytes([]), RawBytes([]))
        let start = starts.bytes.isEmpty ? 0 : cursor.document
        insert(start: start)
        return (start, block)
    }

    /// Two halves, and the document that the second begins with.
    func split() -> (PostingList, PostingList, UInt32)? {
        let all = content.all()
        guard all.count > 1 else { return nil }
        let (first, second) = (all[..<(all.count / 2)], all[(all.count / 2)...])
        guard let begins = second.first?.document else { return nil }
        return (PostingList(of: first), PostingList(of: second), begins)
    }

    private init(of list: ArraySlice<Posting>) {
        var (bytes, last): (PostingBytes, UInt32?) = (PostingBytes(), nil)
        for posting in list {
            bytes.append(posting, after: last)
            last = posting.document
        }
        content = bytes
    }
}
