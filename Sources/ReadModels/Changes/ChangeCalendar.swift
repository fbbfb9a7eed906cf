public import EventModel
public import Processes

/// The forward schedule of change: what is to be made when, and when nothing is.
public struct ChangeCalendar: Sendable, Hashable {
    /// A change with a window, or a freeze.
    public enum Entry: Sendable, Hashable {
        case change(Change, ChangeWindow)
        case freeze(FreezePeriodDeclared)

        public var window: ChangeWindow {
            switch self {
            case .change(_, let window): window
            case .freeze(let freeze): freeze.window
            }
        }
        private var name: String {
            switch self {
            case .change(let change, _): change.number.rawValue
            case .freeze(let freeze): freeze.name.rawValue
            }
        }
        static func precedes(_ left: Entry, _ right: Entry) -> Bool {
            (left.window.from, left.window.to, left.name) < (right.window.from, right.window.to, right.name)
        }
    }
    /// In the order in which they begin.
    public let entries: [Entry]

    /// Everything that overlaps `span`.
    public init(
        _ table: some TableReader<ChangeTable>, freezes: FreezeCalendar, during span: ChangeWindow
    ) throws(TableError) {
        let changes = try table.changes(during: span)
        let freezes = freezes.freezes.filter { $0.window.overlaps(span) }
        entries = (changes.map { Entry.change($0.change, $0.window) } + freezes.map(Entry.freeze)).sorted(
            by: Entry.precedes)
    }
}

extension TableReader<ChangeTable> {
    /// Changes whose window overlaps `span`, the earliest end first.
    public func changes(during span: ChangeWindow) throws(TableError) -> [(change: Change, window: ChangeWindow)] {
        var found: [(change: Change, window: ChangeWindow)] = []
        let ends = KeyRange(from: IndexKey(span.from), to: nil)
        try scan(.windowEnd, ends, .ascending) { _, stream throws(TableError) in
            if let change = try row(stream), let window = change.expectedWindow, window.overlaps(span) {
                found.append((change, window))
            }
            return .more
        }
        return found
    }
}

extension ChangeCalendar.Entry {
    /// Keys are stable; null is what a freeze does not have.
    public var json: JSONValue {
        switch self {
        case .change(let change, let window):
            .object([
                "kind": .string("change"), "number": change.number.value, "from": window.from.value,
                "to": window.to.value, "state": change.state.value, "type": change.type.value,
                "fixed": .bool(change.work.window != nil), "title": .string(change.title),
                "implementer": change.plan.implementer.value, "cis": change.scope.cis.value,
                "services": (change.assessment.impact?.services ?? []).value,
                "conflicts": change.assessment.conflicts.value,
            ])
        case .freeze(let freeze):
            .object([
                "kind": .string("freeze"), "number": freeze.name.value, "from": freeze.window.from.value,
                "to": freeze.window.to.value, "state": .null, "type": .null, "fixed": .bool(true),
                "title": .string(freeze.reason), "implementer": .null, "cis": .array([]), "services": .array([]),
                "conflicts": .array([]),
            ])
        }
    }
}
