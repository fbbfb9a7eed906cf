import EventModel
import TestSupport
import Testing

@testable import EventLog

/// Segments and blocks made by somebody who knows the format: every checksum is right, nothing else need be. Each is an error
/// or records of some bytes; never a trap, never more memory than the directory may claim.
@Suite struct SegmentMutationTests {
    private func records(_ generator: inout SplitMix) -> [PackableRecord] {
        (0..<UInt64(20)).map { index in
            let bytes = (0..<Int(generator.next() % 90) + 1).map { _ in UInt8(generator.next() % 5) }
            return PackableRecord(bytes, at: 100 + index, previous: Position(generator.next() % 3 == 0 ? 0 : 99))
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ places: Range<Int>, _ generator: inout SplitMix) {
        let edges: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF]
        for _ in 0...generator.next() % 4 {
            guard let index = places.randomElement(using: &generator) else { return }
            let flipped = bytes[index] ^ 1 << UInt8(generator.next() % 8)
            bytes[index] = generator.next() % 2 == 0 ? flipped : edges.randomElement(using: &generator) ?? 0
        }
    }

    @Test func `a segment with any header, directory and frames is an error or records`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMix(seed: seed)
        var builder = SegmentBuilder(
            first: 100, options: .small(recordsPerSegment: 20, bytesPerBlock: 300), pageSizeBytes: 4096,
            tools: PackingTools(PackingOptions()))
        var made: PackedSegment?
        for record in records(&generator) { made = try builder.append(record.bytes, previous: .zero) }
        let segment = try #require(made)
        let sound = segment.bytes
        let cache = BlockCache()
        var (refusals, blocks) = (0, 0)
        for round in 0..<4_000 {
            var bytes = sound
            // Half of them in the header and the directory, half in all that is used.
            let used = sound.count - sound.reversed().prefix { $0 == 0 }.count
            mutate(&bytes, 8..<(round % 2 == 0 ? 24 + 20 * 4 : used), &generator)
            if generator.next() % 8 == 0 { bytes.removeLast(Int(generator.next() % UInt64(bytes.count - 23))) }
            repairChecksum(&bytes)
            do throws(LogError) {
                let segment = try Segment(bytes.raw, at: 100)
                for position in [100, 101, 119, segment.last, segment.last &+ 1] where segment.contains(position) {
                    let block = try cache.unpack(segment, containing: position)
                    #expect(block.contains(position), "seed \(seed), round \(round)")
                    blocks += block.record(at: position).byteCount > 0 ? 1 : 0
                }
            } catch {
                refusals += 1
            }
        }
        #expect(refusals > 1_000 && blocks > 1_000, "seed \(seed)")
    }

    private func repairChecksum(_ bytes: inout [UInt8]) {
        let end = Segment.headerByteCount + Segment.entryByteCount * Int(bytes.raw.littleEndian32(at: 20))
        guard end <= bytes.count else { return }
        var checksum: [UInt8] = []
        checksum.append(littleEndian: Checksum.of(Array(bytes[8..<end]).raw, seed: 100))
        bytes.replaceSubrange(0..<8, with: checksum)
    }

    @Test func `an unpacked block of any bytes is an error or records`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMix(seed: seed)
        let sound = UnpackedBlock.encode(records(&generator))
        var refusals = 0
        for round in 0..<4_000 {
            var bytes = sound
            mutate(&bytes, 0..<60, &generator)
            if generator.next() % 4 == 0 { bytes.removeLast(Int(generator.next() % UInt64(bytes.count))) }
            let count = generator.next() % 4 == 0 ? Int(generator.next() % 40) + 1 : 20
            do throws(LogError) {
                let block = try UnpackedBlock(bytes, first: 100, recordCount: count)
                for position in block.first...block.last {
                    #expect(block.record(at: position).byteCount <= bytes.count, "seed \(seed), round \(round)")
                    #expect(block.previous(of: position).rawValue < position, "seed \(seed), round \(round)")
                }
            } catch {
                refusals += 1
            }
        }
        #expect(refusals > 1_000 && refusals < 4_000, "seed \(seed)")
    }

    @Test func `what was encoded comes back`() throws {
        var generator = SplitMix(seed: 5)
        let records = records(&generator)
        let block = try UnpackedBlock(UnpackedBlock.encode(records), first: 100, recordCount: records.count)
        for (index, record) in records.enumerated() {
            let position = 100 + UInt64(index)
            #expect(block.record(at: position).array == record.bytes)
            #expect(block.previous(of: position).rawValue == (record.distance == 0 ? 0 : position - record.distance))
        }
        #expect((block.first, block.last) == (100, 119))
        #expect(!block.contains(99) && !block.contains(120))
    }

    @Test func `a frame that claims another size is refused`() {
        let bytes = [UInt8](repeating: 7, count: 5_000)
        let frame = BlockPacker(level: 3).pack(bytes) ?? []
        let unpacker = BlockUnpacker()
        #expect(unpacker.unpack(frame.raw, byteCount: 5_000) == bytes)
        for byteCount in [0, 1, 4_999, 5_001, 1 << 20] {
            #expect(unpacker.unpack(frame.raw, byteCount: byteCount) == nil)
        }
        #expect(unpacker.unpack(Array(frame.dropLast()).raw, byteCount: 5_000) == nil)
        #expect(unpacker.unpack([UInt8]().raw, byteCount: 1) == nil)
    }
}
