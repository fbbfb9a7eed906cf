import EventModel
import Processes

// The work, and what follows.
extension ChangeScript {
    mutating func work(
        from start: Instant, _ change: LiveChange, _ sighting: Sighting.Kind, _ calendar: YearCalendar,
        _ dice: inout Dice
    ) {
        add(.start, at: start)
        let lastNight = calendar.night(before: start)
        if change.fate == .unapproved {
            add(.stray(.unapproved, lastSeenOld: nil), after: 10...20, &dice)
        } else if change.fate != .otherValue {
            see(sighting, change.items.indices, from: start, &dice)
        }
        if change.fate == .otherAttribute { add(.stray(.otherAttribute, lastSeenOld: start), after: 2...10, &dice) }
        add(.completeTasks, after: 5...15, &dice)
        add(.completeTasks, after: 1...3, &dice)
        end(change.fate, &dice)
        let ended = at
        if change.fate == .afterWork { add(.stray(.afterWork, lastSeenOld: ended), after: 40...90, &dice) }
        let night = calendar.night(after: ended)
        if change.fate == .otherValue { add(.stray(.otherValue, lastSeenOld: lastNight), at: night) }
        guard sighting == .nightly, !change.fate.isStray else { return }
        for item in change.items.indices { add(.alter(item, .nightly(lastSeenOld: lastNight)), at: night) }
    }

    /// What is seen while the work goes on.
    private mutating func see(
        _ sighting: Sighting.Kind, _ items: Range<Int>, from start: Instant, _ dice: inout Dice
    ) {
        switch sighting {
        case .byHand: for item in items { add(.alter(item, .byHand), after: 10...20, &dice) }
        case .agent:
            // It may have looked just when the work began.
            let pause = dice.chance(500) ? 0 : Int64(dice.within(1...9))
            let lastSeenOld = start.advanced(byMicros: pause * Instant.microsPerMinute)
            for item in items { add(.alter(item, .agent(lastSeenOld: lastSeenOld)), after: 10...20, &dice) }
        case .nightly: add(.completeTasks, after: 10...40, &dice)
        }
    }

    private mutating func end(_ fate: ChangeFate, _ dice: inout Dice) {
        switch fate {
        case .backedOut:
            add(.fail, after: 1...10, &dice)
            add(.backOut, after: 5...15, &dice)
            add(.restore, after: 10...20, &dice)
            add(.backedOut, after: 5...10, &dice)
        case .fixedForward:
            add(.fail, after: 1...10, &dice)
            add(.complete, after: 20...40, &dice)
        case .plain, .causes, .withIssues, .outOfWindow, .rescheduled, .conflicting, .edited, .delegated, .expired,
            .refused, .rejected, .cancelled, .otherAttribute, .otherValue, .afterWork, .unapproved:
            add(.complete, after: 5...25, &dice)
        }
    }

    /// Review and closure. What went wrong, or in a hurry, is never closed without a review.
    mutating func finish(_ change: LiveChange, _ dice: inout Dice) {
        if change.fate == .unapproved {
            add(.approve, after: 30...300, &dice)
            add(.approve, after: 5...60, &dice)
        }
        let isReviewed = change.type != .standard || change.fate != .plain || dice.chance(ChangeMix.reviewedAnyway)
        if isReviewed { add(.review(change.fate.outcome), afterOffice: 300...2_000, &dice) }
        add(.close, afterOffice: 20...900, &dice)
    }
}

extension ChangeFate {
    /// Whether something comes with it that it does not cover.
    var isStray: Bool {
        switch self {
        case .otherAttribute, .otherValue, .afterWork, .unapproved: true
        case .plain, .causes, .withIssues, .fixedForward, .backedOut, .outOfWindow, .rescheduled, .conflicting, .edited,
            .delegated, .expired, .refused, .rejected, .cancelled:
            false
        }
    }

    fileprivate var outcome: ChangeOutcome {
        switch self {
        case .causes, .withIssues, .fixedForward: .withIssues
        case .backedOut: .backedOut
        case .plain, .outOfWindow, .rescheduled, .conflicting, .edited, .delegated, .expired, .refused, .rejected,
            .cancelled, .otherAttribute, .otherValue, .afterWork, .unapproved:
            .successful
        }
    }
}
