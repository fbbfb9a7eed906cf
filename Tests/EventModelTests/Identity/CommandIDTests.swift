import EventModel
import Testing

@Suite("Command ids")
struct CommandIDTests {
    @Test func `version 7 holds the milliseconds, its version and variant, and 74 random bits`() {
        // RFC 9562, appendix A.6: 2022-02-22T19:22:22.000Z, rand_a CC3, rand_b 18C4DC0C0C07398F.
        let instant = Instant(micros: 1_645_557_742_000_999)
        let id = CommandID(at: instant, randomness: (0xCC3, 0x18C4_DC0C_0C07_398F))
        #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    }

    @Test func `bits that do not fit leave version, variant and time alone`() {
        let id = CommandID(at: Instant(micros: 0), randomness: (.max, .max))
        #expect(id.description == "00000000-0000-7fff-bfff-ffffffffffff")
        let derived = CommandID(derivedAt: Instant(micros: 0), hash: (.max, .max))
        #expect(derived.description == "00000000-0000-8fff-bfff-ffffffffffff")
    }

    @Test func `version 8 holds the cause's milliseconds and a hash`() {
        let instant = Instant(micros: 1_645_557_742_000_000)
        let id = CommandID(derivedAt: instant, hash: (0xCC3, 0x18C4_DC0C_0C07_398F))
        #expect(id.description == "017f22e2-79b0-8cc3-98c4-dc0c0c07398f")
        #expect(
            id == CommandID(derivedAt: instant, hash: (0xCC3, 0x18C4_DC0C_0C07_398F)), "the same cause, the same id")
    }

    @Test func `ids sort by time, and their text and bytes as they do`() {
        var random = SplitMixSource(seed: 61)
        let ids = (0..<200).map { index in
            CommandID(
                at: Instant(micros: Int64(index / 2) * 1_000_000), randomness: (random.unsigned(), random.unsigned()))
        }
        for (earlier, later) in zip(ids, ids.dropFirst(2)) { #expect(earlier < later) }
        let sorted = ids.sorted()
        #expect(sorted.map(\.description) == ids.map(\.description).sorted())
        #expect(sorted.map(\.bytes) == ids.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test(arguments: [71, 72] as [UInt64]) func `a text gives the id that wrote it`(seed: UInt64) {
        var random = SplitMixSource(seed: seed)
        for _ in 0..<500 {
            let id = CommandID(high: random.unsigned(), low: random.unsigned())
            #expect(CommandID(parsing: id.description) == id, "seed \(seed)")
            #expect(CommandID(parsing: id.description.uppercased()) == id, "seed \(seed)")
        }
    }

    @Test(arguments: [
        "", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
        "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4_dc0c0c07398f",
        "g17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}", "017f22e2-79b0-7cc3-98c4-dc0c0c07398ü",
        "017f22e-279b0-7cc3-98c4-dc0c0c07398f", "０17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    ])
    func `anything else is no id`(text: String) {
        #expect(CommandID(parsing: text) == nil)
    }
}
