public import EventModel

/// Retires an item. What uses it keeps it, unless a reason overrides that.
public struct RetireCI: CICommand {
    /// What uses it: open incidents, live services.
    public let users: [String]
    public let reason: String?
    /// Why it goes although it is in use.
    public let override: String?
    /// Redundancy groups that have too few members without it.
    public let broken: [BrokenGroup]

    public init(
        users: [String] = [], reason: String? = nil, override: String? = nil, broken: [BrokenGroup] = []
    ) {
        (self.users, self.reason, self.override, self.broken) = (users, reason, override, broken)
    }

    public func needs(_: ConfigurationItem?, _: Facts) -> [StreamID] { broken.map(\.owner.stream) }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        try item.mustBeThere()
        let override = override?.nonEmpty
        guard users.isEmpty || override != nil else { throw .inUse(item.id, by: users) }
        let reason = try context.required(reason ?? override, "the reason")
        let retired = CIEvent.retired(CIRetired(reason: reason, overridden: users, previous: item.status))
        return Decision([retired]).saying(broken)
    }
}

/// Brings a retired item back.
public struct ReactivateCI: CICommand {
    public let status: CIStatus
    public let reason: String?
    public init(as status: CIStatus = .stock, reason: String? = nil) { (self.status, self.reason) = (status, reason) }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        guard item.isRetired else { throw .notRetired(item.id, item.status) }
        guard status != .retired else { throw .retiredByRetiring }
        return [.reactivated(CIReactivated(status: status, reason: try context.required(reason, "the reason")))]
    }
}

/// Vouches for an item's record as it stands.
public struct AttestCI: CICommand {
    public let note: String?
    public init(note: String? = nil) { self.note = note }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        try item.mustBeThere()
        return [.attested(CIAttested(note: note?.nonEmpty))]
    }
}

/// Decides a conflict.
public struct ResolveCIConflict: CICommand {
    public let what: String
    public let resolution: String?
    public init(about what: String, resolution: String? = nil) { (self.what, self.resolution) = (what, resolution) }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        guard item.conflicts.contains(where: { $0.what == what }) else { throw .noConflict(what) }
        return [
            .conflictResolved(
                CIConflictResolved(what: what, resolution: try context.required(resolution, "the resolution")))
        ]
    }
}
