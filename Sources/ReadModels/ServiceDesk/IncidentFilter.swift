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

/// A condition that an index can answer: the row stands in it under one of some keys.
struct Criterion: Sendable {
    let index: TableIndex<ServiceDeskRow>
    let ranges: [KeyRange]

    func matches(_ row: ServiceDeskRow) -> Bool {
        index.keys(row).contains { key in ranges.contains { $0.contains(key) } }
    }
}

extension IncidentFilter {
    /// Its conditions but the number's prefix; ages count to `now`.
    func criteria(now: Instant) -> [Criterion] {
        let wanted: [(TableIndex<ServiceDeskRow>, [KeyRange])] = [
            (.state, states.map { .exactly(IndexKey($0)) }),
            (.priority, priorities.map { .exactly(IndexKey($0)) }),
            (.group, groups.map { .exactly(IndexKey($0)) }),
            (.assignee, assignees.map { .exactly(IndexKey($0)) }),
            (.caller, callers.map { .exactly(IndexKey($0)) }),
            (.customer, customers.map { .exactly(IndexKey($0)) }),
            (.service, services.map { .exactly(IndexKey($0)) }),
            (.ci, cis.map { .exactly(IndexKey($0)) }),
            (.category, categories.map { .exactly(IndexKey($0 ?? "")) }),
            (.title, titlePrefix.isEmpty ? [] : [.beginning(with: titlePrefix.lowercased())]),
            (.major, isMajor.map { [.exactly(IndexKey($0 ? 1 : 0))] } ?? []),
            (.contradictory, isContradictory.map { [.exactly(IndexKey($0 ? 1 : 0))] } ?? []),
            (Set(states) == Set(Self.openStates) ? .open : .loggedAt, loggedAt(now).map { [$0] } ?? []),
        ]
        return wanted.filter { !$0.1.isEmpty }.map(Criterion.init)
    }

    /// When an incident of the ages asked for was logged; nil where no age is asked for.
    private func loggedAt(_ now: Instant) -> KeyRange? {
        let isOpenOnly = Set(states) == Set(Self.openStates)
        guard minimumAgeMicros != nil || maximumAgeMicros != nil || isOpenOnly else { return nil }
        // The range leaves out its upper end, and an incident of just the least age is old enough.
        let latest = minimumAgeMicros.map { now.advanced(byMicros: 1 - $0) }
        let earliest = maximumAgeMicros.map { now.advanced(byMicros: -$0) }
        return KeyRange(from: earliest.map { IndexKey($0) }, to: latest.map { IndexKey($0) })
    }
}
