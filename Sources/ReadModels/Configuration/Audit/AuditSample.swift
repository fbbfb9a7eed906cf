public import Processes

/// Draws a sample that anybody can draw again: those items whose names, mixed with the seed, come first.
///
/// Each item's place depends on its own name and the seed alone, so one more item in the whole changes at most one of the
/// sample. FNV-1a over the name, mixed as in SplitMix64 (Steele, Lea, Flood, 2014).
public enum AuditSample {
    public static func draw(_ count: Int, from items: [CIID], seed: UInt64) -> [CIID] {
        items.map { (place: place(of: $0, seed), id: $0) }.sorted { ($0.place, $0.id) < ($1.place, $1.id) }
            .prefix(max(0, count)).map(\.id).sorted()
    }

    private static func place(of id: CIID, _ seed: UInt64) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        var mixed = hash &+ (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
