import EventModel
import Processes

// Live incidents stand in slots that are used again.

extension World {
    /// How many of each service's last incidents a duplicate may be one of.
    private static let remembered = 6

    mutating func take(_ live: LiveIncident) -> Int {
        let slot = freeSlots.popLast() ?? incidents.count
        if slot == incidents.count { incidents.append(live) } else { incidents[slot] = live }
        slots[live.number] = slot
        return slot
    }

    mutating func release(_ slot: Int) {
        slots[incidents[slot].number] = nil
        incidents[slot].state = nil
        freeSlots.append(slot)
    }

    mutating func remember(_ number: IncidentNumber, _ service: Int) {
        if latest[service].count == Self.remembered { latest[service].removeFirst() }
        latest[service].append(number)
    }

    /// Replaces what was going to happen.
    mutating func begin(_ story: Story, _ slot: Int) {
        editions += 1
        outstanding += story.steps.count - incidents[slot].stepsLeft
        incidents[slot].steps = story.steps
        incidents[slot].stepsDone = 0
        incidents[slot].edition = editions
        planStep(slot)
    }

    /// Its outage is over, and it is resolved with it.
    mutating func followParent(_ slot: Int) { begin(Story.afterwards(&dice), slot) }

    /// Enters the next step into the agenda; lets the incident go where there is none.
    mutating func planStep(_ slot: Int) {
        let live = incidents[slot]
        guard live.stepsLeft > 0 else {
            if !live.awaitsParent && live.mistakenMerges == 0 { release(slot) }
            return
        }
        let step = live.steps[live.stepsDone]
        let at = step == .closeBySilence ? silenceEnds(live) : moment(of: step, live)
        guard at < calendar.end else {
            outstanding -= live.stepsLeft
            return
        }
        agenda.enter(.step(slot, edition: live.edition), at: at)
    }

    private mutating func moment(of step: Step, _ live: LiveIncident) -> Instant {
        let (after, clock) = step.timing
        var millis = after.draw(&dice) * 1_000 + Int64(dice.below(30_000))
        if step.isHurried { millis = millis * (live.state?.classification.priority ?? .moderate).pacePerMille / 1_000 }
        let hours =
            switch live.isRoundTheClock && step.isHurried ? .always : clock {
            case .desk: deskHours
            case .office: officeHours
            case .always: alwaysHours
            }
        return hours.advance(now, byMicros: millis * 1_000)
    }

    /// The timer runs at night, one incident after the other.
    private mutating func silenceEnds(_ live: LiveIncident) -> Instant {
        let rules = definitions.state(of: IncidentRules.stream, in: IncidentRulesProcess.self) ?? .standard
        let due = live.state?.autoCloseDueAt(calendar.zone, rules) ?? calendar.end
        return due.advanced(byMicros: Int64(dice.below(1_200_000)) * 1_000)
    }
}

extension Priority {
    /// How long things take against the usual, per mille.
    fileprivate var pacePerMille: Int64 {
        switch self {
        case .critical: 120
        case .high: 350
        case .moderate: 1_000
        case .low: 1_500
        case .planning: 2_200
        }
    }
}
