public import EventModel
import Foundation

extension ZoneRules {
    /// The zone's table from this machine's time-zone data, for the years 1970 to 2100. Throws `badZone` where there is no
    /// zone of this name.
    ///
    /// Found by asking for the offset of every day and halving the days on which it changes: the data themselves say no
    /// more, and a calculation that rests on the table is the same on every machine.
    public static func system(named name: String) throws(EngineError) -> ZoneRules {
        guard let zone = TimeZone(identifier: name) else { throw .badZone(name) }
        func offset(_ second: Int64) -> Int64 {
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second))))
        }
        let day: Int64 = 86_400
        let initial = offset(0)
        var before = initial
        var transitions: [Transition] = []
        for second in stride(from: 0, to: yearsOfTable * 366 * day, by: Int64.Stride(day)) {
            let after = offset(second + day)
            guard after != before else { continue }
            var (low, high) = (second, second + day)
            while high - low > 1 {
                let middle = (low + high) / 2
                if offset(middle) == before { low = middle } else { high = middle }
            }
            transitions.append(Transition(at: Instant(micros: high * Instant.microsPerSecond), offsetSeconds: after))
            before = after
        }
        return ZoneRules(
            name: zone.identifier, tzdataVersion: TimeZone.timeZoneDataVersion, initialOffsetSeconds: initial,
            transitions: transitions)
    }

    private static let yearsOfTable: Int64 = 130
}
