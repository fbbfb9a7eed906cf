import EventModel
import Processes

// What kind of incident it is, and who else is called.

extension World {
    mutating func categorise(_ live: LiveIncident, isDetailed: Bool) -> SimulatedCommit? {
        let (fault, service) = (live.fault, live.scene.service)
        let command = CategoriseIncident(
            category: service.technology.category,
            subcategory: isDetailed || dice.chance(500) ? fault.subcategory : nil,
            symptom: isDetailed ? fault.symptom : nil, service: service.id)
        return record(command, on: live, by: agent(live))
    }

    /// More or fewer are hit than was thought.
    mutating func reprioritise(_ live: LiveIncident) -> SimulatedCommit? {
        guard let impact = live.state?.classification.impact else { return nil }
        let other: Impact =
            switch impact {
            case .high: .medium
            case .medium: dice.chance(500) ? .high : .low
            case .low: .medium
            }
        let reason = phrase(.reprioritise, live)
        return record(PrioritiseIncident(impact: other), on: live, by: agent(live), reason: reason)
    }

    mutating func override(_ live: LiveIncident) -> SimulatedCommit? {
        let priority = dice.pick([Priority.high, .high, .moderate, .low])
        if live.state?.classification.priority == priority { return nil }
        return record(OverridePriority(priority: priority, reason: phrase(.override, live)), on: live, by: agent(live))
    }

    mutating func escalateFunctionally(_ live: LiveIncident) -> SimulatedCommit? {
        guard levelIsFree(live, live.state?.assignment.functionalLevel) else { return nil }
        let expert = organisation.expert(in: live.scene.service.technology, &dice)
        let reason = phrase(.escalateFunctionally, live)
        return record(EscalateIncident(kind: .functional, contact: expert, reason: reason), on: live, by: agent(live))
    }

    mutating func escalateHierarchically(_ live: LiveIncident) -> SimulatedCommit? {
        guard levelIsFree(live, live.state?.assignment.hierarchicalLevel) else { return nil }
        let reason = phrase(.escalateHierarchically, live)
        return record(EscalateIncident(kind: .hierarchical, reason: reason), on: live, by: agent(live))
    }

    /// Paths have three levels.
    private func levelIsFree(_ live: LiveIncident, _ reached: Int64?) -> Bool { (reached ?? 0) < 3 }

    mutating func engageSupplier(_ live: LiveIncident) -> SimulatedCommit? {
        let supplier = live.scene.service.technology.supplier
        let reference = "C\(padded(dice.below(10_000_000), 7))"
        return record(EngageSupplier(supplier: supplier, reference: reference), on: live, by: agent(live))
    }

    mutating func supplierAnswers(_ live: LiveIncident) -> SimulatedCommit? {
        guard live.state?.assignment.supplier != nil else { return nil }
        return record(RecordSupplierResponse(), on: live, by: agent(live))
    }

    mutating func declareMajor(_ live: LiveIncident) -> SimulatedCommit? {
        let manager = organisation.incidentManager
        let command = DeclareMajorIncident(manager: manager, reason: phrase(.declareMajor, live))
        return record(command, on: live, by: .person(manager))
    }

    mutating func standDown(_ live: LiveIncident) -> SimulatedCommit? {
        let reason = phrase(.standDown, live)
        return record(StandDownMajorIncident(reason: reason), on: live, by: .person(organisation.incidentManager))
    }

    /// Tells the caller; one in ten messages does not arrive.
    mutating func notify(_ live: LiveIncident) -> SimulatedCommit? {
        guard let caller = live.caller else { return nil }
        let drawn = number(of: NotificationProcess.self, counters.notifications)
        let command = RecordNotification(
            incident: live.number, template: "resolved", channel: dice.pick([.mail, .mail, .portal, .text]),
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
