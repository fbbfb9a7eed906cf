public import EventModel

/// What a change gets in the way of, as far as the log was known at a position: worked out before the decision that records it.
public struct ConflictCheck: Sendable, Hashable {
    public var conflicts: [ChangeConflict]
    public var knownAt: Position
    /// What the change was when it was looked at; nil where nobody looked at it.
    public var content: ContentHash?

    public init(_ conflicts: [ChangeConflict], knownAt: Position, of content: ContentHash? = nil) {
        (self.conflicts, self.knownAt, self.content) = (conflicts, knownAt, content)
    }
}

extension Change {
    /// What is in the way now and was not, and the other way about.
    func news(of check: ConflictCheck) throws(ChangeRejection) -> [ChangeEvent] {
        if let seen = check.content, seen != content { throw .editedMeanwhile }
        let cleared = assessment.conflicts.filter { !check.conflicts.contains($0) }
        let detected = check.conflicts.filter { !assessment.conflicts.contains($0) }
        return cleared.map { .conflictCleared(ChangeConflictCleared($0, knownAt: check.knownAt)) }
            + detected.map { .conflictDetected(ChangeConflictDetected($0, knownAt: check.knownAt)) }
    }
}
