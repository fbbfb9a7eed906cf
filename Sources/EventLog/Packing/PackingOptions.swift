/// How a log packs its older records. What is stored says itself how it is to be read: every log reads every packing.
public struct PackingOptions: Sendable, Hashable {
    /// The newest records stay as they are: they are read most, and packed once they are older.
    public var rawRecordCount: Int
    /// False leaves packing to `pack()`.
    public var isAutomatic: Bool
    /// What one segment takes of LMDB. Larger ones find a place in a file full of small gaps less easily; smaller ones hold a
    /// larger share of blocks that ended early.
    var pagesPerSegment = 16
    /// So many records end a segment that is not full; also what one transaction has to delete at a time.
    var recordsPerSegment = 4096
    /// A block is full with so many bytes before packing. By bytes, not by records: what a point read has to unpack is then
    /// the same for small records as for large ones (Benchmarks/README.md, Packing).
    var bytesPerBlock = 16 << 10
    var level: Int32 = 3
    /// For records that packing densely hardly makes smaller than packing quickly does.
    var quickLevel: Int32 = 2

    public init(rawRecordCount: Int = 4096, isAutomatic: Bool = true) {
        self.rawRecordCount = max(0, rawRecordCount)
        self.isAutomatic = isAutomatic
    }
}
