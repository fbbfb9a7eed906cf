import EventModel
public import Processes

extension GraphView {
    /// What all of a change's items together would reach, as the view has it.
    public func impact(of change: Change) -> ChangeImpactAssessed {
        let own = change.scope.cis.compactMap(item)
        let affected = Impact(of: own, in: self).affected.map(\.item)
        let services = (own + affected).filter { CISchema.serviceClasses.contains(ciClass($0)) }
        let covering = services.flatMap { ends(of: $0, types: ["coveredBy"], beginning: true) }
        // Who uses a service stands at the end of `usedBy`, or at the beginning of `uses` and `consumes`.
        let consumers = services.flatMap {
            ends(of: $0, types: ["usedBy", "availableTo", "supports"], beginning: true)
                + ends(of: $0, types: ["uses", "consumes"], beginning: false)
        }
        .filter { !CISchema.serviceClasses.contains(ciClass($0)) }
        return ChangeImpactAssessed(
            graphPosition: knownAt, asOf: asOf, affected: Int64(affected.count), services: ids(services),
            agreements: ids(covering), consumers: ids(consumers))
    }

    private func ends(of item: Int32, types: Set<String>, beginning: Bool) -> [Int32] {
        relationships(of: item).filter { $0.begins == beginning && types.contains($0.type) }.map(\.other)
    }

    private func ids(_ items: [Int32]) -> [CIID] { Set(items).map(id).sorted() }
}
