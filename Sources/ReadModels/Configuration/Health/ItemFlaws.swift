import EventModel
import Processes

/// What is wrong with items as they are on record: nothing is related to them, nobody has seen them, or they are there twice.
struct ItemFlaws {
    private struct Flaw {
        var items: Set<CIID> = []
        /// Those of which it can be said.
        var judged = 0
    }
    private let itemCount: Int
    private var alone = Flaw()
    private var unseen = Flaw()
    private var twice = Flaw()

    init(of items: [ConfigurationItem], in view: GraphView) {
        itemCount = items.count
        findAlone(items, view)
        findUnseen(items, view)
        findTwice(items, view.schema)
    }

    private mutating func findAlone(_ items: [ConfigurationItem], _ view: GraphView) {
        alone.judged = items.count
        for item in items {
            guard let number = view.item(item.id) else { continue }
            var isAlone = true
            view.eachEdge(number) { _, _, _ in isAlone = false }
            if isAlone { alone.items.insert(item.id) }
        }
    }

    /// As the timer of stale items has it, whether it ran or not: what a person registered nobody would see again.
    private mutating func findUnseen(_ items: [ConfigurationItem], _ view: GraphView) {
        guard let days = view.schema.staleAfterDays else { return }
        for item in items {
            guard item.sightings.contains(where: { $0.batch != nil }), let seenAt = item.seenAt else { continue }
            unseen.judged += 1
            let isDue = seenAt.advanced(byMicros: days * Instant.microsPerDay) <= view.asOf
            if isDue || item.staleSince != nil { unseen.items.insert(item.id) }
        }
    }

    /// As identification compares them: by all values of a strong rule, whatever their classes.
    private mutating func findTwice(_ items: [ConfigurationItem], _ schema: CISchema) {
        let rules = IdentityRules(schema)
        var claims: [[AttributeValue]: [CIID]] = [:]
        for item in items {
            let values = item.attributes.map { AttributeValue($0.name, $0.value) }
            let keys = rules.identity(values, in: item.ciClass).keys.filter { !$0.isWeak }
            if !keys.isEmpty { twice.judged += 1 }
            for key in Set(keys.map(\.values)) { claims[key, default: []].append(item.id) }
        }
        for ids in claims.values where ids.count > 1 { twice.items.formUnion(ids) }
    }
}

extension ItemFlaws {
    var orphans: Figure {
        .share(
            "orphans", alone.items.count, of: alone.judged, excluded: 0,
            "Items without any relationship that holds, and in no redundancy group ÷ items.")
    }

    var stale: Figure {
        .share(
            "staleItems", unseen.items.count, of: unseen.judged, excluded: itemCount - unseen.judged,
            "Items that no source has seen for as many days as the schema in force allows ÷ items that sources report in "
                + "batches; excluded: items that none reports, and all where the schema allows any silence.")
    }

    var duplicates: Figure {
        .share(
            "duplicates", twice.items.count, of: twice.judged, excluded: itemCount - twice.judged,
            "Items that have all values of a strong identifier rule in common with another item that is there ÷ items that a "
                + "strong rule identifies; excluded: items that none does, as their values are missing or junk.")
    }

    var correctness: Figure {
        let flawed = alone.items.union(unseen.items).union(twice.items)
        return .share(
            "correctness", itemCount - flawed.count, of: itemCount, excluded: 0,
            "Items that are neither orphans, nor stale, nor duplicates ÷ items.")
    }
}
