/// The place of an event in the log: 1, 2, 3 … in commit order, without gaps.
///
/// `Position.zero` is the place before the first event: what a reader that has seen nothing has reached.
public struct Position: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
    public let rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    public static let zero = Position(0)
    public static let first = Position(1)
    /// After every event that there is or will be.
    public static let last = Position(.max)

    /// The position after this one; none comes after the largest number that there is.
    public var next: Position { Position(rawValue == .max ? rawValue : rawValue + 1) }
    /// The position before this one; none comes before zero.
    public var previous: Position { Position(rawValue == 0 ? 0 : rawValue - 1) }
    public var description: String { String(rawValue) }

    public static func < (left: Position, right: Position) -> Bool { left.rawValue < right.rawValue }
}
