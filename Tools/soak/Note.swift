import EventLog
import EventModel

/// What the soak's events hold: who wrote them, and bytes that follow from that, so that any reader can check any event.
struct Note: Hashable, Sendable {
    let producer: UInt32
    /// Counts the producer's commits.
    let sequence: UInt32
    /// Place among the commit's events.
    let index: UInt32

    static let type = "Noted"
    private static let headByteCount = 12

    var payload: [UInt8] {
        var bytes: [UInt8] = []
        for number in [producer, sequence, index] { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
        var state = UInt64(producer) << 40 ^ UInt64(sequence) << 8 ^ UInt64(index) ^ 0x9E37_79B9_7F4A_7C15
        // 40 to 679 bytes, half of them repeated, so that they compress about as events do.
        for _ in 0..<(5 + state.hash % 80) {
            state = state.hash
            withUnsafeBytes(of: state & 0xFF00_FF00_FF00_FF00 | 0x20_0020_0020_0020) { bytes += $0 }
        }
        return bytes
    }

    init(producer: UInt32, sequence: UInt32, index: UInt32) {
        (self.producer, self.sequence, self.index) = (producer, sequence, index)
    }

    /// Nil where the event's bytes are not what any producer writes.
    init?(_ event: RecordedEvent) {
        guard event.type == Self.type, event.payload.count >= Self.headByteCount else { return nil }
        let numbers = event.payload.withUnsafeBytes { bytes in
            (0..<3).map { UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)) }
        }
        self.init(producer: numbers[0], sequence: numbers[1], index: numbers[2])
        guard event.payload == payload, event.commitIndex == index else { return nil }
    }
}

extension UInt64 {
    /// Mixes the bits (Steele, Lea, Flood 2014).
    var hash: UInt64 {
        var mixed = self &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
