public import EventModel

/// An incident's number, `INC-2026-000123`, or the number that it had where it came from.
public struct IncidentNumber: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public var stream: StreamID { StreamID(category: IncidentProcess.category, key: rawValue) }
}

/// A change's number, `CHG-2026-000118`, or the number that it had where it came from.
public struct ChangeNumber: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public var stream: StreamID { StreamID(category: ChangeProcess.category, key: rawValue) }
}

/// A support group (team, queue) that work is assigned to.
public struct GroupID: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A service as customers know it.
public struct ServiceID: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A configuration item.
public struct CIID: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A customer organisation.
public struct CustomerID: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A supplier.
public struct SupplierID: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A contact of a caller with the desk: a call, a mail, a chat.
public struct ContactID: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A reference into a process that is not recorded here yet: unchecked.
public struct ReferenceCode: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A problem's number, `PRB-2026-000004`, or the one that it had where it came from.
public struct ProblemNumber: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public var stream: StreamID { StreamID(category: ProblemProcess.category, key: rawValue) }
}

/// A known error's number, `KE-2026-000002`.
public struct KnownErrorNumber: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public var stream: StreamID { StreamID(category: KnownErrorProcess.category, key: rawValue) }
}

/// A trend's number, `TRD-2026-000001`.
public struct TrendNumber: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public var stream: StreamID { StreamID(category: TrendProcess.category, key: rawValue) }
}
