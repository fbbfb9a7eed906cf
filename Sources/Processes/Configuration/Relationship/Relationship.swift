public import EventModel

/// A relationship of two items, and all that was ever said of when it holds.
public struct Relationship: Sendable, Hashable {
    public var from: CIID
    public var type: String
    public var to: CIID
    public var source: String
    public var attributes: [AttributeValue]
    /// In the order of recording.
    public var statements: [ValidityStatement]

    public init(
        from: CIID, type: String, to: CIID, source: String, attributes: [AttributeValue],
        statements: [ValidityStatement]
    ) {
        (self.from, self.type, self.to, self.source) = (from, type, to, source)
        (self.attributes, self.statements) = (attributes, statements)
    }

    public var id: RelationshipID { RelationshipID(from: from, type: type, to: to) }

    /// When it holds, as far as was known at `position`: disjoint, in the order of their beginnings.
    public func intervals(knownAt position: Position = .last) -> [ValidInterval] {
        var intervals: [ValidInterval] = []
        for statement in statements where statement.position <= position { statement.apply(to: &intervals) }
        return intervals
    }

    /// Whether it holds at `instant`, as far as was known at `position`.
    public func holds(at instant: Instant, knownAt position: Position = .last) -> Bool {
        if let only = onlyAddition {
            return only.position <= position && only.from <= instant && only.to.map { instant < $0 } ?? true
        }
        return intervals(knownAt: position).contains { $0.contains(instant) }
    }

    /// Whether it holds until further notice.
    public var isOpenEnded: Bool {
        if let only = onlyAddition { return only.to == nil }
        return intervals().contains { $0.to == nil }
    }

    /// The one thing that was said of nearly all.
    private var onlyAddition: ValidityStatement? {
        statements.count == 1 && statements[0].kind == .added ? statements[0] : nil
    }
}

/// From an instant until before another, or until further notice.
public struct ValidInterval: Sendable, Hashable {
    public var from: Instant
    public var to: Instant?

    public init(from: Instant, to: Instant?) { (self.from, self.to) = (from, to) }

    public func contains(_ instant: Instant) -> Bool { from <= instant && to.map { instant < $0 } ?? true }
    public func overlaps(_ other: ValidInterval) -> Bool {
        (other.to.map { from < $0 } ?? true) && (to.map { other.from < $0 } ?? true)
    }
}

/// What an event said of when a relationship holds.
public struct ValidityStatement: Sendable, Hashable {
    public enum Kind: Int32, WireEnum {
        /// It holds from `from` until `to`.
        case added = 1
        /// What holds just before `from`, or at it, ends there.
        case ended = 2
        /// What begins at `from` never was.
        case retracted = 3
    }
    public var position: Position
    public var kind: Kind
    public var from: Instant
    public var to: Instant?

    public init(position: Position, kind: Kind, from: Instant, to: Instant? = nil) {
        (self.position, self.kind, self.from, self.to) = (position, kind, from, to)
    }

    fileprivate func apply(to intervals: inout [ValidInterval]) {
        switch kind {
        case .added:
            let place = intervals.firstIndex { from < $0.from } ?? intervals.endIndex
            intervals.insert(ValidInterval(from: from, to: to), at: place)
        case .ended:
            let place = intervals.lastIndex { $0.from < from && ($0.to.map { from <= $0 } ?? true) }
            if let place { intervals[place].to = from }
        case .retracted:
            intervals.removeAll { $0.from == from }
        }
    }
}

extension ValidityStatement: WireMessage {
    public static let schema = Schema(
        Field(1, "position", \ValidityStatement.position, "Which event said so."),
        Field(2, "kind", \.kind, "What it said."),
        Field(3, "from", \.from, "From when on."),
        Field(4, "to", \.to, "Until when."))
}

extension Relationship: WireMessage {
    public static let schema = Schema(
        Field(1, "from", \Relationship.from, "Where it begins."),
        Field(2, "type", \.type, "Its type."),
        Field(3, "to", \.to, "Where it ends."),
        Field(4, "source", \.source, "Who said so first."),
        Field(5, "attributes", \.attributes, "What else is known of it."),
        Field(6, "statements", \.statements, "What was said of when it holds, in the order of recording."))
}

/// How a relationship's events fold. Nil is a stream without events.
public enum RelationshipProcess: Decider {
    public static let category = "rel"
    public static func initial(_: StreamID) -> Relationship? { nil }

    public static func evolve(_ state: inout Relationship?, _ event: RelationshipEvent, _ record: RecordedEvent) {
        var relationship: Relationship
        let position = record.position
        let statement: ValidityStatement
        switch event {
        case .added(let event):
            relationship = Relationship(
                from: event.from, type: event.relationshipType, to: event.to, source: event.source,
                attributes: event.attributes, statements: state?.statements ?? [])
            statement = ValidityStatement(
                position: position, kind: .added, from: event.validFrom, to: event.validTo)
        case .ended(let event):
            relationship = state ?? Relationship(before: record)
            statement = ValidityStatement(position: position, kind: .ended, from: event.validTo)
        case .retracted(let event):
            relationship = state ?? Relationship(before: record)
            statement = ValidityStatement(position: position, kind: .retracted, from: event.validFrom)
        }
        // A fold by effective time may come to them in another order.
        let place = relationship.statements.firstIndex { position < $0.position } ?? relationship.statements.endIndex
        relationship.statements.insert(statement, at: place)
        state = relationship
    }
}

extension Relationship {
    /// One of which nothing has been said yet, but what its stream's name tells.
    fileprivate init(before record: RecordedEvent) {
        let parts = RelationshipID(record.stream.key).parts
        self.init(
            from: parts?.from ?? "", type: parts?.type ?? "", to: parts?.to ?? "", source: "", attributes: [],
            statements: [])
    }
}
