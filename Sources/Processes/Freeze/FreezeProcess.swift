public import EventModel

/// No changes are made for some time.
public struct FreezePeriodDeclared: DomainEvent {
    public let name: ReferenceCode
    public let window: ChangeWindow
    public let reason: String

    public init(name: ReferenceCode, window: ChangeWindow, reason: String) {
        (self.name, self.window, self.reason) = (name, window, reason)
    }

    public static let type = EventType(
        "FreezePeriodDeclared", version: 1,
        Field(1, "name", \FreezePeriodDeclared.name, "What it is called."),
        Field(2, "window", \.window, "From when to when."),
        Field(3, "reason", \.reason, "Why."))
    public static let summary = "No changes are made for some time."
    public static let example = FreezePeriodDeclared(name: "year-end", window: .example, reason: "Annual accounts")
}

/// The freeze does not hold any more.
public struct FreezePeriodLifted: DomainEvent {
    public let name: ReferenceCode
    public let reason: String

    public init(name: ReferenceCode, reason: String) { (self.name, self.reason) = (name, reason) }

    public static let type = EventType(
        "FreezePeriodLifted", version: 1,
        Field(1, "name", \FreezePeriodLifted.name, "Which freeze."),
        Field(2, "reason", \.reason, "Why."))
    public static let summary = "A freeze does not hold any more."
    public static let example = FreezePeriodLifted(name: "year-end", reason: "The accounts are done")
}

public enum FreezeEvent: EventUnion {
    case declared(FreezePeriodDeclared)
    case lifted(FreezePeriodLifted)

    public static let catalogue = EventCatalogue<FreezeEvent>([
        EventMember(FreezeEvent.declared), EventMember(FreezeEvent.lifted),
    ])
    public var event: any DomainEvent {
        switch self {
        case .declared(let event): event
        case .lifted(let event): event
        }
    }
}

/// The freezes that hold: all in one stream, so that whoever schedules a change sees each of them.
public struct FreezeCalendar: Sendable, Hashable {
    public static let stream = StreamID(category: FreezeProcess.category, key: "calendar")
    public var freezes: [FreezePeriodDeclared] = []

    public init() {}

    /// The first freeze that `window` falls into.
    public func freeze(during window: ChangeWindow) -> FreezePeriodDeclared? {
        freezes.first { $0.window.overlaps(window) }
    }

    public func freeze(at instant: Instant) -> FreezePeriodDeclared? {
        freezes.first { $0.window.contains(instant) }
    }
}

public enum FreezeProcess: Decider {
    public static let category = "freeze"
    public static func initial(_: StreamID) -> FreezeCalendar { FreezeCalendar() }

    public static func evolve(_ state: inout FreezeCalendar, _ event: FreezeEvent, _: RecordedEvent) {
        switch event {
        case .declared(let event): state.freezes.append(event)
        case .lifted(let event): state.freezes.removeAll { $0.name == event.name }
        }
    }
}

extension Facts {
    /// The freezes that hold, for commands that need `FreezeCalendar.stream`.
    var freezes: FreezeCalendar { state(of: FreezeCalendar.stream, in: FreezeProcess.self) ?? FreezeCalendar() }
}
