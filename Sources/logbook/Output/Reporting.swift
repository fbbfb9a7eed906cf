import EventModel

/// How people read times and values of an answer: in the log's reporting zone.
struct Reporting {
    let zone: ZoneRules

    /// `2026-03-27 17:00`, as a clock of the zone shows it.
    func minute(_ value: JSONValue) -> String {
        guard case .string(let text) = value, let instant = Instant(parsing: text) else { return value.cell }
        return minute(instant)
    }

    func minute(_ instant: Instant) -> String {
        let local = Instant(micros: zone.civil(at: instant).micros).description
        return local.prefix(10) + " " + local.dropFirst(11).prefix(5)
    }

    /// `2026-03-27 17:00:12 +01:00`
    func second(_ instant: Instant) -> String {
        let local = Instant(micros: zone.civil(at: instant).micros).description
        let offsetMinutes = zone.offsetSeconds(at: instant) / 60
        let parts = [abs(offsetMinutes) / 60, abs(offsetMinutes) % 60].map { ($0 < 10 ? "0" : "") + String($0) }
        let offset = offsetMinutes == 0 ? "UTC" : (offsetMinutes < 0 ? "-" : "+") + parts.joined(separator: ":")
        return "\(local.prefix(10)) \(local.dropFirst(11).prefix(8)) \(offset)"
    }

    /// Instants as the zone shows them, everything else as it stands.
    func cell(_ value: JSONValue) -> String {
        if case .string(let text) = value, text.hasSuffix("Z"), let instant = Instant(parsing: text) {
            return second(instant)
        }
        if case .array(let values) = value { return values.map(cell).joined(separator: ", ") }
        if case .object(let object) = value {
            return object.members.filter { $0.value != .null }.map { "\($0.key)=\(cell($0.value))" }
                .joined(separator: " ")
        }
        return value.cell
    }

    /// The members of an object on one line, long texts cut: `events show` and the other formats have them whole.
    func outline(_ value: JSONValue) -> String {
        guard case .object(let object) = value else { return cell(value).shortened(to: longestInOutline) }
        return object.members.filter { $0.value != .null }
            .map { "\($0.key)=\(cell($0.value).printable.shortened(to: longestInOutline))" }.joined(separator: " ")
    }
}

/// Columns of a terminal that one value may take on a line of several.
private let longestInOutline = 60
