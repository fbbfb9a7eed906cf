/// Where each event's version stands in a catalogue's list. Asked for every event: open addressing by a few bytes of the name.
@usableFromInline
struct EventDirectory: Sendable {
    private struct Entry {
        let name: String
        let version: UInt32
    }
    private let entries: [Entry]
    /// Places in `entries`, from 1; zero is an empty slot.
    private let slots: [UInt16]

    /// Two declarations of one version are a bug of ours.
    init(_ declarations: [EventDeclaration]) {
        entries = declarations.map { Entry(name: $0.name, version: $0.version) }
        var bits = 3
        while 1 << bits < 4 * entries.count { bits += 1 }
        var slots = [UInt16](repeating: 0, count: 1 << bits)
        for (index, entry) in entries.enumerated() {
            var slot = Self.slot(entry.name, entry.version, of: slots.count)
            while slots[slot] != 0 {
                let other = entries[Int(slots[slot]) - 1]
                precondition(other.version != entry.version || other.name != entry.name, "\(entry.name) stands twice")
                slot = (slot + 1) & (slots.count - 1)
            }
            slots[slot] = UInt16(index + 1)
        }
        self.slots = slots
    }

    @usableFromInline
    func index(of type: String, _ version: UInt32) throws(DecodeError) -> Int {
        var slot = Self.slot(type, version, of: slots.count)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if entries[index].version == version, entries[index].name.hasSameBytes(as: type) { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        guard entries.contains(where: { $0.name.hasSameBytes(as: type) }) else {
            throw DecodeError(.unknownType(type), offset: 0)
        }
        throw DecodeError(.unknownVersion(type: type, version: version), offset: 0)
    }

    /// The slot to look at first, of `count`, a power of two.
    private static func slot(_ type: String, _ version: UInt32, of count: Int) -> Int {
        let hash = (type.lastBytes ^ UInt64(type.utf8.count) ^ UInt64(version) << 32) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: hash >> 40) & (count - 1)
    }
}

extension String {
    /// The last eight bytes of the UTF-8, or all there are.
    fileprivate var lastBytes: UInt64 {
        let whole = unsafe utf8.withContiguousStorageIfAvailable { bytes in
            guard bytes.count >= 8 else { return unsafe bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
            return unsafe UnsafeRawBufferPointer(bytes).loadUnaligned(
                fromByteOffset: bytes.count - 8, as: UInt64.self
            ).littleEndian
        }
        return whole ?? utf8.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
}
