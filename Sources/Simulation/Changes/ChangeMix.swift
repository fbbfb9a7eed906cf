import Processes

/// What becomes of a change.
enum ChangeFate: Sendable {
    case plain
    /// Incidents follow.
    case causes
    case withIssues, fixedForward, backedOut, outOfWindow
    /// The way to its authorisation is longer than usual.
    case rescheduled, conflicting, edited, delegated, expired
    /// It is not made.
    case refused, rejected, cancelled
    /// Something comes with it that it does not cover: see `UnauthorisedDelta.Kind`.
    case otherAttribute, otherValue, afterWork, unapproved
}

/// How often what happens: all fractions of change and problem management.
enum ChangeMix {
    typealias Lot = (type: ChangeType, fate: ChangeFate)

    /// Of a hundred changes.
    static let hundred: [(type: ChangeType, fate: ChangeFate, count: Int)] = [
        (.standard, .plain, 33), (.standard, .causes, 1), (.standard, .backedOut, 1),
        (.emergency, .plain, 3), (.emergency, .causes, 1), (.emergency, .unapproved, 2),
        (.normal, .plain, 38), (.normal, .causes, 2), (.normal, .withIssues, 1), (.normal, .fixedForward, 1),
        (.normal, .backedOut, 1), (.normal, .outOfWindow, 1), (.normal, .rescheduled, 2), (.normal, .conflicting, 2),
        (.normal, .edited, 2), (.normal, .delegated, 2), (.normal, .expired, 1), (.normal, .refused, 1),
        (.normal, .rejected, 1), (.normal, .cancelled, 1), (.normal, .otherAttribute, 1), (.normal, .otherValue, 1),
        (.normal, .afterWork, 1),
    ]
    static let lots: [Lot] = hundred.flatMap { Array(repeating: ($0.type, $0.fate), count: $0.count) }

    /// One change to so many events, and at most one to so many items.
    static let eventsPerChange = 100
    static let itemsPerChange = 2
    /// The fewest items of an estate that changes are managed for.
    static let smallestEstate = 15
    /// One problem to so many changes.
    static let changesPerProblem = 8
    /// Deltas that no change has to do with, of a hundred changes.
    static let outOfBandPerHundred = 5
    /// Incidents on what was changed shortly before, for another reason, of a hundred changes.
    static let coincidencesPerHundred = 8

    // Of a thousand.

    /// Deltas that are recorded by who makes the change, that an agent sees during the work; discovery sees the others at night.
    static let recordedByHand = 600
    static let seenByAgent = 200
    /// Incidents that a change causes on what depends on its item, and so late that nobody thinks of it.
    static let onDependents = 250
    static let lateEffects = 60
    /// Caused incidents that somebody finds the change of.
    static let confirmed = 850
    /// Standard changes that are reviewed though they need not be.
    static let reviewedAnyway = 700
}
