public import EventModel

/// A rating by whole numbers from 1, the most severe. Written as its number in the log and in JSON.
public protocol Level: FieldValue, RawRepresentable, CaseIterable, Comparable where RawValue == Int64 {
    /// The word beside the number: `critical`.
    var word: String { get }
}

extension Level {
    public var word: String { String(describing: self) }
    public var text: String { "\(rawValue) \(word)" }

    /// The level written as its number or its word, whatever the capitals; nil for anything else.
    public init?(_ text: String) {
        let match = Self.allCases.first { String($0.rawValue) == text || $0.word == text.lowercased() }
        guard let match else { return nil }
        self = match
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    public static var wireType: WireType { .varint }
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Self {
        let number = try Int64.read(&reader)
        guard let level = Self(rawValue: number) else {
            throw reader.error(.unknownCase(type: "\(Self.self)", number: number))
        }
        return level
    }
    public func write(_ writer: inout WireWriter) { rawValue.write(&writer) }
    public static var shape: FieldShape { .scalar(.int64) }
    public func json(_: (any Opener)?) -> JSONValue? { .integer(rawValue) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard let level = Self(rawValue: try Int64(json: json)) else {
            throw .expected("a number from 1 to \(Self.allCases.count)", found: json)
        }
        self = level
    }
}

/// How far the business is hit.
public enum Impact: Int64, Level {
    case high = 1
    case medium, low
}

/// How soon it must be dealt with.
public enum Urgency: Int64, Level {
    case high = 1
    case medium, low
}

/// The order in which work is done: what the matrix makes of impact and urgency.
public enum Priority: Int64, Level {
    case critical = 1
    case high, moderate, low, planning
}
