import Foundation
import Imports
import TestSupport
import Testing

/// Real exports, cut off and damaged at random: what cannot be read is said with its place, and nothing crashes.
@Suite("Damaged real exports") struct DamagedFileTests {
    @Test(
        "networks that are cut off anywhere are refused",
        .enabled(if: !SharedData.topologies.isEmpty, "\(SharedData.absence)"))
    func cutNetworks() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var dice = SplitMix(seed: seed)
        for path in SharedData.topologies {
            let bytes = try drain(ByteSource(path: path))
            let whole = bytes.lastIndex(of: UInt8(ascii: ">")) ?? 0
            for _ in 0..<4 {
                let cut = Int.random(in: 0...whole, using: &dice)
                let found = complaint { try Said(GraphMLExport(ByteSource(name: path, bytes: Array(bytes[..<cut])))) }
                #expect(found?.contains(", line ") == true, "seed \(seed), \(path) cut at \(cut): \(found ?? "taken")")
            }
        }
    }

    @Test(
        "networks with flipped bits are refused with the place, or say something else",
        .enabled(if: !SharedData.topologies.isEmpty, "\(SharedData.absence)"))
    func flippedNetworks() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var dice = SplitMix(seed: seed)
        for path in SharedData.topologies {
            let bytes = try drain(ByteSource(path: path))
            for _ in 0..<4 {
                let damaged = flip(bytes, &dice)
                let found = complaint { try Said(GraphMLExport(ByteSource(name: path, bytes: damaged))) }
                if let found {
                    #expect(found.hasPrefix(path) && found.contains(": expected "), "seed \(seed): \(found)")
                }
            }
        }
    }

    @Test("NetBox's tables, likewise", .enabled(if: SharedData.hasNetBox, "\(SharedData.absence)"))
    func netBox() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var dice = SplitMix(seed: seed)
        let bytes = try drain(ByteSource(path: SharedData.netBox))
        let end = bytes.lastIndex(of: UInt8(ascii: "]")) ?? 0
        for _ in 0..<4 {
            let cut = Int.random(in: 0...end, using: &dice)
            let found = complaint { try Said(NetBoxExport(ByteSource(name: "cut", bytes: Array(bytes[..<cut])))) }
            #expect(found?.contains("cut, line ") == true, "seed \(seed), cut at \(cut): \(found ?? "taken")")
        }
        for _ in 0..<6 {
            let damaged = flip(bytes, &dice)
            do {
                let said = try Said(NetBoxExport(ByteSource(name: "flipped", bytes: damaged)))
                #expect(said.rejected.allSatisfy { !$0.reason.isEmpty && $0.place.place.contains("[") }, "seed \(seed)")
            } catch { #expect("\(error)".hasPrefix("flipped, line "), "seed \(seed): \(error)") }
        }
    }

    private func flip(_ bytes: [UInt8], _ dice: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &dice) {
            bytes[Int.random(in: bytes.indices, using: &dice)] ^= UInt8(1) << Int.random(in: 0..<8, using: &dice)
        }
        return bytes
    }
}
