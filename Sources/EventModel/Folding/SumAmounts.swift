/// What rows add to a sum, by group.
public struct SumAmounts: Sendable {
    private var ofIntegers: [Int64: Int64] = [:]
    private var ofKeys: [IndexKey: Int64] = [:]
    /// How often the row at hand counts.
    @usableFromInline var factor: Int64 = 1

    /// Begins with what others came to.
    public init(_ totals: [TableTotal] = []) { for total in totals { add(total.amount, to: total.group) } }

    public mutating func add(_ amount: Int64, to group: Int64) {
        if amount != 0 { ofIntegers[group, default: 0] += factor * amount }
    }
    public mutating func add(_ amount: Int64, to group: IndexKey) {
        if amount != 0 { ofKeys[group, default: 0] += factor * amount }
    }

    public mutating func add(_ other: SumAmounts) {
        ofIntegers.merge(other.ofIntegers, uniquingKeysWith: +)
        ofKeys.merge(other.ofKeys, uniquingKeysWith: +)
    }

    /// The groups that come to something, in the order of their keys.
    public var totals: [TableTotal] {
        var amounts = ofKeys
        for (group, amount) in ofIntegers { amounts[IndexKey(group), default: 0] += amount }
        return amounts.filter { $0.value != 0 }.map { TableTotal(group: $0.key, amount: $0.value) }
            .sorted { $0.group < $1.group }
    }
}
