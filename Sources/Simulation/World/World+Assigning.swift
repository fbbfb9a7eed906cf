import EventModel
import Processes

// Who has it.

extension World {
    mutating func assignToDesk(_ live: LiveIncident) -> SimulatedCommit? {
        let person = organisation.deskAgent(&dice)
        return assign(live, nil, person, by: .person(person))
    }

    /// To the group that knows the technology; whose people choose among themselves, or who is on duty is known.
    mutating func assignToExperts(_ live: LiveIncident, isPersonal: Bool) -> SimulatedCommit? {
        let technology = live.scene.service.technology
        let person = isPersonal ? organisation.expert(in: technology, &dice) : nil
        return assign(live, technology, person, by: .person(organisation.deskAgent(&dice)))
    }

    mutating func takeOver(_ live: LiveIncident) -> SimulatedCommit? {
        let technology = live.scene.service.technology
        let person = organisation.expert(in: technology, &dice)
        return assign(live, technology, person, by: .person(person))
    }

    mutating func handOver(_ live: LiveIncident) -> SimulatedCommit? {
        assign(live, live.scene.service.technology, nil, by: agent(live))
    }

    /// To a group that has nothing to do with it.
    mutating func bounce(_ live: LiveIncident) -> SimulatedCommit? {
        let technology = live.scene.service.technology
        let others = Technology.allCases.filter { $0 != technology }
        return assign(live, dice.pick(others), nil, by: agent(live), reason: phrase(.reassign, live))
    }

    mutating func bounceBack(_ live: LiveIncident) -> SimulatedCommit? {
        let technology = live.scene.service.technology
        let person = organisation.expert(in: technology, &dice)
        return assign(live, technology, person, by: agent(live), reason: phrase(.reassign, live))
    }

    /// To a technology's group, or to the desk.
    private mutating func assign(
        _ live: LiveIncident, _ technology: Technology?, _ person: PersonID?, by actor: Actor, reason: String? = nil
    ) -> SimulatedCommit? {
        let group = technology?.group ?? Organisation.deskGroup
        let now = live.state?.assignment
        if now?.group == group && now?.person == person { return nil }
        live.holder = technology
        return record(AssignIncident(group: group, person: person), on: live, by: actor, reason: reason)
    }

    mutating func acknowledge(_ live: LiveIncident) -> SimulatedCommit? {
        record(AcknowledgeIncident(), on: live, by: agent(live))
    }

    mutating func start(_ live: LiveIncident) -> SimulatedCommit? {
        guard let state = live.standing, state == .new || state == .assigned else { return nil }
        return record(StartWork(), on: live, by: agent(live))
    }
}
