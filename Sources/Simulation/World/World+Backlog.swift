import EventModel
import Processes

// What is live, and when its next step comes.

extension World {
    /// How many of each service's last incidents a duplicate may be one of.
    private static let remembered = 6

    mutating func release(_ live: LiveIncident) {
        backlog[live.number] = nil
        live.forget()
    }

    mutating func remember(_ live: LiveIncident) {
        let service = live.scene.service.index
        if latest[service].count == Self.remembered { latest[service].removeFirst() }
        latest[service].append(live)
    }

    /// Replaces what was going to happen.
    mutating func begin(_ story: Story, _ live: LiveIncident) {
        editions += 1
        outstanding += story.steps.count - live.stepsLeft
        live.steps = story.steps
        live.stepsDone = 0
        live.edition = editions
        planStep(live)
    }

    /// Its outage is over, and it is resolved with it.
    mutating func followParent(_ live: LiveIncident) { begin(Story.afterwards(&dice), live) }

    /// Enters the next step into the agenda; lets the incident go where there is none.
    mutating func planStep(_ live: LiveIncident) {
        let left = live.stepsLeft
        guard left > 0 else {
            if !live.isNeeded { release(live) }
            return
        }
        let step = live.steps[live.stepsDone]
        let at = step == .closeBySilence ? silenceEnds(live) : moment(of: step, live)
        guard at < calendar.end else {
            outstanding -= left
            return
        }
        agenda.enter(.step(live, edition: live.edition), at: at)
    }

    private mutating func moment(of step: Step, _ live: LiveIncident) -> Instant {
        let (after, clock) = step.timing
        var millis = after.draw(&dice) * 1_000 + Int64(dice.below(30_000))
        if step.isHurried {
            millis = millis * live.priority.pacePerMille / 1_000
        }
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
