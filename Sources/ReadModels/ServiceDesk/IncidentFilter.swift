public import EventModel
public import Processes

/// Which incidents a queue shows: those that meet every field that is set, and of a list any of its values.
public struct IncidentFilter: Sendable, Hashable {
    public var states: [IncidentState] = []
    /// Nil stands for incidents without one; so in the lists that follow.
    public var priorities: [Priority?] = []
    public var groups: [GroupID?] = []
    public var assignees: [PersonID?] = []
    public var callers: [PersonID?] = []
    public var customers: [CustomerID?] = []
    public var services: [ServiceID?] = []
    public var cis: [CIID?] = []
    public var categories: [String?] = []
    /// Since the time of logging, in microseconds.
    public var minimumAgeMicros: Int64?
    public var maximumAgeMicros: Int64?
    public var numberPrefix = ""
    /// Whatever its capitals.
    public var titlePrefix = ""
    public var isMajor: Bool?
    public var isContradictory: Bool?

    public init() {}

    public static let openStates = IncidentState.allCases.filter(\.isOpen)
    /// Incidents on which somebody still has to do something.
    public static var open: IncidentFilter {
        var filter = IncidentFilter()
        filter.states = openStates
        return filter
    }
}

/// A condition on what a row stands under in an index: one of some keys, or nothing.
struct Criterion: Sendable {
    let index: TableIndex<ServiceDeskRow>
    let ranges: [KeyRange]
    let allowsNone: Bool

    func matches(_ row: ServiceDeskRow) -> Bool {
        let keys = index.keys(row)
        if keys.isEmpty { return allowsNone }
        return keys.contains { key in ranges.contains { $0.contains(key) } }
    }

    /// No condition where nothing is wanted; nil among the values stands for incidents without one.
    static func any<Value>(
        of wanted: [Value?], _ index: TableIndex<ServiceDeskRow>, _ key: (Value) -> IndexKey
    ) -> Criterion? {
        guard !wanted.isEmpty else { return nil }
        let ranges = wanted.compactMap { $0 }.map { KeyRange.exactly(key($0)) }
        return Criterion(index: index, ranges: ranges, allowsNone: wanted.contains { $0 == nil })
    }

    static func flag(_ wanted: Bool?, _ index: TableIndex<ServiceDeskRow>) -> Criterion? {
        wanted.map { Criterion(index: index, ranges: $0 ? [.all] : [], allowsNone: !$0) }
    }
}

extension IncidentFilter {
    /// Its conditions but the number's prefix; ages count to `now`.
    func criteria(now: Instant) -> [Criterion] {
        let criteria: [Criterion?] = [
            .any(of: states, .state) { IndexKey($0) },
            // A row without a priority stands under a key too, at the end.
            priorities.isEmpty ? nil : .any(of: priorities.map { IndexKey($0) }, .priority) { $0 },
            .any(of: groups, .group) { IndexKey($0.rawValue) },
            .any(of: assignees, .assignee) { IndexKey($0.rawValue) },
            .any(of: callers, .caller) { IndexKey($0.rawValue) },
            .any(of: customers, .customer) { IndexKey($0.rawValue) },
            .any(of: services, .service) { IndexKey($0.rawValue) },
            .any(of: cis, .ci) { IndexKey($0.rawValue) },
            .any(of: categories, .category) { IndexKey($0) },
            titlePrefix.isEmpty
                ? nil
                : Criterion(index: .title, ranges: [.beginning(with: titlePrefix.lowercased())], allowsNone: false),
            .flag(isMajor, .major),
            .flag(isContradictory, .contradictory),
            logged(now),
        ]
        return criteria.compactMap { $0 }
    }

    /// When an incident of the ages asked for was logged. Of open incidents alone there is an index of its own.
    private func logged(_ now: Instant) -> Criterion? {
        let isOpenOnly = Set(states) == Set(Self.openStates)
        guard minimumAgeMicros != nil || maximumAgeMicros != nil || isOpenOnly else { return nil }
        // The range leaves out its upper end, and an incident of just the least age is old enough.
        let latest = minimumAgeMicros.map { now.advanced(byMicros: 1 - $0) }
        let earliest = maximumAgeMicros.map { now.advanced(byMicros: -$0) }
        let range = KeyRange(from: earliest.map { IndexKey($0) }, to: latest.map { IndexKey($0) })
        return Criterion(index: isOpenOnly ? .open : .loggedAt, ranges: [range], allowsNone: false)
    }
}
