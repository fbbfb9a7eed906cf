import EventModel

/// Which item a report is of. Several are never narrowed down by chance.
public enum Identification: Sendable, Hashable {
    /// One that is on record, found by a rule.
    case found(CIID, rule: String)
    /// A retired one that came back.
    case returned(CIID, rule: String)
    /// None: a new one, which has the identity of a retired one where that is given.
    case new(previous: CIID?)
    /// Several have what identifies one, or one has what identifies another. Which of them, in the order of ids.
    case ambiguous([CIID], rule: String, values: [String])
    /// One of another class has the same identity.
    case otherClass(CIID, rule: String)
    /// The report says nothing by which it could be known.
    case unidentified
}

/// Items that a report may be of: those that have what an identifier rule asks for, and the one whose id it gives.
public struct IdentityCandidates: Sendable {
    public var byID: ConfigurationItem?
    /// Each key's, retired ones among them, those made one with others replaced by what they became.
    public var byKey: [[ConfigurationItem]]

    public init(byID: ConfigurationItem? = nil, byKey: [[ConfigurationItem]] = []) {
        (self.byID, self.byKey) = (byID, byKey)
    }
}

extension IdentityRules {
    /// The name of the rule by which a report is known that gives the item's own id.
    public static let idRule = "id"

    /// Which item a report is of, by the rules of its class: strong rules all together, then weak ones one by one.
    public func identify(
        _ report: ReportedItem, _ identity: Identity, _ candidates: IdentityCandidates
    ) -> Identification {
        let matching = zip(identity.keys, candidates.byKey).map { key, items in
            (key: key, items: items.filter { key.matches($0) && $0.mergedInto == nil })
        }
        var found: [(item: ConfigurationItem, rule: String, values: [String])] = []
        if let item = candidates.byID, !item.isRetired { found.append((item, Self.idRule, [item.id.rawValue])) }
        for (key, items) in matching where !key.isWeak {
            for item in items where !item.isRetired && !found.contains(where: { $0.item.id == item.id }) {
                found.append((item, key.rule, key.values.map(\.value)))
            }
        }
        if found.count > 1, let last = found.last {
            return .ambiguous(found.map(\.item.id).sorted(), rule: last.rule, values: last.values)
        }
        if let (item, rule, _) = found.first { return judge(item, rule, report, identity) }
        for (key, items) in matching where key.isWeak {
            let items = items.filter {
                !$0.isRetired && $0.ciClass == report.ciClass && contradiction(identity, $0, but: nil) == nil
            }
            if items.count > 1 {
                return .ambiguous(items.map(\.id).sorted(), rule: key.rule, values: key.values.map(\.value))
            }
            if let item = items.first { return .found(item.id, rule: key.rule) }
        }
        return identifyRetired(report, identity, candidates.byID, matching)
    }

    /// The one item that strong rules lead to.
    private func judge(
        _ item: ConfigurationItem, _ rule: String, _ report: ReportedItem, _ identity: Identity
    ) -> Identification {
        if item.ciClass != report.ciClass { return .otherClass(item.id, rule: rule) }
        if rule != Self.idRule, let other = contradiction(identity, item, but: rule) {
            let recorded = other.values.map { item.value($0.name) ?? "" }
            return .ambiguous([item.id], rule: other.rule, values: recorded + other.values.map(\.value))
        }
        return .found(item.id, rule: rule)
    }

    private func identifyRetired(
        _ report: ReportedItem, _ identity: Identity, _ byID: ConfigurationItem?,
        _ matching: [(key: IdentityKey, items: [ConfigurationItem])]
    ) -> Identification {
        var retired: [(item: ConfigurationItem, rule: String)] = []
        if let byID, byID.isRetired, byID.ciClass == report.ciClass { retired.append((byID, Self.idRule)) }
        for (key, items) in matching where !key.isWeak {
            for item in items where item.isRetired && item.ciClass == report.ciClass {
                if !retired.contains(where: { $0.item.id == item.id }) { retired.append((item, key.rule)) }
            }
        }
        let comesBack = ciClass(report.ciClass)?.whenSeenRetired == .reactivate
        // What never was has no past that a new item could be kept apart from.
        let returning = comesBack ? retired : retired.filter(\.item.isVoid)
        if returning.count > 1, let first = returning.first {
            return .ambiguous(returning.map(\.item.id).sorted(), rule: first.rule, values: [])
        }
        if let (item, rule) = returning.first { return .returned(item.id, rule: rule) }
        if identity.keys.isEmpty, report.id == nil { return .unidentified }
        let last = retired.max {
            ($0.item.retiredAt ?? .earliest, $0.item.id) < ($1.item.retiredAt ?? .earliest, $1.item.id)
        }
        return .new(previous: last?.item.id)
    }
}
