import EventModel
import Processes

extension Estate {
    /// What suffers if the items are down, as if nothing stood in for anything: more than the graph says, never less.
    func impact(of cis: [CIID], _ position: Position, _ now: Instant) -> ChangeImpactAssessed {
        let affected = dependents(of: cis)
        let services = affected.filter { CISchema.serviceClasses.contains(items[$0]?.ciClass ?? "") }.sorted()
        let agreements = Set(
            services.flatMap { service in
                (outgoing[service] ?? []).compactMap { $0.parts }.filter { $0.type == "coveredBy" }.map(\.to)
            })
        return ChangeImpactAssessed(
            graphPosition: position, asOf: now, affected: Int64(affected.count), services: services,
            agreements: agreements.sorted())
    }

    /// Everything that needs one of the items, nearest first; these come first.
    func dependents(of cis: [CIID]) -> [CIID] {
        var (found, seen) = (cis, Set(cis))
        var next = 0
        while next < found.count {
            let ci = found[next]
            next += 1
            for other in needing[ci] ?? [] where seen.insert(other).inserted { found.append(other) }
        }
        return found
    }

    /// Notes who suffers by a new relationship, or one that has ended.
    mutating func follow(_ id: RelationshipID, holds: Bool) {
        guard let parts = id.parts, let flow = Self.flows[parts.type] else { return }
        let (cause, victim) = flow == .toFrom ? (parts.to, parts.from) : (parts.from, parts.to)
        if holds { needing[cause, default: []].append(victim) } else { needing[cause]?.removeAll { $0 == victim } }
    }

    private enum Flow { case toFrom, fromTo }
    private static let flows: [String: Flow] = [
        "dependsOn": .toFrom, "runsOn": .toFrom, "poweredBy": .toFrom, "memberOf": .fromTo, "feeds": .fromTo,
    ]
}
