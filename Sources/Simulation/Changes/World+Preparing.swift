import EventModel
import Processes

// What change management is made of: who approves, by which rules, what is approved beforehand, and when nothing is changed.

extension World {
    /// The board, the rules, the templates and one that is taken out of use.
    var preparationCount: Int { 3 + ChangeTemplates.all.count }

    mutating func prepare(_ index: Int) -> SimulatedCommit? {
        switch index {
        case 0: return constituteBoard()
        case 1: return publishRulesOfChanges()
        case 2..<(2 + ChangeTemplates.all.count): return approve(template: index - 2)
        default:
            planFreezes()
            guard let last = ChangeTemplates.all.last else { return nil }
            let stream = ChangeTemplate.stream(of: last.code)
            var state = changes.templates[last.code]
            return record(
                SuspendChangeTemplate(reason: "The gateway is gone"), on: stream, &state, by: changeManager)
        }
    }

    private static let board: ReferenceCode = "cab"

    private mutating func constituteBoard() -> SimulatedCommit? {
        let members = [Technology.servers, .databases, .network, .business, .storage, .security].map {
            organisation.lead(of: $0)
        }
        let stream = AdvisoryBoard.stream(of: Self.board)
        var state: AdvisoryBoard?
        let command = ConstituteAdvisoryBoard(members, scope: "Everything that runs in the data centre")
        let commit = record(command, on: stream, &state, by: changeManager)
        definitions.set(state, of: stream, in: AdvisoryBoardProcess.self)
        return commit
    }

    private mutating func publishRulesOfChanges() -> SimulatedCommit? {
        var rules = ChangeRules.standard
        let wanted = ChangeRules(approvalHours: 240, board: Self.board)
        let commit = record(PublishApprovalPolicy(wanted), on: ChangeRules.stream, &rules, by: changeManager)
        definitions.set(rules, of: ChangeRules.stream, in: ChangeRulesProcess.self)
        return commit
    }

    private mutating func approve(template index: Int) -> SimulatedCommit? {
        let template = ChangeTemplates.all[index]
        let command = ApproveChangeTemplate(
            title: template.title, plan: ChangeTemplates.plan(template.title), classes: template.classes,
            author: organisation.lead(of: template.technology))
        let stream = ChangeTemplate.stream(of: template.code)
        var state: ChangeTemplate?
        let commit = record(command, on: stream, &state, by: changeManager)
        changes.templates[template.code] = state
        definitions.set(state, of: stream, in: ChangeTemplateProcess.self)
        return commit
    }

    private mutating func planFreezes() {
        for (index, freeze) in ChangeFreezes(calendar).all.enumerated() {
            agenda.enter(.freeze(index, isLifting: false), at: max(now, freeze.declaredAt))
            if let liftedAt = freeze.liftedAt { agenda.enter(.freeze(index, isLifting: true), at: max(now, liftedAt)) }
        }
    }

    mutating func freeze(_ index: Int, isLifting: Bool) -> SimulatedCommit? {
        let freeze = ChangeFreezes(calendar).all[index]
        var state = changes.freezes
        let commit =
            isLifting
            ? record(
                LiftFreeze(freeze.name, reason: "The finance system is ready"), on: FreezeCalendar.stream, &state,
                by: changeManager)
            : record(
                DeclareFreeze(freeze.name, window: freeze.window, reason: freeze.reason), on: FreezeCalendar.stream,
                &state, by: changeManager)
        changes.freezes = state
        definitions.set(state, of: FreezeCalendar.stream, in: FreezeProcess.self)
        return commit
    }

    /// What commands on changes ask for until somebody defines it.
    mutating func setDefinitionsOfChanges() {
        definitions.set(ChangeRules.standard, of: ChangeRules.stream, in: ChangeRulesProcess.self)
        definitions.set(RiskQuestionnaire.standard, of: RiskQuestionnaire.stream, in: RiskQuestionnaireProcess.self)
        definitions.set(changes.freezes, of: FreezeCalendar.stream, in: FreezeProcess.self)
        definitions.set(nil, of: AdvisoryBoard.stream(of: Self.board), in: AdvisoryBoardProcess.self)
    }
}
