import EventModel
import Processes

// What the organisation has: put on record before the first incident, and changed over the year.

extension World {
    /// Discovery puts the estate on record in the year's first moments; changes are spread like the work.
    mutating func planEstate(_ profile: ArrivalProfile) {
        if !estate.plan.steps.isEmpty { agenda.enter(.build, at: calendar.start) }
        guard !estate.isEmpty else { return }
        definitions.set(estate.schema, of: CISchema.stream, in: CISchemaProcess.self)
        for number in 0..<estate.changeCount {
            let load = profile.total / 1_000_000 * Int64(5_000 + estate.dice.below(990_000))
            agenda.enter(.change(number), at: profile.instant(ofLoad: load))
        }
    }

    /// The next step of the plan, and the one after it a microsecond later.
    mutating func build() -> SimulatedCommit? {
        guard estate.stepsDone < estate.plan.steps.count else { return nil }
        let step = estate.plan.steps[estate.stepsDone]
        estate.stepsDone += 1
        agenda.enter(.build, at: now.advanced(byMicros: 1))
        switch step {
        case .schema: return publishSchema()
        case .register(let id, let ciClass, let attributes):
            return record(
                RegisterCI(class: ciClass, attributes: attributes, source: "discovery"), on: id, by: Self.discovery)
        case .relate(let from, let type, let to):
            return perform(AddRelationship(from: from, type: type, to: to, source: "discovery"), by: Self.discovery)
        case .group(let owner, let group):
            return record(DefineRedundancyGroup(group), on: owner, by: Self.discovery)
        }
    }

    static let discovery = Actor(principal: "discovery", kind: .import)

    /// What runs in the data centre changes by changes only.
    private mutating func publishSchema() -> SimulatedCommit? {
        var draft = estate.schema
        for index in draft.classes.indices {
            draft.classes[index].isControlled = ["PhysicalServer", "Database", "Cluster"].contains(
                draft.classes[index].name)
        }
        var schema = estate.schema
        let manager = Actor.person(organisation.incidentManager)
        let commit = record(PublishCISchema(draft), on: CISchema.stream, &schema, by: manager)
        estate.schema = schema
        definitions.set(schema, of: CISchema.stream, in: CISchemaProcess.self)
        return commit
    }

    mutating func perform(_ command: AddRelationship, by actor: Actor) -> SimulatedCommit? {
        let id = command.id
        var state = estate.relationships[id]
        guard let commit = record(command, on: id.stream, &state, by: actor) else { return nil }
        estate.relationships[id] = state
        estate.outgoing[command.from, default: []].append(id)
        estate.follow(id, holds: true)
        return commit
    }

    /// Ends a relationship, or says that it never was.
    mutating func perform<Order: Command>(
        _ command: Order, without id: RelationshipID, by actor: Actor
    ) -> SimulatedCommit? where Order.Process == RelationshipProcess {
        guard let parts = id.parts else { return nil }
        var state = estate.relationships[id]
        guard let commit = record(command, on: id.stream, &state, by: actor) else { return nil }
        estate.relationships[id] = state
        estate.outgoing[parts.from]?.removeAll { $0 == id }
        estate.follow(id, holds: false)
        return commit
    }
}
