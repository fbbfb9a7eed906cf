import EventModel
import Processes

// Waiting, other incidents, the end.

extension World {
    mutating func wait(_ slot: Int, for what: PendingReason, _ kind: Phrase) -> SimulatedCommit? {
        let days = Int64(dice.within(1...6))
        let until = dice.chance(500) ? now.advanced(byMicros: days * Instant.microsPerDay) : nil
        let command = PendIncident(waitingFor: what, reason: phrase(kind, slot), until: until)
        return record(command, on: slot, by: agent(slot))
    }

    mutating func resume(_ slot: Int) -> SimulatedCommit? {
        guard let reason = incidents[slot].state?.waiting.reason else { return nil }
        let kind: Phrase =
            switch reason {
            case .customer: .goCustomer
            case .supplier: .goSupplier
            case .problem: .goProblem
            case .change: .goChange
            case .evidence: .goEvidence
            case .other: .goOther
            }
        let cause = phrase(kind, slot)
        return record(ResumeIncident(cause: cause), on: slot, by: agent(slot))
    }

    /// Becomes a child of the outage; goes its own way where that is over by now.
    mutating func setParent(_ slot: Int) -> SimulatedCommit? {
        guard let parent = incidents[slot].outage, let parentSlot = slots[parent], incidents[parentSlot].isOpen else {
            begin(Story.desk(&dice), slot)
            return nil
        }
        return record(SetParent(parent), on: slot, by: agent(slot))
    }

    mutating func removeParent(_ slot: Int) -> SimulatedCommit? {
        guard incidents[slot].state?.relations.parent != nil else { return nil }
        let reason = phrase(.detach, slot)
        return record(RemoveParent(), on: slot, by: agent(slot), reason: reason)
    }

    /// Becomes one with another that is open; goes its own way where there is none.
    mutating func merge(_ slot: Int) -> SimulatedCommit? {
        let index = Service.all.firstIndex { $0.id == incidents[slot].scene.service.id } ?? 0
        let survivor = latest[index].last { number in
            number != incidents[slot].number && slots[number].map { incidents[$0].isOpen } == true
        }
        guard let survivor, let survivorSlot = slots[survivor], incidents[slot].mistakenMerges == 0 else {
            begin(Story.desk(&dice), slot)
            return nil
        }
        let commit = record(MergeIncident(into: survivor), on: slot, by: agent(slot))
        if commit != nil && incidents[slot].stepsLeft > 0 { incidents[survivorSlot].mistakenMerges += 1 }
        return commit
    }

    mutating func unmerge(_ slot: Int) -> SimulatedCommit? {
        guard let survivor = incidents[slot].state?.relations.mergedInto else { return nil }
        let reason = phrase(.unmerge, slot)
        let commit = record(UnmergeIncident(reason: reason), on: slot, by: agent(slot))
        if let survivorSlot = slots[survivor] {
            incidents[survivorSlot].mistakenMerges -= 1
            let other = incidents[survivorSlot]
            if other.stepsLeft == 0 && other.mistakenMerges == 0 && !other.awaitsParent { release(survivorSlot) }
        }
        return commit
    }

    mutating func resolve(_ slot: Int) -> SimulatedCommit? {
        let (fault, scene) = (incidents[slot].fault, incidents[slot].scene)
        let solution = wording.remark(fault.solutions, .work, scene, excerptPerMille: 40, &dice)
        let command = ResolveIncident(
            code: dice.chance(880) ? fault.closureCode : dice.pick(Self.otherCodes), solution: solution,
            service: scene.service.id, causeCI: dice.chance(250) ? scene.ci : nil)
        return record(command, on: slot, by: agent(slot))
    }

    private static let otherCodes = ["workaround", "not reproducible", "solved by caller", "advice"]

    mutating func close(_ slot: Int, _ mode: ClosureMode) -> SimulatedCommit? {
        let actor: Actor =
            switch mode {
            case .customer: caller(slot)
            case .auto: Actor(principal: "auto-close", kind: .timer)
            case .desk: .person(organisation.deskAgent(&dice))
            }
        return record(CloseIncident(mode: mode), on: slot, by: actor)
    }

    mutating func reopen(_ slot: Int) -> SimulatedCommit? {
        let reason = phrase(.reopen, slot)
        return record(ReopenIncident(reason: reason), on: slot, by: caller(slot))
    }

    mutating func cancel(_ slot: Int) -> SimulatedCommit? {
        let reason = phrase(.cancel, slot)
        return record(CancelIncident(reason: reason), on: slot, by: agent(slot))
    }
}
