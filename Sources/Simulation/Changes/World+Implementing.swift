import EventModel
import Processes

// The work itself: what is another afterwards, who sees it, and what nobody allowed.

extension World {
    mutating func work(_ step: ChangeStep, _ change: LiveChange) -> SimulatedCommit? {
        let implementer = Actor.person(change.implementer)
        switch step {
        case .start: return start(change)
        case .completeTasks:
            guard let open = change.state?.work.tasks.firstIndex(where: { !$0.isDone }) else { return nil }
            return record(CompleteChangeTask(Int64(open + 1)), on: change, by: implementer)
        case .alter(let index, let sighting):
            guard change.items.indices.contains(index) else { return nil }
            return alter(change, change.items[index], sighting)
        case .stray(let kind, let lastSeenOld): return stray(kind, change, lastSeenOld)
        case .fail:
            let reason = changes.dice.pick(ChangeWords.failures)
            return record(FailChange(step: "2", reason: reason), on: change, by: implementer)
        case .backOut: return record(BackOutChange(), on: change, by: implementer)
        case .restore:
            guard let ci = change.items.first, let value = change.before[ci] else { return nil }
            return set(LiveChange.attribute, of: ci, to: value, .byHand, change)
        case .backedOut: return ended(change, record(BackOutChange(done: true), on: change, by: implementer))
        case .complete: return ended(change, record(CompleteChange(), on: change, by: implementer))
        case .request, .prioritise, .assess, .submit, .approve, .delegate, .refuse, .reject, .cancel, .expire,
            .editScope, .moveWindow, .schedule, .reschedule, .assignTask, .review, .close:
            return nil
        }
    }

    private mutating func start(_ change: LiveChange) -> SimulatedCommit? {
        let isFrozen = ChangeFreezes(calendar).all.contains { $0.window.contains(now) }
        let reason: String? =
            change.fate == .outOfWindow
            ? "The parts came too late" : isFrozen ? "It cannot wait for the end of the freeze" : nil
        return record(StartChange(reason: reason), on: change, by: .person(change.implementer))
    }

    /// The work is over: incidents may follow.
    private mutating func ended(_ change: LiveChange, _ commit: SimulatedCommit?) -> SimulatedCommit? {
        guard commit != nil, let work = change.state?.work.actual else { return commit }
        changes.worked(change, work)
        planEffects(of: change)
        return commit
    }

    private mutating func alter(_ change: LiveChange, _ ci: CIID, _ sighting: Sighting) -> SimulatedCommit? {
        change.before[ci] = estate.items[ci]?.value(LiveChange.attribute)
        return set(LiveChange.attribute, of: ci, to: change.value, sighting, change)
    }

    /// Records a value as who made the change, an agent or discovery saw it, and counts it as covered by the change.
    private mutating func set(
        _ attribute: String, of ci: CIID, to value: String, _ sighting: Sighting, _ change: LiveChange
    ) -> SimulatedCommit? {
        let values = [AttributeValue(attribute, value)]
        let startedAt = change.state?.work.startedAt ?? now
        let code = ReferenceCode(change.number.rawValue)
        let commit: SimulatedCommit? =
            switch sighting {
            case .byHand: record(SetCIAttributes(values, change: code), on: ci, by: .person(change.implementer))
            case .agent(let old):
                record(
                    SetCIAttributes(values, source: "agent", lastSeenOld: max(old, startedAt)), on: ci, by: Self.agent)
            case .nightly(let old):
                record(SetCIAttributes(values, source: "discovery", lastSeenOld: old), on: ci, by: Self.discovery)
            }
        guard commit != nil, estate.schema.ciClass(ciClass(of: ci))?.isControlled == true else { return commit }
        if case .nightly = sighting { truth.presumedDeltas += 1 } else { truth.coveredDeltas += 1 }
        return commit
    }

    /// What comes with a change that the change does not cover.
    private mutating func stray(
        _ kind: UnauthorisedDelta.Kind, _ change: LiveChange, _ lastSeenOld: Instant?
    ) -> SimulatedCommit? {
        let ci = change.items[0]
        switch kind {
        case .outOfBand: return nil
        case .unapproved:
            let command = SetCIAttributes(
                [AttributeValue(LiveChange.attribute, change.value)], change: ReferenceCode(change.number.rawValue))
            return plant(kind, command, on: ci, by: .person(change.implementer), change.number)
        case .otherAttribute:
            let value = AttributeValue("environment", "tuned by hand \(counters.changes)")
            return plant(
                kind, SetCIAttributes([value], source: "agent", lastSeenOld: lastSeenOld), on: ci, by: Self.agent,
                change.number)
        case .otherValue:
            let value = AttributeValue(LiveChange.attribute, "\(change.value)-rc")
            return plant(
                kind, SetCIAttributes([value], source: "discovery", lastSeenOld: lastSeenOld), on: ci,
                by: Self.discovery,
                change.number)
        case .afterWork:
            let value = AttributeValue(LiveChange.attribute, "\(change.value)-hotfix")
            return plant(
                kind, SetCIAttributes([value], source: "agent", lastSeenOld: lastSeenOld), on: ci, by: Self.agent,
                change.number)
        }
    }

    /// Somebody changes something without asking anybody: told by themselves, seen by an agent, or by discovery at night.
    mutating func goOutOfBand() -> SimulatedCommit? {
        let (lastNight, tonight) = (calendar.night(before: now), calendar.night(after: now))
        let seen = ChangeWindow(from: lastNight, to: tonight)
        guard let ci = freeItem(seen, isControlled: true) else { return nil }
        changes.reserve(ci, seen.withDaysAround, now: now)
        switch changes.dice.below(3) {
        case 0:
            let person = organisation.expert(in: technology(of: ci), &changes.dice)
            return plant(.outOfBand, SetCIAttributes([newValue()]), on: ci, by: .person(person), nil)
        case 1:
            let old = now.advanced(byMicros: -Instant.microsPerHour)
            let command = SetCIAttributes([newValue()], source: "agent", lastSeenOld: old)
            return plant(.outOfBand, command, on: ci, by: Self.agent, nil)
        default:
            if tonight < calendar.end { agenda.enter(.outOfBandSeen(ci, lastSeenOld: lastNight), at: tonight) }
            return nil
        }
    }

    mutating func seeOutOfBand(_ ci: CIID, lastSeenOld: Instant) -> SimulatedCommit? {
        let command = SetCIAttributes([newValue()], source: "discovery", lastSeenOld: lastSeenOld)
        return plant(.outOfBand, command, on: ci, by: Self.discovery, nil)
    }

    private mutating func newValue() -> AttributeValue {
        AttributeValue(
            changes.dice.chance(600) ? LiveChange.attribute : "description",
            "\(changes.dice.within(2...16)).\(changes.dice.below(10)).\(counters.changes)-local")
    }

    private mutating func plant(
        _ kind: UnauthorisedDelta.Kind, _ command: SetCIAttributes, on ci: CIID, by actor: Actor,
        _ change: ChangeNumber?
    ) -> SimulatedCommit? {
        guard let commit = record(command, on: ci, by: actor) else { return nil }
        truth.unauthorised += command.values.map { value in
            UnauthorisedDelta(
                kind: kind, ci: ci, attribute: value.name, occurredAt: now, source: command.source,
                commandID: commit.commandID, change: change)
        }
        return commit
    }

    private static let agent = Actor(principal: "agent", kind: .import)
}
