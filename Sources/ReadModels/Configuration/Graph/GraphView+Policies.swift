import EventModel
public import Processes

extension GraphView {
    /// What the graph says to a policy's question, as of the view's moment.
    public func answer(to question: ConfigurationQuestion) -> ConfigurationAnswer {
        let spared = Set(question.sparing.compactMap(item))
        let found =
            switch question.subject {
            case .assets(let person): assets(of: person)
            case .impact(let items, let service): suffering(items, service)
            }
        let left = found.filter { !spared.contains($0) }
        return ConfigurationAnswer(items: left.prefix(max(0, question.limit)).map(id), found: left.count)
    }

    /// In the order of ids. A person's item is named after the person.
    private func assets(of person: PersonID) -> [Int32] {
        guard let owner = item(CIID(person.rawValue)) else { return [] }
        let ends = relationships(of: owner).filter { !$0.begins && Self.assetTypes.contains($0.type) }
        return Set(ends.map(\.other)).sorted { id($0) < id($1) }
    }

    private static let assetTypes: Set = ["usedBy", "availableTo"]

    /// The service's own item, then services, then the others; the nearest first. What only lost a protection does not suffer.
    private func suffering(_ items: [CIID], _ service: ServiceID?) -> [Int32] {
        let own = service.flatMap { item(CIID($0.rawValue)) }
        let seeds = (items.compactMap(item) + [own].compactMap { $0 }).reduce(into: [Int32]()) { seeds, next in
            if !seeds.contains(next) { seeds.append(next) }
        }
        guard !seeds.isEmpty else { return [] }
        let affected = Impact(of: seeds, in: self).affected.filter { $0.state == .down || $0.state == .degraded }
            .map(\.item)
        let services = affected.filter { CISchema.serviceClasses.contains(ciClass($0)) }
        let others = affected.filter { !CISchema.serviceClasses.contains(ciClass($0)) }
        return [own].compactMap { $0 } + services + others
    }
}
