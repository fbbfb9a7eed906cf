public import EventModel

/// An escalation path came into force for a service.
public struct EscalationPathDefined: DomainEvent {
    public let version: UInt64
    public let service: ServiceID
    public let levels: [EscalationLevel]

    public init(version: UInt64, service: ServiceID, levels: [EscalationLevel]) {
        self.version = version
        self.service = service
        self.levels = levels
    }

    public static let type = EventType(
        "EscalationPathDefined", version: 1,
        Field(1, "version", \EscalationPathDefined.version, "The path's version, from 1."),
        Field(2, "service", \.service, "The service that it holds for."),
        Field(3, "levels", \.levels, "Level 1 first, without gaps."))
    public static let summary = "An escalation path came into force for a service."
    public static let example = EscalationPathDefined(
        version: 3, service: "mail",
        levels: [
            EscalationLevel(level: 1, afterMinutes: 60, contacts: ["person-2", "person-5"]),
            EscalationLevel(level: 2, afterMinutes: 240, contacts: ["person-8"]),
        ])
}

public enum EscalationPathEvent: EventUnion {
    case defined(EscalationPathDefined)

    public static let catalogue = EventCatalogue<EscalationPathEvent>([EventMember(EscalationPathEvent.defined)])
    public var event: any DomainEvent {
        switch self {
        case .defined(let event): event
        }
    }
}

/// A stream a service: the path defined last is in force. Nil where none was.
public enum EscalationPathProcess: Decider {
    public static let category = "escalationpath"
    public static func initial(_: StreamID) -> EscalationPath? { nil }

    public static func evolve(_ state: inout EscalationPath?, _ event: EscalationPathEvent, _: RecordedEvent) {
        switch event {
        case .defined(let event):
            state = EscalationPath(version: event.version, service: event.service, levels: event.levels)
        }
    }
}

/// Defines the escalation path of the service that the stream is named after; it holds from then on.
public struct DefineEscalationPath: Command {
    public typealias Process = EscalationPathProcess
    public let levels: [EscalationLevel]

    /// Levels 1, 2, 3 …, each later than the one before, each with somebody to call.
    public init(levels: [EscalationLevel]) { self.levels = levels }

    public func decide(
        _ state: EscalationPath?, _ context: DecisionContext
    ) throws(EscalationPathRejection) -> Decision<EscalationPathEvent> {
        guard !levels.isEmpty else { throw .noLevels }
        for (index, level) in levels.enumerated() {
            guard level.level == Int64(index) + 1 else {
                throw .outOfOrder(expected: Int64(index) + 1, found: level.level)
            }
            guard !level.contacts.isEmpty, level.contacts.allSatisfy({ $0.problem == nil }) else {
                throw .nobodyToCall(level: level.level)
            }
            let earliest = index == 0 ? 0 : levels[index - 1].afterMinutes + 1
            guard level.afterMinutes >= earliest else { throw .tooEarly(level: level.level, earliestMinutes: earliest) }
        }
        let service = ServiceID(context.stream.key)
        guard state?.levels != levels else { throw .unchanged(service) }
        let version = (state?.version ?? 0) + 1
        return [.defined(EscalationPathDefined(version: version, service: service, levels: levels))]
    }
}

/// Why a path was not defined.
public enum EscalationPathRejection: CommandRejection {
    case noLevels
    case outOfOrder(expected: Int64, found: Int64)
    case nobodyToCall(level: Int64)
    case tooEarly(level: Int64, earliestMinutes: Int64)
    case unchanged(ServiceID)

    public var description: String {
        switch self {
        case .noLevels: "an escalation path has at least one level"
        case .outOfOrder(let expected, let found): "levels go 1, 2, 3 …: expected level \(expected), found \(found)"
        case .nobodyToCall(let level): "level \(level) names nobody to call"
        case .tooEarly(let level, let earliest):
            "level \(level) must come later than the one before it, at \(earliest) minutes or more"
        case .unchanged(let service): "the path of \(service) that is in force says the same"
        }
    }
}
