import EventLog
import EventModel

/// Commits whose content follows from a seed and their number alone, so that a checker knows what each must hold.
///
/// Commit n is recorded before commit n + 1: a log of the workload is the commits 1…m, one after the other, for some m.
struct Workload: Sendable {
    let seed: UInt64

    static let start = Instant(micros: 1_774_627_200_000_000)
    static let identity = LogIdentity(origin: "faults.example/log", createdAt: start, zone: .utc)

    /// A commit's time follows from its number as well: a recording can be made again.
    static let clock: @Sendable (Commit) -> Instant = {
        start.advanced(byMicros: Int64(number(of: $0.commandID)) * 1000)
    }

    /// Packing happens when the workload says so, and soon.
    static let packing = PackingOptions(rawRecordCount: 40, isAutomatic: false)

    static func commandID(_ number: UInt64) -> CommandID {
        CommandID(high: 0x0192_0000_0000_7000 + number << 16, low: 1 << 63 | number)
    }
    static func number(of command: CommandID) -> UInt64 { command.low & ~(1 << 63) }

    func commit(_ number: UInt64) -> Commit {
        let dice = mix(number)
        let count = Int((dice >> 8) % 4) + 1
        var commit = Commit(commandID: Self.commandID(number), actor: .person("faults"), events: [])
        for index in 0..<count {
            let event = NewEvent(
                stream: stream(number, index, dice), type: "Noted", schemaVersion: 1, occurredAt: Self.start,
                payload: payload(number, index))
            if case .named(let stream) = event.stream { commit.expectations[stream] = .any }
            commit.events.append(event)
        }
        if number % 4 == 2 { commit.claims = [KeyClaim(.claim, namespace: "serial", key: "\(number)")] }
        if number % 4 == 0, number > 6 {
            commit.claims = [KeyClaim(.release, namespace: "serial", key: "\(number - 6)")]
        }
        return commit
    }

    /// The key that commit `number` claims and nobody has released by the end of commit `last`, if it claims one.
    func claimedKey(_ number: UInt64, last: UInt64) -> String? {
        number % 4 == 2 && number + 6 > last ? "\(number)" : nil
    }

    private func stream(_ number: UInt64, _ index: Int, _ dice: UInt64) -> StreamTarget {
        guard dice % 3 == 0 else {
            return .named(StreamID(category: "task", key: "\(((dice >> 16) &+ UInt64(index)) % 17)"))
        }
        return index == 0 ? .drawn(category: "incident", sequence: "S\((dice >> 16) % 3)") : .sameAs(event: 0)
    }

    /// Mostly short; some fill a page or several, which LMDB keeps apart.
    private func payload(_ number: UInt64, _ index: Int) -> [UInt8] {
        let dice = mix(number << 8 | UInt64(index))
        let count = dice % 23 == 0 ? 2_000 + Int((dice >> 8) % 9_000) : 20 + Int((dice >> 8) % 500)
        var state = dice
        return (0..<count).map { _ in
            state = mix(state)
            return UInt8(ascii: "a") + UInt8(state % 26)
        }
    }

    /// The finaliser of SplitMix64 over the seed and a number.
    private func mix(_ number: UInt64) -> UInt64 {
        var mixed = seed &* 0x9E37_79B9_7F4A_7C15 ^ number &* 0xD1B5_4A32_D192_ED03
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
