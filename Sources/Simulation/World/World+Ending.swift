import EventModel
import Processes

// Waiting, other incidents, the end.

extension World {
    mutating func wait(_ live: LiveIncident, for what: PendingReason, _ kind: Phrase) -> SimulatedCommit? {
        let days = Int64(dice.within(1...6))
        let until = dice.chance(500) ? now.advanced(byMicros: days * Instant.microsPerDay) : nil
        let command = PendIncident(waitingFor: what, reason: phrase(kind, live), until: until)
        return record(command, on: live, by: agent(live))
    }

    mutating func resume(_ live: LiveIncident) -> SimulatedCommit? {
        guard let reason = live.state?.waiting.reason else { return nil }
        let kind: Phrase =
            switch reason {
            case .customer: .goCustomer
            case .supplier: .goSupplier
            case .problem: .goProblem
            case .change: .goChange
            case .evidence: .goEvidence
            case .other: .goOther
            }
        let cause = phrase(kind, live)
        return record(ResumeIncident(cause: cause), on: live, by: agent(live))
    }

    /// Becomes a child of the outage; goes its own way where that is over by now.
    mutating func setParent(_ live: LiveIncident) -> SimulatedCommit? {
        guard let parent = live.outage, backlog[parent]?.isOpen == true else {
            begin(Story.desk(&dice), live)
            return nil
        }
        return record(SetParent(parent), on: live, by: agent(live))
    }

    mutating func removeParent(_ live: LiveIncident) -> SimulatedCommit? {
        guard live.state?.relations.parent != nil else { return nil }
        let reason = phrase(.detach, live)
        return record(RemoveParent(), on: live, by: agent(live), reason: reason)
    }

    /// Becomes one with another that is open; goes its own way where there is none.
    mutating func merge(_ live: LiveIncident) -> SimulatedCommit? {
        let survivor = latest[live.scene.service.index].last { $0 !== live && $0.isOpen }
        guard let survivor, live.mistakenMerges == 0 else {
            begin(Story.desk(&dice), live)
            return nil
        }
        let commit = record(MergeIncident(into: survivor.number), on: live, by: agent(live))
        if commit != nil && live.stepsLeft > 0 { survivor.mistakenMerges += 1 }
        return commit
    }

    mutating func unmerge(_ live: LiveIncident) -> SimulatedCommit? {
        guard let into = live.state?.relations.mergedInto else { return nil }
        let reason = phrase(.unmerge, live)
        let commit = record(UnmergeIncident(reason: reason), on: live, by: agent(live))
        if let survivor = backlog[into] {
            survivor.mistakenMerges -= 1
            if !survivor.isNeeded { release(survivor) }
        }
        return commit
    }

    mutating func resolve(_ live: LiveIncident) -> SimulatedCommit? {
        let (fault, scene) = (live.fault, live.scene)
        let solution = wording.solution(fault, scene, &dice)
        let command = ResolveIncident(
            code: dice.chance(880) ? fault.closureCode : dice.pick(Self.otherCodes), solution: solution,
            service: scene.service.id, causeCI: dice.chance(250) ? scene.ci : nil)
        return record(ResolveFamily(parent: command), on: live, by: agent(live))
    }

    private static let otherCodes = ["workaround", "not reproducible", "solved by caller", "advice"]

    mutating func close(_ live: LiveIncident, _ mode: ClosureMode) -> SimulatedCommit? {
        let actor: Actor =
            switch mode {
            case .customer: caller(live)
            case .auto: Actor(principal: "auto-close", kind: .timer)
            case .desk: .person(organisation.deskAgent(&dice))
            }
        return record(CloseIncident(mode: mode), on: live, by: actor)
    }

    mutating func reopen(_ live: LiveIncident) -> SimulatedCommit? {
        let reason = phrase(.reopen, live)
        return record(ReopenIncident(reason: reason), on: live, by: caller(live))
    }

    mutating func cancel(_ live: LiveIncident) -> SimulatedCommit? {
        let reason = phrase(.cancel, live)
        return record(CancelIncident(reason: reason), on: live, by: agent(live))
    }
}
