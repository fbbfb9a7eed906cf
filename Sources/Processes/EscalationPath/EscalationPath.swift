public import EventModel

/// Who is called at which level when an incident of a service does not get on. Versioned, as every definition.
public struct EscalationPath: Sendable, Hashable {
    public let version: UInt64
    public let service: ServiceID
    /// Level 1 first, without gaps.
    public let levels: [EscalationLevel]

    public init(version: UInt64, service: ServiceID, levels: [EscalationLevel]) {
        self.version = version
        self.service = service
        self.levels = levels
    }

    public static func stream(of service: ServiceID) -> StreamID {
        StreamID(category: EscalationPathProcess.category, key: service.rawValue)
    }

    public var highest: Int64 { Int64(levels.count) }

    /// Level 1 … `highest`; nil past the end.
    public func level(_ level: Int64) -> EscalationLevel? { levels.first { $0.level == level } }
}

/// One level of a path.
public struct EscalationLevel: Sendable, Hashable {
    public let level: Int64
    /// How long after its detection an incident that is still open comes to this level, in minutes.
    public let afterMinutes: Int64
    /// Who is called, the first one first.
    public let contacts: [PersonID]

    public init(level: Int64, afterMinutes: Int64, contacts: [PersonID]) {
        self.level = level
        self.afterMinutes = afterMinutes
        self.contacts = contacts
    }
}

extension EscalationLevel: WireMessage {
    public static let schema = Schema(
        Field(1, "level", \EscalationLevel.level, "The level, from 1."),
        Field(2, "afterMinutes", \.afterMinutes, "How long after the detection it is due, minutes."),
        Field(3, "contacts", \.contacts, "Who is called, the first one first."))
}

extension Facts {
    /// The service's path; nil where none was defined, or it was not asked for.
    func escalationPath(of service: ServiceID) -> EscalationPath? {
        state(of: EscalationPath.stream(of: service), in: EscalationPathProcess.self) ?? nil
    }
}
