import EventModel
public import Processes

extension GraphView {
    /// What the graph says to a policy's question, as of the view's moment.
    public func answer(to question: ConfigurationQuestion) -> ConfigurationAnswer {
        switch question.subject {
        case .assets(let person): answer(to: question, assets(of: person))
        case .impact(let items, let service): answer(to: question, suffering(items, service))
        case .effects(let change, let others, let freezes): effects(of: change, among: others, freezes)
        }
    }

    private func answer(to question: ConfigurationQuestion, _ found: [Int32]) -> ConfigurationAnswer {
        let spared = Set(question.sparing.compactMap(item))
        let left = found.filter { !spared.contains($0) }
        return ConfigurationAnswer(items: left.prefix(max(0, question.limit)).map(id), found: left.count)
    }

    private func effects(
        of change: Change, among others: [Change], _ freezes: FreezeCalendar
    ) -> ConfigurationAnswer {
        let search = change.expectedWindow.map { ConflictSearch(for: change, in: $0, among: others, freezes: freezes) }
        let effects = ChangeEffects(impact: impact(of: change), conflicts: search?.conflicts(in: self) ?? [])
        return ConfigurationAnswer(items: [], found: 0, effects: effects)
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
