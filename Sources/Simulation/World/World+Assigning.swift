import EventModel
import Processes

// Who has it.

extension World {
    mutating func assignToDesk(_ slot: Int) -> SimulatedCommit? {
        let person = organisation.deskAgent(&dice)
        return assign(slot, Organisation.deskGroup, person, by: .person(person))
    }

    /// To the group that knows the technology; whose people choose among themselves, or who is on duty is known.
    mutating func assignToExperts(_ slot: Int, isPersonal: Bool) -> SimulatedCommit? {
        let technology = incidents[slot].scene.service.technology
        let person = isPersonal ? organisation.expert(in: technology, &dice) : nil
        return assign(slot, technology.group, person, by: .person(organisation.deskAgent(&dice)))
    }

    mutating func takeOver(_ slot: Int) -> SimulatedCommit? {
        let technology = incidents[slot].scene.service.technology
        let person = organisation.expert(in: technology, &dice)
        return assign(slot, technology.group, person, by: .person(person))
    }

    mutating func handOver(_ slot: Int) -> SimulatedCommit? {
        assign(slot, incidents[slot].scene.service.technology.group, nil, by: agent(slot))
    }

    /// To a group that has nothing to do with it.
    mutating func bounce(_ slot: Int) -> SimulatedCommit? {
        let technology = incidents[slot].scene.service.technology
        let others = Technology.allCases.filter { $0 != technology }
        return assign(slot, dice.pick(others).group, nil, by: agent(slot), reason: phrase(.reassign, slot))
    }

    mutating func bounceBack(_ slot: Int) -> SimulatedCommit? {
        let technology = incidents[slot].scene.service.technology
        let person = organisation.expert(in: technology, &dice)
        return assign(slot, technology.group, person, by: agent(slot), reason: phrase(.reassign, slot))
    }

    private mutating func assign(
        _ slot: Int, _ group: GroupID, _ person: PersonID?, by actor: Actor, reason: String? = nil
    ) -> SimulatedCommit? {
        let now = incidents[slot].state?.assignment
        if now?.group == group && now?.person == person { return nil }
        return record(AssignIncident(group: group, person: person), on: slot, by: actor, reason: reason)
    }

    mutating func acknowledge(_ slot: Int) -> SimulatedCommit? {
        record(AcknowledgeIncident(), on: slot, by: agent(slot))
    }

    mutating func start(_ slot: Int) -> SimulatedCommit? {
        guard let state = incidents[slot].state?.state, state == .new || state == .assigned else { return nil }
        return record(StartWork(), on: slot, by: agent(slot))
    }
}
