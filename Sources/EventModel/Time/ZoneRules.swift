/// A time zone as a table of its changes, so that no calculation depends on the machine's tzdata of the day.
///
/// The log keeps the table of its reporting zone from its first day; `tzdataVersion` is only a label.
public struct ZoneRules: Sendable, Hashable {
    /// An offset from UTC, in force from an instant.
    public struct Transition: Sendable, Hashable {
        public let at: Instant
        public let offsetSeconds: Int64
        public init(at: Instant, offsetSeconds: Int64) {
            self.at = at
            self.offsetSeconds = offsetSeconds
        }
    }

    /// The IANA name, `Europe/Berlin`.
    public let name: String
    public let tzdataVersion: String
    /// In force before the first transition.
    public let initialOffsetSeconds: Int64
    /// In ascending order of time.
    public let transitions: [Transition]

    public init(name: String, tzdataVersion: String, initialOffsetSeconds: Int64, transitions: [Transition]) {
        self.name = name
        self.tzdataVersion = tzdataVersion
        self.initialOffsetSeconds = initialOffsetSeconds
        self.transitions = transitions
    }

    public static let utc = ZoneRules(name: "UTC", tzdataVersion: "", initialOffsetSeconds: 0, transitions: [])

    public func offsetSeconds(at instant: Instant) -> Int64 {
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= instant { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? initialOffsetSeconds : transitions[low - 1].offsetSeconds
    }

    /// What a wall clock in the zone shows at `instant`.
    public func civil(at instant: Instant) -> CivilTime {
        // Wrapping, as in `advanced(byMicros:)`: a table that was read from bytes may say anything.
        CivilTime(micros: instant.micros &+ offsetSeconds(at: instant) &* Instant.microsPerSecond)
    }

    /// The instant at which a wall clock shows `time`: the earlier of two where clocks go back; shifted forward by the
    /// gap where clocks go forward over it (design, sla.md section 4).
    public func instant(of time: CivilTime) -> Instant {
        let naive = Instant(micros: time.micros)
        let before = offsetSeconds(at: naive.advanced(byMicros: -Instant.microsPerDay))
        let after = offsetSeconds(at: naive.advanced(byMicros: Instant.microsPerDay))
        for offset in [max(before, after), min(before, after)] {
            let candidate = naive.advanced(byMicros: 0 &- offset &* Instant.microsPerSecond)
            if offsetSeconds(at: candidate) == offset { return candidate }
        }
        return naive.advanced(byMicros: 0 &- before &* Instant.microsPerSecond)
    }
}

extension ZoneRules.Transition: WireMessage {
    public static let schema = Schema(
        Field(1, "at", \ZoneRules.Transition.at, "When the offset came into force."),
        Field(2, "offsetSeconds", \.offsetSeconds, "Seconds east of UTC."))
}

extension ZoneRules: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \ZoneRules.name, "The IANA name of the zone."),
        Field(2, "tzdataVersion", \.tzdataVersion, "The release of the data that the table was taken from."),
        Field(3, "initialOffsetSeconds", \.initialOffsetSeconds, "Seconds east of UTC before the first transition."),
        Field(4, "transitions", \.transitions, "Every change, ascending."))
}
