/// A moment: microseconds since 1970-01-01T00:00:00Z, without leap seconds. Years 1 to 9999.
public struct Instant: Sendable, Hashable, Comparable {
    public let micros: Int64

    public init(micros: Int64) { self.micros = micros }

    public static let microsPerSecond: Int64 = 1_000_000
    public static let microsPerMinute: Int64 = 60 * microsPerSecond
    public static let microsPerHour: Int64 = 60 * microsPerMinute
    public static let microsPerDay: Int64 = 24 * microsPerHour

    /// 0001-01-01T00:00:00Z and the last microsecond of 9999: what the text form can write.
    public static let earliest = Instant(micros: -62_135_596_800_000_000)
    public static let latest = Instant(micros: 253_402_300_799_999_999)

    public func advanced(byMicros micros: Int64) -> Instant { Instant(micros: self.micros &+ micros) }
    /// The time from `other` to this moment; negative where this one is earlier.
    public func micros(since other: Instant) -> Int64 { micros &- other.micros }

    public static func < (left: Instant, right: Instant) -> Bool { left.micros < right.micros }
}

extension Instant: FieldValue {
    public static var wireType: WireType { .varint }
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Instant {
        let instant = Instant(micros: try Int64.read(&reader))
        guard instant >= earliest, instant <= latest else {
            throw reader.error(
                .badValue("an instant lies in the years 1 to 9999; \(instant.micros) µs since 1970 does not"))
        }
        return instant
    }
    public func write(_ writer: inout WireWriter) { micros.write(&writer) }
    public static var shape: FieldShape { .scalar(.instant) }
    public func json(_: (any Opener)?) -> JSONValue? { .string(description) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard let instant = Instant(parsing: try String(json: json)) else {
            throw .expected("an instant such as 2026-03-27T16:00:00Z", found: json)
        }
        self = instant
    }
}
