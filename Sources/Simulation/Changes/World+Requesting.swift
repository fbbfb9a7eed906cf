import EventModel
import Processes

// Who asks for a change of what, and when it is made.

extension World {
    /// Changes are asked for like incidents are reported; there are none without something to change.
    mutating func planChanges(_ profile: ArrivalProfile) {
        guard changes.planned > 0 else { return }
        for index in 0..<preparationCount {
            agenda.enter(.prepare(index), at: readyAt.advanced(byMicros: Int64(index + 1) * Instant.microsPerSecond))
        }
        for _ in 0..<changes.planned {
            let load = profile.total / 1_000_000 * Int64(4_000 + changes.dice.below(990_000))
            let at = officeHours.advance(profile.instant(ofLoad: load), byMicros: 0)
            if at < calendar.end { agenda.enter(.beginChange, at: at) }
        }
        for _ in 0..<(changes.planned * ChangeMix.outOfBandPerHundred / 100) {
            let load = profile.total / 1_000_000 * Int64(20_000 + changes.dice.below(970_000))
            agenda.enter(.outOfBand, at: profile.instant(ofLoad: load))
        }
    }

    mutating func beginChange() -> SimulatedCommit? {
        changes.begun += 1
        let lot = changes.nextLot()
        let commit = request(lot, on: nil, for: nil)
        if commit == nil { changes.putBack(lot) }
        return commit
    }

    /// Asks for a change; of `ci` and for a problem where one is given. Nil where nothing is free to be changed.
    mutating func request(
        _ lot: ChangeMix.Lot, on ci: CIID?, for problem: ProblemNumber?
    ) -> SimulatedCommit? {
        let number = ChangeNumber(self.number(of: ChangeProcess.self, counters.changes).text)
        var lot = lot
        var script = ChangeScript(from: now, officeHours)
        let isMade = script.prepare(lot, &changes.dice)
        let window = window(after: script.at, lot.type)
        let other = lot.fate == .conflicting ? anotherChange(besides: window) : nil
        if lot.fate == .conflicting, other == nil { lot.fate = .plain }
        guard let item = other?.items.first ?? ci ?? freeItem(window, isControlled: lot.fate.isStray || problem != nil)
        else { return nil }
        let change = newChange(number, lot, item, window, for: problem)
        if let other, let planned = other.plan.window { (change.plan.window, change.otherWindow) = (planned, window) }
        if isMade { plan(the: change, window, &script) }
        change.script = script.steps
        changes.live[number] = change
        return go(on: change)
    }

    private mutating func newChange(
        _ number: ChangeNumber, _ lot: ChangeMix.Lot, _ item: CIID, _ window: ChangeWindow, for problem: ProblemNumber?
    ) -> LiveChange {
        let technology = technology(of: item)
        let value = "\(changes.dice.within(2...16)).\(changes.dice.below(10)).\(counters.changes + 1)"
        let isValuePlanned = lot.fate == .otherValue || lot.type != .standard && changes.dice.chance(500)
        let words = ChangeWords(item, value)
        let implementer = organisation.expert(in: technology, &changes.dice)
        let plan = ChangePlan(
            steps: changes.dice.pick(words.steps), backout: changes.dice.pick(words.backouts),
            tests: changes.dice.pick(words.tests), window: window, implementer: implementer,
            values: isValuePlanned ? [AttributeValue(LiveChange.attribute, value)] : [])
        let change = LiveChange(
            number: number, lot, items: [item], value: value,
            isLimited: lot.fate == .otherAttribute || changes.dice.chance(600),
            requester: colleague(of: implementer, in: technology), implementer: implementer, problem: problem,
            plan: plan)
        if lot.type == .standard { change.template = ChangeTemplates.code(of: ciClass(of: item)) }
        return change
    }

    /// Somebody else who knows the technology; of the business applications where nobody else does.
    private mutating func colleague(of person: PersonID, in technology: Technology) -> PersonID {
        for technology in [technology, technology, .business, .web] {
            let other = organisation.expert(in: technology, &changes.dice)
            if other != person { return other }
        }
        return organisation.incidentManager
    }

    /// Fixes when the work is, and speaks for the items around it.
    private mutating func plan(the change: LiveChange, _ window: ChangeWindow, _ script: inout ChangeScript) {
        let isAlone = change.fate.isStray || change.fate == .conflicting || change.type == .standard
        let wants = change.fate == .edited || !isAlone && change.problem == nil && changes.dice.chance(150)
        if wants, let second = freeItem(window, isControlled: false), second != change.items[0] {
            if change.fate == .edited { change.addedItem = second } else { change.items.append(second) }
        }
        for ci in change.items + [change.addedItem].compactMap({ $0 }) {
            changes.reserve(ci, window.withDaysAround, now: now)
        }
        var from = window.from
        if change.fate == .rescheduled {
            let late = from.advanced(byMicros: 90 * Instant.microsPerMinute)
            change.otherWindow = ChangeWindow(from: late, to: window.to)
            from = late
        }
        let delay = Int64(changes.dice.within(1...15)) * Instant.microsPerMinute
        let start = (change.fate == .outOfWindow ? window.to : from).advanced(byMicros: delay)
        let draw = changes.dice.below(1_000)
        let sighting: Sighting.Kind =
            change.fate.isStray || change.fate == .backedOut || draw < ChangeMix.recordedByHand
            ? .byHand : draw < ChangeMix.recordedByHand + ChangeMix.seenByAgent ? .agent : .nightly
        script.work(from: start, change, sighting, calendar, &changes.dice)
        script.finish(change, &changes.dice)
    }

    /// An emergency at once, anything else in the evening of one of the next days; not in a freeze.
    private mutating func window(after instant: Instant, _ type: ChangeType) -> ChangeWindow {
        let hour = Instant.microsPerHour
        if type == .emergency {
            let from = instant.advanced(byMicros: 5 * Instant.microsPerMinute)
            return ChangeWindow(from: from, to: from.advanced(byMicros: 5 * hour))
        }
        let days = type == .standard ? changes.dice.within(1...4) : changes.dice.within(1...9)
        let index = calendar.index(of: min(instant, calendar.end.advanced(byMicros: -1))) + days
        let last = calendar.days.count - 1
        let midnight = calendar.days[min(index, last)].start
            .advanced(byMicros: Int64(max(0, index - last)) * Instant.microsPerDay)
        let from = midnight.advanced(byMicros: Int64(changes.dice.within(17...20)) * hour)
        let window = ChangeWindow(from: from, to: from.advanced(byMicros: 4 * hour))
        guard let freeze = ChangeFreezes(calendar).all.first(where: { $0.window.overlaps(window) }) else {
            return window
        }
        let later = freeze.window.to.advanced(byMicros: 18 * hour)
        return ChangeWindow(from: later, to: later.advanced(byMicros: 4 * hour))
    }

    /// A normal change that is not made for some days, of an item that is free at another time.
    private func anotherChange(besides window: ChangeWindow) -> LiveChange? {
        let soon = now.advanced(byMicros: 3 * Instant.microsPerDay)
        let open = changes.live.values.filter { change in
            change.type == .normal && change.state?.state.isBeforeImplementation == true
                && (change.plan.window?.from ?? now) > soon && change.otherWindow == nil
                && change.plan.window?.overlaps(window) == false
                && changes.isFree(change.items[0], window.withDaysAround)
        }
        return open.min { $0.number < $1.number }
    }
}
