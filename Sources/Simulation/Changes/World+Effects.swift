import EventModel
import Processes

// Incidents that changes cause, and those that come by chance to what was changed.

extension World {
    /// Minutes from the end of the work to its first victim's call.
    private static let effect = Spread([(0, 3), (500, 200), (900, 1_400), (1000, 2_800)])

    mutating func planEffects(of change: LiveChange) {
        let ci = change.items[0]
        for _ in 0..<effectCount(of: change.fate) {
            let isLate = changes.dice.chance(ChangeMix.lateEffects)
            let minutes = isLate ? Int64(changes.dice.within(4_500...6_600)) : Self.effect.draw(&changes.dice)
            let isDependent = changes.dice.chance(ChangeMix.onDependents)
            plan(.effect(change.number, ci, isDependent: isDependent), after: minutes)
        }
        if changes.dice.chance(ChangeMix.coincidencesPerHundred * 10) {
            plan(.coincidence(ci), after: Int64(changes.dice.within(10...4_000)))
        }
    }

    /// Several people report what does not work since last night; few what was put right in the night.
    private mutating func effectCount(of fate: ChangeFate) -> Int {
        switch fate {
        case .causes: 2 + changes.dice.skewed(8)
        case .withIssues, .fixedForward, .backedOut: 1 + changes.dice.skewed(3)
        case .plain, .outOfWindow, .rescheduled, .conflicting, .edited, .delegated, .expired, .refused, .rejected,
            .cancelled, .otherAttribute, .otherValue, .afterWork, .unapproved:
            0
        }
    }

    private mutating func plan(_ task: Task, after minutes: Int64) {
        let at = now.advanced(byMicros: minutes * Instant.microsPerMinute)
        if at < calendar.end { agenda.enter(task, at: at) }
    }

    /// Somebody, or a monitor, notices what a change has done: on its item, or on what depends on that.
    mutating func effect(of change: ChangeNumber, on ci: CIID, isDependent: Bool) -> SimulatedCommit? {
        var victim = ci
        if isDependent {
            let others = estate.dependents(of: [ci]).dropFirst().prefix(60).filter { service(of: $0) != nil }
            if !others.isEmpty { victim = changes.dice.pick(others) }
        }
        let number = nextNumber
        guard
            let commit = log(
                report(on: victim, cause: change), nil, { _, dice in Story.ofChange(isConfirmed: true, &dice) })
        else { return nil }
        backlog[number]?.cause = ReferenceCode(change.rawValue)
        truth.causedIncidents.append(
            CausedIncident(incident: number, change: change, ci: ci, isDependent: victim != ci))
        return commit
    }

    /// Something else goes wrong with an item that was changed shortly before; some think of the change.
    mutating func coincidence(on ci: CIID) -> SimulatedCommit? {
        log(report(on: ci), nil) { _, dice in Story.ofChange(isConfirmed: false, &dice) }
    }

    private mutating func report(on ci: CIID, cause: ChangeNumber? = nil) -> Report {
        let service = service(of: ci) ?? organisation.service(&changes.dice)
        return Report(
            source: changes.dice.chance(550) ? .alert : changes.dice.pick([.phone, .portal, .mail]), service: service,
            ci: ci,
            caller: organisation.caller(&changes.dice), impact: service.isVital ? .high : .medium,
            urgency: changes.dice.pick([.high, .medium]), isFresh: true, cause: cause)
    }

    /// Notes the changes that are near an incident and have nothing to do with it.
    mutating func noteCoincidences(_ command: LogIncident, _ number: IncidentNumber, cause: ChangeNumber?) {
        guard let ci = command.ci else { return }
        for change in changes.changes(of: ci, before: command.detectedAt ?? now) where change != cause {
            truth.coincidences.append(Coincidence(incident: number, change: change))
        }
    }
}

// What incidents say of changes.
extension World {
    /// The change that somebody thinks of: the one that it was, or one of its item's, or of these days. Nil where there is none.
    func suspect(_ live: LiveIncident) -> ReferenceCode? {
        if let cause = live.cause { return cause }
        let number = changes.changes(of: live.scene.ci, before: now).last ?? changes.latest.last
        return number.map { ReferenceCode($0.rawValue) }
    }
}

extension Story {
    /// An incident on something that was changed: the change is confirmed as its cause, or thought of in vain.
    static func ofChange(isConfirmed: Bool, _ dice: inout Dice) -> Story {
        var steps: [Step] = [.assignGroup, .takeOver, .start, .diagnose]
        if isConfirmed {
            if dice.chance(ChangeMix.confirmed) { steps.append(.confirmChange) }
        } else if dice.chance(400) {
            steps += [.suggestChange, .rejectChange]
        }
        steps += dice.chance(500) ? [.note, .resolve, .logWork] : [.resolve, .logWork]
        return Story(steps + [dice.chance(300) ? .closeByDesk : .closeBySilence])
    }
}
