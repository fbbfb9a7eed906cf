import EventModel
import Processes

// What kind of incident it is, and who else is called.

extension World {
    mutating func categorise(_ slot: Int, isDetailed: Bool) -> SimulatedCommit? {
        let (fault, service) = (incidents[slot].fault, incidents[slot].scene.service)
        let command = CategoriseIncident(
            category: service.technology.category,
            subcategory: isDetailed || dice.chance(500) ? fault.subcategory : nil,
            symptom: isDetailed ? fault.symptom : nil, service: service.id)
        return record(command, on: slot, by: agent(slot))
    }

    /// More or fewer are hit than was thought.
    mutating func reprioritise(_ slot: Int) -> SimulatedCommit? {
        guard let impact = incidents[slot].state?.classification.impact else { return nil }
        let other: Impact =
            switch impact {
            case .high: .medium
            case .medium: dice.chance(500) ? .high : .low
            case .low: .medium
            }
        let reason = phrase(.reprioritise, slot)
        return record(PrioritiseIncident(impact: other), on: slot, by: agent(slot), reason: reason)
    }

    mutating func override(_ slot: Int) -> SimulatedCommit? {
        let priority = dice.pick([Priority.high, .high, .moderate, .low])
        if incidents[slot].state?.classification.priority == priority { return nil }
        return record(OverridePriority(priority: priority, reason: phrase(.override, slot)), on: slot, by: agent(slot))
    }

    mutating func escalateFunctionally(_ slot: Int) -> SimulatedCommit? {
        guard levelIsFree(slot, incidents[slot].state?.assignment.functionalLevel) else { return nil }
        let expert = organisation.expert(in: incidents[slot].scene.service.technology, &dice)
        let reason = phrase(.escalateFunctionally, slot)
        return record(EscalateIncident(kind: .functional, contact: expert, reason: reason), on: slot, by: agent(slot))
    }

    mutating func escalateHierarchically(_ slot: Int) -> SimulatedCommit? {
        guard levelIsFree(slot, incidents[slot].state?.assignment.hierarchicalLevel) else { return nil }
        let reason = phrase(.escalateHierarchically, slot)
        return record(EscalateIncident(kind: .hierarchical, reason: reason), on: slot, by: agent(slot))
    }

    /// Paths have three levels.
    private func levelIsFree(_ slot: Int, _ reached: Int64?) -> Bool { (reached ?? 0) < 3 }

    mutating func engageSupplier(_ slot: Int) -> SimulatedCommit? {
        let supplier = incidents[slot].scene.service.technology.supplier
        let reference = "C\(padded(dice.below(10_000_000), 7))"
        return record(EngageSupplier(supplier: supplier, reference: reference), on: slot, by: agent(slot))
    }

    mutating func supplierAnswers(_ slot: Int) -> SimulatedCommit? {
        guard incidents[slot].state?.assignment.supplier != nil else { return nil }
        return record(RecordSupplierResponse(), on: slot, by: agent(slot))
    }

    mutating func declareMajor(_ slot: Int) -> SimulatedCommit? {
        let manager = organisation.incidentManager
        let command = DeclareMajorIncident(manager: manager, reason: phrase(.declareMajor, slot))
        return record(command, on: slot, by: .person(manager))
    }

    mutating func standDown(_ slot: Int) -> SimulatedCommit? {
        let reason = phrase(.standDown, slot)
        return record(StandDownMajorIncident(reason: reason), on: slot, by: .person(organisation.incidentManager))
    }

    /// Tells the caller; one in ten messages does not arrive.
    mutating func notify(_ slot: Int) -> SimulatedCommit? {
        guard let caller = incidents[slot].caller else { return nil }
        let drawn = DrawnNumber(
            sequence: "\(NotificationProcess.numberPrefix ?? "")-\(calendar.year)", number: counters.notifications + 1)
        let command = RecordNotification(
            incident: incidents[slot].number, template: "resolved", channel: dice.pick([.mail, .mail, .portal, .text]),
            recipient: caller, failure: dice.chance(100) ? dice.pick(Self.failures) : nil)
        let stream = StreamID(category: NotificationProcess.category, key: drawn.text)
        var state = NotificationProcess.initial(stream)
        let actor = Actor(principal: "notifier", kind: .policy)
        guard let commit = record(command, on: stream, &state, by: actor, drawn: drawn) else { return nil }
        counters.notifications += 1
        return commit
    }

    private static let failures = ["mailbox full", "unknown recipient", "no answer from the gateway"]
}
