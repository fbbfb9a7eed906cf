public import EventModel

/// How an item is, the worst last.
public enum ImpactState: Int32, WireEnum, Comparable {
    case up = 1
    /// Some of a redundancy group are gone, and it can spare more.
    case degraded = 2
    /// One more failure takes it down, or what protects it is gone.
    case atRisk = 3
    case down = 4

    public static func < (left: ImpactState, right: ImpactState) -> Bool { left.rawValue < right.rawValue }

    /// What a redundancy group comes to of which `up` of `count` are up and `needed` must be.
    ///
    /// Design, cmdb.md section 3. Nobody down is up, whatever the group has left.
    static func group(up: Int, of count: Int, needed: Int) -> ImpactState {
        if up == count { return .up }
        if up < needed { return .down }
        return up == needed ? .atRisk : .degraded
    }
}
