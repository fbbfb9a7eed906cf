import EventModel
import Processes

/// When a change takes its steps: fixed when it is asked for.
struct ChangeScript {
    private(set) var steps: [(at: Instant, step: ChangeStep)] = []
    /// When the last step is taken.
    private(set) var at: Instant
    let office: WorkingHours

    init(from at: Instant, _ office: WorkingHours) { (self.at, self.office) = (at, office) }

    /// The next step, after so many minutes of working time.
    mutating func add(_ step: ChangeStep, afterOffice minutes: ClosedRange<Int>, _ dice: inout Dice) {
        at = office.advance(at, byMicros: Int64(dice.within(minutes)) * Instant.microsPerMinute)
        steps.append((at, step))
    }

    /// The next step, after so many minutes.
    mutating func add(_ step: ChangeStep, after minutes: ClosedRange<Int>, _ dice: inout Dice) {
        add(step, at: at.advanced(byMicros: Int64(dice.within(minutes)) * Instant.microsPerMinute))
    }

    /// The next step, then; not before the last one.
    mutating func add(_ step: ChangeStep, at moment: Instant) {
        at = max(at, moment)
        steps.append((at, step))
    }
}

extension ChangeScript {
    /// From the request to the schedule; false where it goes no further.
    mutating func prepare(_ lot: ChangeMix.Lot, _ dice: inout Dice) -> Bool {
        add(.request, at: at)
        switch lot.type {
        case .standard:
            add(.schedule, afterOffice: 20...400, &dice)
            return true
        case .emergency:
            add(.submit, after: 3...15, &dice)
            if lot.fate != .unapproved { authorise(lot.fate, 5...20, &dice) }
            return true
        case .normal: return prepareNormal(lot.fate, &dice)
        }
    }

    private mutating func prepareNormal(_ fate: ChangeFate, _ dice: inout Dice) -> Bool {
        add(.prioritise, afterOffice: 30...400, &dice)
        if fate == .rejected {
            add(.reject, afterOffice: 60...900, &dice)
            return false
        }
        add(.assess, afterOffice: 60...1_400, &dice)
        if fate == .cancelled {
            add(.cancel, afterOffice: 60...1_400, &dice)
            return false
        }
        if fate == .conflicting {
            add(.moveWindow, afterOffice: 30...300, &dice)
            add(.assess, afterOffice: 5...30, &dice)
        }
        add(.submit, afterOffice: 20...400, &dice)
        if fate == .refused {
            add(.refuse, afterOffice: 60...900, &dice)
            return false
        }
        if fate == .expired {
            add(.expire, after: (240 * 60)...(240 * 60 + 30), &dice)
            add(.submit, afterOffice: 20...400, &dice)
        }
        if fate == .delegated { add(.delegate, afterOffice: 20...400, &dice) }
        authorise(fate, 40...700, &dice)
        add(.schedule, afterOffice: 10...200, &dice)
        if fate == .edited {
            add(.editScope, afterOffice: 60...400, &dice)
            add(.assess, afterOffice: 10...200, &dice)
            add(.submit, afterOffice: 10...60, &dice)
            authorise(fate, 40...400, &dice)
            add(.schedule, afterOffice: 10...100, &dice)
        }
        if fate == .rescheduled { add(.reschedule, afterOffice: 60...900, &dice) }
        add(.assignTask("Prepare"), afterOffice: 5...60, &dice)
        if dice.chance(400) { add(.assignTask("Watch the monitors"), after: 1...5, &dice) }
        return true
    }

    /// Two approve where the risk is high: the second finds nothing to do where it is not.
    private mutating func authorise(_ fate: ChangeFate, _ minutes: ClosedRange<Int>, _ dice: inout Dice) {
        for _ in 0..<2 {
            if minutes.upperBound < 30 {
                add(.approve, after: minutes, &dice)
            } else {
                add(.approve, afterOffice: minutes, &dice)
            }
        }
    }

}
