public import EventModel

/// Approves a template, or a new version of it: whoever acts approves what `author` wrote.
public struct ApproveChangeTemplate: Command {
    public typealias Process = ChangeTemplateProcess
    public let title: String
    public let plan: ChangePlan
    public let classes: [String]
    public let author: PersonID

    public init(title: String, plan: ChangePlan, classes: [String] = [], author: PersonID) {
        (self.title, self.plan, self.classes, self.author) = (title, plan, classes, author)
    }

    public func decide(
        _ state: ChangeTemplate?, _ context: DecisionContext
    ) throws(ChangeTemplateRejection) -> Decision<ChangeTemplateEvent> {
        guard context.actor.kind == .person else { throw .notAPerson(context.actor.kind) }
        guard context.actor.principal != author else { throw .approverIsAuthor(author) }
        guard let title = title.nonEmpty else { throw .missing("the title") }
        guard plan.window == nil else { throw .hasWindow }
        let missing = plan.missing.filter { $0 != "the window" }
        guard missing.isEmpty else { throw .missing(missing.joined(separator: ", ")) }
        let next = ChangeTemplateApproved(
            version: (state?.approved.version ?? 0) + 1, title: title, plan: plan, classes: Set(classes).sorted(),
            author: author)
        if let state, state.isLive, state.approved.says(next) { throw .unchanged(version: state.approved.version) }
        return [.approved(next)]
    }
}

/// Takes a template out of use.
public struct SuspendChangeTemplate: Command {
    public typealias Process = ChangeTemplateProcess
    public let justification: String?
    public init(reason: String? = nil) { justification = reason }

    public func decide(
        _ state: ChangeTemplate?, _ context: DecisionContext
    ) throws(ChangeTemplateRejection) -> Decision<ChangeTemplateEvent> {
        let template = try state.mustBeThere(context)
        if let suspension = template.suspension { throw .alreadySuspended(why: suspension) }
        guard let reason = (justification ?? context.reason)?.nonEmpty else { throw .missing("the reason") }
        return [.suspended(ChangeTemplateSuspended(reason: reason))]
    }
}

/// Records that a change made by a version of the template failed; the rules say after how many it is suspended. What an older
/// version led to says nothing of the one that is there.
public struct RecordTemplateFailure: Command {
    public typealias Process = ChangeTemplateProcess
    public let change: ChangeNumber
    public let version: UInt64
    public init(of change: ChangeNumber, version: UInt64) { (self.change, self.version) = (change, version) }

    public func needs(_: ChangeTemplate?, _: Facts) -> [StreamID] { [ChangeRules.stream] }

    public func decide(
        _ state: ChangeTemplate?, _ context: DecisionContext
    ) throws(ChangeTemplateRejection) -> Decision<ChangeTemplateEvent> {
        let template = try state.mustBeThere(context)
        guard template.approved.version == version, !template.failures.contains(change) else { return [] }
        let failed = ChangeTemplateEvent.failed(ChangeTemplateFailed(change: change))
        let limit = context.facts.changeRules.templateFailures
        guard template.isLive, template.failures.count + 1 >= limit else { return [failed] }
        let changes = (template.failures + [change]).map(\.rawValue).joined(separator: ", ")
        return [failed, .suspended(ChangeTemplateSuspended(reason: "\(limit) of its changes failed: \(changes)"))]
    }
}

extension ChangeTemplateApproved {
    /// Whether another version would be the same but for its number.
    fileprivate func says(_ other: ChangeTemplateApproved) -> Bool {
        (title, plan, classes, author) == (other.title, other.plan, other.classes, other.author)
    }
}

extension ChangeTemplate? {
    fileprivate func mustBeThere(_ context: DecisionContext) throws(ChangeTemplateRejection) -> ChangeTemplate {
        guard let self else { throw .notApproved(ReferenceCode(context.stream.key)) }
        return self
    }
}

/// Why a command on a template was refused.
public enum ChangeTemplateRejection: CommandRejection {
    case notApproved(ReferenceCode)
    case notAPerson(ActorKind)
    case approverIsAuthor(PersonID)
    case missing(String)
    case hasWindow
    case alreadySuspended(why: String)
    case unchanged(version: UInt64)

    public var description: String {
        switch self {
        case .notApproved(let code): "there is no template \(code)"
        case .notAPerson(let kind): "only a person approves, and this is a \(kind.name)"
        case .approverIsAuthor(let person): "\(person) wrote it, and so may not approve it"
        case .missing(let what): "\(what) is missing"
        case .hasWindow: "a template has no window: each of its changes has one"
        case .alreadySuspended(let why): "it is suspended already: \(why)"
        case .unchanged(let version): "version \(version), which is live, says the same"
        }
    }
}
