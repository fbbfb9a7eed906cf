public import EventModel

/// Declares that no changes are made for some time. Changes that are scheduled then stay so, and show the conflict.
public struct DeclareFreeze: Command {
    public typealias Process = FreezeProcess
    public let name: ReferenceCode
    public let window: ChangeWindow
    public let justification: String?

    public init(_ name: ReferenceCode, window: ChangeWindow, reason: String? = nil) {
        (self.name, self.window, justification) = (name, window, reason)
    }

    public func decide(
        _ state: FreezeCalendar, _ context: DecisionContext
    ) throws(FreezeRejection) -> Decision<FreezeEvent> {
        if let problem = name.problem { throw .invalid(what: "the name", problem: problem) }
        guard window.from < window.to else { throw .endsBeforeItBegins(window) }
        guard window.to > context.now else { throw .over(window, now: context.now) }
        guard !state.freezes.contains(where: { $0.name == name }) else { throw .alreadyDeclared(name) }
        guard let reason = (justification ?? context.reason)?.nonEmpty else { throw .reasonMissing }
        return [.declared(FreezePeriodDeclared(name: name, window: window, reason: reason))]
    }
}

/// Ends a freeze before its time.
public struct LiftFreeze: Command {
    public typealias Process = FreezeProcess
    public let name: ReferenceCode
    public let justification: String?

    public init(_ name: ReferenceCode, reason: String? = nil) { (self.name, justification) = (name, reason) }

    public func decide(
        _ state: FreezeCalendar, _ context: DecisionContext
    ) throws(FreezeRejection) -> Decision<FreezeEvent> {
        guard state.freezes.contains(where: { $0.name == name }) else { throw .notDeclared(name) }
        guard let reason = (justification ?? context.reason)?.nonEmpty else { throw .reasonMissing }
        return [.lifted(FreezePeriodLifted(name: name, reason: reason))]
    }
}

/// Why a freeze was not declared, or not lifted.
public enum FreezeRejection: CommandRejection {
    case endsBeforeItBegins(ChangeWindow)
    case over(ChangeWindow, now: Instant)
    case alreadyDeclared(ReferenceCode)
    case notDeclared(ReferenceCode)
    case reasonMissing
    case invalid(what: String, problem: String)

    public var description: String {
        switch self {
        case .endsBeforeItBegins(let window): "the freeze \(window) ends before it begins"
        case .over(let window, let now): "the freeze \(window) is over at \(now) already"
        case .alreadyDeclared(let name): "freeze \(name) is declared already; lift it first, or use another name"
        case .notDeclared(let name): "there is no freeze \(name)"
        case .reasonMissing: "the reason is missing"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        }
    }
}
