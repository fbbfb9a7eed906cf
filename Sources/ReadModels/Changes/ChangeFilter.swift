public import EventModel
public import Processes

/// Which changes a list shows. Conditions narrow it together.
public struct ChangeFilter: Sendable, Hashable {
    /// Any of them; none, all.
    public var states: [ChangeState]
    public var type: ChangeType?
    public var ci: CIID?
    public var service: ServiceID?
    public var requester: PersonID?
    public var implementer: PersonID?
    public var template: ReferenceCode?
    public var problem: ReferenceCode?

    public init(
        states: [ChangeState] = [], type: ChangeType? = nil, ci: CIID? = nil, service: ServiceID? = nil,
        requester: PersonID? = nil, implementer: PersonID? = nil, template: ReferenceCode? = nil,
        problem: ReferenceCode? = nil
    ) {
        (self.states, self.type, self.ci, self.service) = (states, type, ci, service)
        (self.requester, self.implementer, self.template, self.problem) = (requester, implementer, template, problem)
    }

    public func matches(_ change: Change) -> Bool {
        (states.isEmpty || states.contains(change.state)) && (type.map { $0 == change.type } ?? true)
            && (ci.map(change.scope.cis.contains) ?? true) && (service.map { $0 == change.service } ?? true)
            && (requester.map { $0 == change.requester } ?? true)
            && (implementer.map(change.implementers.contains) ?? true)
            && (template.map { $0 == change.template } ?? true) && (problem.map { $0 == change.problem } ?? true)
    }

    /// Visits the changes in the order of their numbers, by the narrowest index that a condition has.
    public func scan(_ table: any TableReader<ChangeTable>, _ body: (Change) throws -> ScanStep) throws {
        var failure: (any Error)?
        func visit(_ change: Change) -> ScanStep {
            guard matches(change) else { return .more }
            do { return try body(change) } catch {
                failure = error
                return .enough
            }
        }
        if let (index, key) = narrowest {
            try table.scan(index, .exactly(IndexKey(key)), .ascending) { _, stream throws(TableError) in
                try table.row(stream).map(visit) ?? .more
            }
        } else {
            try table.scanRows { _, row in visit(row) }
        }
        if let failure { throw failure }
    }

    private var narrowest: (TableIndex<Change>, String)? {
        if let ci { return (.ci, ci.rawValue) }
        if let problem { return (.problem, problem.rawValue) }
        if let implementer { return (.implementer, implementer.rawValue) }
        if let requester { return (.requester, requester.rawValue) }
        if let service { return (.service, service.rawValue) }
        if let template { return (.template, template.rawValue) }
        return nil
    }
}
