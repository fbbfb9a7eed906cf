public import Processes

/// What of the configuration somebody may see.
public enum ConfigurationSight: Sendable, Hashable {
    case everything
    /// Restricted items take part in every calculation, and are not named.
    case unrestricted
}

extension GraphView {
    /// The item's id; nil where it is restricted at the moment, and the view's sight does not reach it.
    public func shown(_ item: Int32) -> CIID? {
        switch sight {
        case .everything: id(item)
        case .unrestricted: isRestricted(item) ? nil : id(item)
        }
    }

    /// Whether the item, or anything that was made one with it, is shown only to those who may see such items.
    public func isRestricted(_ item: Int32) -> Bool {
        parts(of: item).contains { part in
            var isRestricted = false
            for mark in graph.marks[part] ?? [] where mark.position <= knownAt && mark.at <= asOf {
                if mark.kind == .restricted { isRestricted = true }
                if mark.kind == .restrictionLifted { isRestricted = false }
            }
            return isRestricted
        }
    }
}
