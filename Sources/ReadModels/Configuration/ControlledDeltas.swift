public import EventModel
import Processes

/// What was seen to change on items that only changes may change, in a period, and what became of it.
public struct ControlledDeltas: Sendable, Hashable {
    /// Values that were seen to be others than before, while a policy judged such.
    public private(set) var judged: Int64 = 0
    /// And what nobody judged, for the policy had never been in force.
    public private(set) var unjudged: Int64 = 0
    /// That no change covered. The findings stay, so those that were regularised since are among them.
    public private(set) var unauthorised: Int64 = 0
    public private(set) var regularised: Int64 = 0
    /// Presumably a change's work.
    public private(set) var attributed: Int64 = 0
    /// The work of one of several changes.
    public private(set) var indeterminate: Int64 = 0

    /// Nothing was seen.
    public static let none = ControlledDeltas()
    private init() {}

    /// How many were ever seen on items of these classes, as the table has it.
    public static func everSeen(
        _ items: some TableReader<CITable>, on classes: [String]
    ) throws(TableError) -> Int64 {
        let totals = try items.totals(.deltas)
        let keys = Set(classes.map { IndexKey($0) })
        return totals.filter { keys.contains($0.group) }.reduce(0) { $0 + $1.amount }
    }

    /// `judged` and `unjudged` are differences of `everSeen` between the period's end and its beginning.
    public init(
        _ items: some TableReader<CITable>, on classes: [String], judged: Int64, unjudged: Int64, period: Period
    ) throws(TableError) {
        (self.judged, self.unjudged) = (judged, unjudged)
        var looked: Set<StreamID> = []
        try items.scan(.found, .all, .ascending) { _, stream throws(TableError) in
            guard looked.insert(stream).inserted, let item = try items.row(stream)?.item,
                classes.contains(item.ciClass)
            else { return .more }
            for finding in item.findings where period.contains(finding.foundAt) { add(finding) }
            return .more
        }
    }

    private mutating func add(_ finding: CIFinding) {
        switch finding.changes.count {
        case 0: unauthorised += 1
        case 1: attributed += 1
        default: indeterminate += 1
        }
        if finding.regularisedBy != nil { regularised += 1 }
    }

    // The definition of kpi.md. Raise the version of what changes.
    var figure: Figure {
        Figure(
            "unauthorisedChangeShare", .percent, Ratio(Int128(unauthorised), over: judged), n: judged,
            excluded: unjudged,
            parts: [
                Figure.Part("unauthorised", unauthorised), Figure.Part("regularised", regularised),
                Figure.Part("attributed", attributed), Figure.Part("indeterminate", indeterminate),
            ],
            "Share that no change covered, regularised since or not, over the values of items of controlled classes that were "
                + "seen to be others than before in the period; excluded: recorded before the policy was in force that judges them."
        )
    }
}
