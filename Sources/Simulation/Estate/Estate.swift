import EventModel
import Processes

/// The configuration as it stands: what incidents name, and what changes change. Nothing of it is there where its size is 0.
struct Estate {
    let plan: EstatePlan
    var items: [CIID: ConfigurationItem] = [:]
    var relationships: [RelationshipID: Relationship] = [:]
    /// The relationships that hold and begin in an item.
    var outgoing: [CIID: [RelationshipID]] = [:]
    /// What suffers with an item, by the relationships that hold.
    var needing: [CIID: [CIID]] = [:]
    var schema = CISchema.standard
    /// Machines that come and go, and those that are gone for good.
    var machines: [CIID] = []
    var gone: Set<CIID> = []
    /// Those that a change is at: no other change touches them meanwhile.
    var busy: Set<CIID> = []
    /// How many of a prefix have been registered.
    var counts: [String: Int]
    /// Steps of the plan that are done, and changes that have begun.
    var stepsDone = 0
    var changesBegun = 0
    var duplicatesFound = 0
    var dice: Dice

    /// One in so many items changes in a year.
    private static let itemsPerChange = 6
    /// What a change brings on average.
    private static let eventsPerChange = 2

    init(size: Int, seed: UInt64) {
        plan = EstatePlan(size: size, seed: seed)
        (counts, machines) = (plan.counts, plan.machines)
        dice = Dice(seed: seed &+ 0x9E37_79B9)
    }

    var isEmpty: Bool { plan.size == 0 }
    var changeCount: Int { plan.size / Self.itemsPerChange }
    /// The events that the year has for it, and those of them that are used up.
    var plannedEvents: Int { plan.steps.count + changeCount * Self.eventsPerChange }
    var chargedEvents: Int { stepsDone + changesBegun * Self.eventsPerChange }

    /// An item that somebody names who reports a fault of `service`: the caller's own where it is one that people have.
    /// Nil where there is no estate.
    mutating func item(of service: Service, caller: Int) -> CIID? {
        guard !isEmpty else { return nil }
        let prefix = service.ciPrefix
        let count = counts[prefix] ?? 0
        func numbered(_ number: Int) -> CIID { CIID("\(prefix)-\(padded(number, 3))") }
        if prefix == "nb", (1...max(1, count)).contains(caller) { return numbered(caller) }
        if prefix == "mob", caller > 0, caller % 4 == 0, caller / 4 <= count { return numbered(caller / 4) }
        for _ in 0..<4 where count > 0 {
            let id = numbered(1 + dice.below(count))
            if items[id] != nil, !gone.contains(id) { return id }
        }
        let own = CIID(service.id.rawValue)
        return items[own] != nil ? own : plan.hosts.first ?? "site-01"
    }
}
