internal import EventModel
internal import LMDB

/// A walk over the positions of one stream, a page of packed numbers at a time.
struct StreamCursor: ~Copyable, ~Escapable {
    private var cursor: Cursor
    /// The version of the first position on the cursor's page, and how many stand before the next one.
    private var pageVersion: UInt64 = 1
    private var offset = 0
    private var isAtEnd: Bool

    @_lifetime(copy cursor)
    init(_ cursor: consuming Cursor, number: UInt64, fromVersion: UInt64) throws(LogError) {
        self.cursor = cursor
        isAtEnd = true
        do throws(LMDBError) {
            if try self.cursor.find(number) { isAtEnd = try !self.cursor.duplicates() }
        } catch {
            throw .storage(error)
        }
        while !isAtEnd, pageVersion + pageCount <= fromVersion { try turnPage() }
        if !isAtEnd { offset = Int(fromVersion - pageVersion) }
    }

    /// The next position with its version, or nil at the end of the stream.
    mutating func next() throws(LogError) -> (position: Position, version: UInt64)? {
        if !isAtEnd, offset == pageCount { try turnPage() }
        guard !isAtEnd else { return nil }
        defer { offset += 1 }
        return (Position(cursor.value.nativeInteger(at: offset)), pageVersion + UInt64(offset))
    }

    private var pageCount: UInt64 { UInt64(cursor.value.byteCount / 8) }

    private mutating func turnPage() throws(LogError) {
        pageVersion += pageCount
        offset = 0
        do throws(LMDBError) { isAtEnd = try !cursor.nextDuplicates() } catch { throw .storage(error) }
    }
}

extension RawSpan {
    /// The number at `index` of a page of packed ones, which LMDB keeps in the machine's order.
    fileprivate func nativeInteger(at index: Int) -> UInt64 {
        unsafe unsafeLoadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
    }
}
