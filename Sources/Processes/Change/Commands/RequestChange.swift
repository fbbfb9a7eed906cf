public import EventModel

/// Asks for a change, with its plan where there is one already. A standard change has that of its template and is authorised by
/// it.
public struct RequestChange: Command {
    public typealias Process = ChangeProcess
    public let type: ChangeType
    public let title: String
    public let cis: [CIID]
    public let attributes: [String]
    public let plan: ChangePlan
    public let service: ServiceID?
    public let template: ReferenceCode?
    public let problem: ReferenceCode?
    public let justification: String?

    public init(
        type: ChangeType, title: String, cis: [CIID], attributes: [String] = [], plan: ChangePlan = ChangePlan(),
        service: ServiceID? = nil, template: ReferenceCode? = nil, problem: ReferenceCode? = nil,
        justification: String? = nil
    ) {
        (self.type, self.title, self.cis, self.attributes, self.plan) = (type, title, cis, attributes, plan)
        (self.service, self.template, self.problem) = (service, template, problem)
        self.justification = justification
    }

    public func needs(_: Change?, _: Facts) -> [StreamID] {
        cis.map(\.stream) + [template.map(ChangeTemplate.stream(of:)), problemNumber?.stream].compactMap { $0 }
    }

    public func decide(_ state: Change?, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        if let state { throw .alreadyRequested(state.number) }
        guard let title = title.nonEmpty else { throw .missing("the title") }
        if cis.isEmpty { throw .missing("the item to be changed") }
        try context.check(cis)
        if let window = plan.window { try context.check(window) }
        if let problem, let number = problemNumber, context.facts.problem(number) == nil { throw .noProblem(problem) }
        let template = try approvedTemplate(context)
        let requested = ChangeRequested(
            changeType: type, title: title, cis: Set(cis).sorted(), attributes: Set(attributes).sorted(),
            service: service,
            template: self.template, templateVersion: template?.version, problem: problem,
            justification: justification?.nonEmpty)
        var plan = plan
        if let template { plan = template.plan.with(plan.window, by: plan.implementer) }
        let request = ChangeDecision(
            [.requested(requested)] + (plan == ChangePlan() ? [] : [.planned(ChangePlanned(plan: plan))]))
        guard template != nil else { return request }
        let content = ChangeContent(cis: requested.cis, attributes: requested.attributes, plan: plan)
        return request.and(.authorised(ChangeAuthorised(content: content.hash)))
    }

    private var problemNumber: ProblemNumber? { problem.map { ProblemNumber($0.rawValue) } }

    private func approvedTemplate(_ context: DecisionContext) throws(ChangeRejection) -> ChangeTemplateApproved? {
        guard type == .standard else {
            if template != nil { throw .templateOnlyForStandard }
            return nil
        }
        guard let template else { throw .missing("the template of a standard change") }
        guard let found = context.facts.changeTemplate(template) else { throw .noTemplate(template) }
        if let suspension = found.suspension { throw .templateNotLive(template, why: "suspended: \(suspension)") }
        let classes = found.approved.classes
        for ci in cis {
            guard let item = context.facts.ci(ci), !classes.isEmpty, !classes.contains(item.ciClass) else { continue }
            throw .templateNotLive(
                template, why: "it is for \(classes.joined(separator: ", ")), \(ci) is \(item.ciClass)")
        }
        return found.approved
    }
}

extension ChangePlan {
    /// The same plan, made at another time or by another person.
    func with(_ window: ChangeWindow?, by implementer: PersonID?) -> ChangePlan {
        var plan = self
        (plan.window, plan.implementer) = (window, implementer ?? plan.implementer)
        return plan
    }
}

extension Change {
    /// The template that authorised it.
    var templateStreams: [StreamID] { isByTemplate ? [template.map(ChangeTemplate.stream(of:))].compactMap { $0 } : [] }

    /// Why the template that authorised it stands for no approval any more; nil where it does.
    func templateProblem(_ context: DecisionContext) -> String? {
        guard isByTemplate, let template else { return nil }
        guard let found = context.facts.changeTemplate(template) else { return "it is not there" }
        if let suspension = found.suspension { return "suspended: \(suspension)" }
        guard found.approved.version != templateVersion else { return nil }
        return "version \(found.approved.version) came in the place of \(templateVersion ?? 0)"
    }

    func mustHaveLiveTemplate(_ context: DecisionContext) throws(ChangeRejection) {
        if let template, let problem = templateProblem(context) { throw .templateNotLive(template, why: problem) }
    }
}
