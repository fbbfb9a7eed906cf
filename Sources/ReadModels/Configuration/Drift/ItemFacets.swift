public import EventModel
public import Processes

/// Everything that an item is at a moment, as texts by name: what two moments are compared by, to full depth.
///
/// ```
/// item                              present
/// class, status, NAME               the class, the status, each attribute
/// relationship TYPE OTHER           present, for each that begins in the item
/// group NAME                        2 of a, b, c
/// ```
public enum ItemFacets {
    public static let item = "item"
    static let relationshipPrefix = "relationship "
    static let groupPrefix = "group "
    static let present = "present"

    public static func of(_ item: ConfigurationItem, in view: GraphView) -> [String: String] {
        var facets = [self.item: present, "class": item.ciClass, "status": item.status.name]
        for each in item.attributes { facets[each.name] = each.value }
        for group in item.redundancyGroups {
            let members = group.members.map(\.rawValue).sorted().joined(separator: ", ")
            facets["\(groupPrefix)\(group.name)"] =
                "\(group.percent.map { "\($0) %" } ?? "\(group.minUp ?? 1)") of \(members)"
        }
        guard let number = view.item(item.id) else { return facets }
        for each in view.relationships(of: number) where each.begins {
            facets["\(relationshipPrefix)\(each.type) \(view.id(each.other))"] = present
        }
        return facets
    }

    /// The type and the other end where a facet is a relationship.
    public static func relationship(_ facet: String) -> (type: String, other: CIID)? {
        guard facet.hasPrefix(relationshipPrefix) else { return nil }
        // Types have no white space; ids may.
        let parts = facet.dropFirst(relationshipPrefix.count).split(separator: " ", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), CIID(String(parts[1]))) : nil
    }

    /// The other items that a facet of an item names.
    public static func others(in facet: String, of item: ConfigurationItem?) -> [CIID] {
        if let (_, other) = relationship(facet) { return [other] }
        return item?.redundancyGroups.first { facet == "\(groupPrefix)\($0.name)" }?.members ?? []
    }

    /// What of `observed` is not as `intended`, in the order of names. An item that is missing, or was not there, is one
    /// difference.
    public static func differences(
        intended: [String: String]?, observed: [String: String]?, _ rules: DriftRules
    ) -> [(attribute: String, intended: String?, observed: String?)] {
        guard let intended, let observed else {
            if intended == nil, observed == nil { return [] }
            return [(item, intended.map { _ in present }, observed.map { _ in present })]
        }
        return Set(intended.keys).union(observed.keys).sorted().compactMap { name in
            guard !rules.ignoredAttributes.contains(name) else { return nil }
            let (before, after) = (intended[name], observed[name])
            return rules.areEqual(before, after) ? nil : (name, before, after)
        }
    }
}

/// Which differences from a baseline are none.
public struct DriftRules: Sendable, Hashable {
    public var ignoresCase: Bool
    /// White space at the ends, and how much of it stands between words.
    public var ignoresWhitespace: Bool
    public var ignoredAttributes: Set<String>
    /// Attributes that changed at least `flappingChanges` times in this many hours before the moment are left out.
    public var flappingHours: Int64?

    public static let flappingChanges = 3

    public init(
        ignoresCase: Bool = false, ignoresWhitespace: Bool = false, ignoredAttributes: Set<String> = [],
        flappingHours: Int64? = nil
    ) {
        (self.ignoresCase, self.ignoresWhitespace) = (ignoresCase, ignoresWhitespace)
        (self.ignoredAttributes, self.flappingHours) = (ignoredAttributes, flappingHours)
    }

    /// Whether something that changed at `turns` cannot make up its mind at `moment`.
    public func isFlapping(_ turns: [Instant], at moment: Instant) -> Bool {
        guard let flappingHours else { return false }
        let since = moment.advanced(byMicros: -flappingHours * 60 * Instant.microsPerMinute)
        return turns.count { since < $0 && $0 <= moment } >= Self.flappingChanges
    }

    func areEqual(_ first: String?, _ second: String?) -> Bool { first.map(normal) == second.map(normal) }

    private func normal(_ text: String) -> String {
        var text = text
        if ignoresCase { text = text.lowercased() }
        if ignoresWhitespace { text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        return text
    }
}
