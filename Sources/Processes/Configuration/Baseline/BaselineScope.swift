public import EventModel

/// Which items a baseline is about: those that meet every condition given, at whatever moment it is looked at.
public struct BaselineScope: Sendable, Hashable {
    /// Of any of these classes; nothing allows all.
    public var classes: [String]
    /// Where they stand in their life; nothing allows all.
    public var statuses: [CIStatus]
    /// Any of these; nothing allows all.
    public var items: [CIID]
    /// This service and everything that it depends on.
    public var service: CIID?

    public init(classes: [String] = [], statuses: [CIStatus] = [], items: [CIID] = [], service: CIID? = nil) {
        (self.classes, self.statuses, self.items, self.service) = (classes, statuses, items, service)
    }

    /// Whether an item meets the conditions that it can be asked for itself.
    public func allows(_ item: ConfigurationItem) -> Bool {
        (classes.isEmpty || classes.contains(item.ciClass)) && (statuses.isEmpty || statuses.contains(item.status))
    }
}

extension BaselineScope: WireMessage {
    public static let schema = Schema(
        Field(1, "classes", \BaselineScope.classes, "Items of these classes; nothing allows all."),
        Field(2, "statuses", \.statuses, "Items that stand there in their life; nothing allows all."),
        Field(3, "items", \.items, "These items; nothing allows all."),
        Field(4, "service", \.service, "This service and everything that it depends on."),
        make: { BaselineScope(classes: $0, statuses: $1, items: $2, service: $3) })
}
