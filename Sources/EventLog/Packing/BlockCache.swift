internal import EventModel
internal import Synchronization

/// The blocks that were unpacked last, for all readers of a log: the events of a stream often stand close together.
///
/// What a position holds never changes, so a block stays right whatever is packed, copied or written meanwhile.
final class BlockCache: Sendable {
    /// Some 64 × 16 KiB. Blocks of large records are not kept: a few of them would take the place of all others, and more.
    private static let blockCount = 64
    private static let bytesPerBlock = 64 << 10
    private static let idleUnpackerCount = 8

    private struct State {
        var blocks: [UnpackedBlock] = []
        /// The place that the next block takes: the oldest.
        var oldest = 0
        var unpackers: [BlockUnpacker] = []
    }
    private let state = Mutex(State())

    /// The block that holds the record at `position`, where it was unpacked lately.
    func block(containing position: UInt64) -> UnpackedBlock? {
        state.withLock { state in state.blocks.first { $0.contains(position) } }
    }

    func keep(_ block: UnpackedBlock) {
        guard block.bytes.count <= Self.bytesPerBlock else { return }
        state.withLock { state in
            if state.blocks.contains(where: { $0.first == block.first }) { return }
            guard state.blocks.count == Self.blockCount else { return state.blocks.append(block) }
            state.blocks[state.oldest] = block
            state.oldest = (state.oldest + 1) % Self.blockCount
        }
    }

    /// Unpacks the block of `segment` that holds the record at `position`, and checks it.
    func unpack(_ segment: borrowing Segment, containing position: UInt64) throws(LogError) -> UnpackedBlock {
        guard let block = segment.block(containing: position) else {
            throw .corrupt(.missing("the record", at: Position(position)))
        }
        let unpacker = state.withLock { $0.unpackers.popLast() } ?? BlockUnpacker()
        let bytes = unpacker.unpack(segment.packedBytes(of: block), byteCount: block.rawByteCount)
        state.withLock { if $0.unpackers.count < Self.idleUnpackerCount { $0.unpackers.append(unpacker) } }
        guard let bytes else {
            throw .corrupt(
                Corruption(
                    "the block of packed records", at: Position(block.first),
                    expected: "a frame of \(block.rawByteCount) bytes", found: "another"))
        }
        let checksum = Checksum.of(bytes.raw, seed: block.first)
        guard checksum == block.checksum else {
            throw .corrupt(
                Corruption(
                    "the checksum of the block of packed records", at: Position(block.first),
                    expected: block.checksum.hexadecimal, found: checksum.hexadecimal))
        }
        return try UnpackedBlock(bytes, first: block.first, recordCount: block.recordCount)
    }
}
