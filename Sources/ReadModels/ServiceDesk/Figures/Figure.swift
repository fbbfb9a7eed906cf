public import EventModel

/// A key figure with what is needed to judge it.
public struct Figure: Sendable, Hashable {
    public enum Unit: String, Sendable {
        /// Microseconds.
        case micros
        /// A share of `n`, shown times 100.
        case percent
        /// Occurrences an incident.
        case perIncident
        case count
    }

    public let name: String
    /// One line: what is counted, over which incidents, and which of them are left out.
    public let definition: String
    /// Raised when the definition changes; figures of two versions are not to be compared.
    public let definitionVersion: Int64
    public let unit: Unit
    /// Nil where there was nothing to calculate it from.
    public let value: Ratio?
    /// The incidents that it was calculated over, and those that belonged there and were left out.
    public let n: Int64
    public let excluded: Int64
    /// What it is made up of, where that says more.
    public let parts: [Part]

    public struct Part: Sendable, Hashable {
        public let name: String
        public let count: Int64

        public init(_ name: String, _ count: Int64) {
            self.name = name
            self.count = count
        }
    }

    /// The value as people read it, without its unit: `12.5000`; nil where there is none.
    public var text: String? {
        switch unit {
        case .micros, .count: value.map { "\($0.rounded)" }
        case .percent: value?.decimal(digits: 4, times: 100)
        case .perIncident: value?.decimal(digits: 4)
        }
    }

    /// `value` is an integer for durations (microseconds) and counts, a decimal text for shares and rates, null where there
    /// is none; `exact` is the fraction before rounding. Keys are stable.
    public var json: JSONValue {
        .object([
            "name": .string(name),
            "value": valueJSON,
            "unit": .string(unit.rawValue),
            "n": .integer(n),
            "excluded": .integer(excluded),
            "definitionVersion": .integer(definitionVersion),
            "exact": value?.json ?? .null,
            "parts": .object(parts.reduce(into: JSONObject()) { $0[$1.name] = .integer($1.count) }),
            "definition": .string(definition),
        ])
    }

    private var valueJSON: JSONValue {
        guard let value, let text else { return .null }
        switch unit {
        case .micros, .count: return Int64(exactly: value.rounded).map(JSONValue.integer) ?? .string(text)
        case .percent, .perIncident: return .string(text)
        }
    }
}

/// From one moment, inclusive, to another, exclusive; nil has no end on that side.
public struct Period: Sendable, Hashable {
    public let from: Instant?
    public let to: Instant?

    public init(from: Instant?, to: Instant?) {
        self.from = from
        self.to = to
    }

    public static let always = Period(from: nil, to: nil)

    public func contains(_ instant: Instant) -> Bool {
        if let from, instant < from { return false }
        if let to, instant >= to { return false }
        return true
    }
    func contains(_ instant: Instant?) -> Bool { instant.map { contains($0) } ?? false }
}

/// What the definitions leave open.
public struct FigureRules: Sendable, Hashable {
    /// How soon after a resolution a reopening speaks against it, in days of 24 hours.
    public var reopenDays: Int64
    /// How soon after it was logged an incident must be resolved for that to have been one contact, in minutes.
    public var firstContactMinutes: Int64

    public init(reopenDays: Int64 = 14, firstContactMinutes: Int64 = 60) {
        self.reopenDays = reopenDays
        self.firstContactMinutes = firstContactMinutes
    }

    var reopenMicros: Int64 { reopenDays * Instant.microsPerDay }
    var firstContactMicros: Int64 { firstContactMinutes * Instant.microsPerMinute }
}
