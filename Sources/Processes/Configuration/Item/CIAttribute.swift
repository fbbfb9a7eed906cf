public import EventModel

/// A value of an attribute: who said so, and when that was so.
public struct CIAttribute: Sendable, Hashable {
    public var name: String
    public var value: String
    public var source: String
    public var at: Instant
    /// Until when no other source may write over it; nil where the order of sources decides.
    public var heldUntil: Instant?
    /// What another source says of it.
    public var rival: CIRival?

    public init(
        _ name: String, _ value: String, source: String, at: Instant, heldUntil: Instant? = nil, rival: CIRival? = nil
    ) {
        (self.name, self.value, self.source, self.at) = (name, value, source, at)
        (self.heldUntil, self.rival) = (heldUntil, rival)
    }
}

extension CIAttribute: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \CIAttribute.name, "The attribute."),
        Field(2, "value", \.value, "Its value."),
        Field(3, "source", \.source, "Who said so."),
        Field(4, "at", \.at, "Since when that is known to be so."),
        Field(5, "heldUntil", \.heldUntil, "Until when no other source may write over it."),
        Field(6, "rival", \.rival, "What another source says of it."))
}

/// What another source than the one on record says of an attribute, and how often the two took turns.
public struct CIRival: Sendable, Hashable {
    public var value: String
    public var source: String
    /// How often the other value was said after the one on record had been.
    public var turns: Int64
    /// Whether the source on record has spoken since.
    public var isAnswered: Bool

    public init(value: String, source: String, turns: Int64, isAnswered: Bool) {
        (self.value, self.source, self.turns, self.isAnswered) = (value, source, turns, isAnswered)
    }

    /// From so many turns on two sources are said to flap.
    public static let flappingTurns: Int64 = 2
}

extension CIRival: WireMessage {
    public static let schema = Schema(
        Field(1, "value", \CIRival.value, "What it says."),
        Field(2, "source", \.source, "Who says so."),
        Field(3, "turns", \.turns, "How often they took turns."),
        Field(4, "isAnswered", \.isAnswered, "Whether the source on record has spoken since."))
}

extension CIAttribute {
    /// The same after `source` said otherwise in vain.
    func contested(_ value: String, by source: String) -> CIAttribute {
        var copy = self
        guard let rival, rival.value == value, rival.source == source else {
            copy.rival = CIRival(value: value, source: source, turns: 1, isAnswered: false)
            return copy
        }
        if rival.isAnswered {
            copy.rival = CIRival(value: value, source: source, turns: rival.turns + 1, isAnswered: false)
        }
        return copy
    }

    /// The rival that this value is to the one that `source` writes in its place.
    func rival(of value: String, by source: String) -> CIRival? {
        guard source != self.source else { return nil }
        let turns = rival.map { $0.value == value ? $0.turns + 1 : 1 } ?? 1
        return CIRival(value: self.value, source: self.source, turns: turns, isAnswered: true)
    }
}

/// When a source last saw an item, and in which batch.
public struct CISighting: Sendable, Hashable {
    public var source: String
    public var at: Instant
    public var batch: String?

    public init(source: String, at: Instant, batch: String?) {
        (self.source, self.at, self.batch) = (source, at, batch)
    }
}

/// How many of its values were seen to be others than before while an item was of a class.
public struct CIDeltaCount: Sendable, Hashable {
    public var ciClass: String
    public var count: Int64

    public init(_ ciClass: String, _ count: Int64) { (self.ciClass, self.count) = (ciClass, count) }
}

extension CIDeltaCount: WireMessage {
    public static let schema = Schema(
        Field(1, "class", \CIDeltaCount.ciClass, "The class."), Field(2, "count", \.count, "How many."))
}

extension ConfigurationItem {
    /// Counts what was seen to be otherwise: never less than before, so that a period has what its end has more than its beginning.
    mutating func count(_ changes: [AttributeChange]) {
        let count = Int64(changes.count { $0.from != $0.to })
        guard count > 0 else { return }
        if let place = deltas.firstIndex(where: { $0.ciClass == ciClass }) {
            deltas[place].count += count
        } else {
            deltas.append(CIDeltaCount(ciClass, count))
        }
    }
}

extension CISighting: WireMessage {
    public static let schema = Schema(
        Field(1, "source", \CISighting.source, "Which source."),
        Field(2, "at", \.at, "When it saw the item."),
        Field(3, "batch", \.batch, "In which batch."))
}
