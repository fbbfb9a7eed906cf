import EventModel
import Processes

// The steps of a change, each by its own people.

extension World {
    /// The change's next step; the one after it at its time.
    mutating func go(on change: LiveChange) -> SimulatedCommit? {
        let step = change.script[change.stepsDone].step
        change.stepsDone += 1
        let commit = perform(step, change)
        guard change.state != nil, !wasTooLong else {
            changes.live[change.number] = nil
            return commit
        }
        if change.stepsDone < change.script.count {
            let at = max(change.script[change.stepsDone].at, now.advanced(byMicros: Instant.microsPerSecond))
            if at < calendar.end { agenda.enter(.changeStep(change), at: at) }
        } else if let problem = change.problem.flatMap({ problems.live[$0] }) {
            // The problem asks how it ended.
            planNext(of: problem)
        } else {
            changes.live[change.number] = nil
        }
        return commit
    }

    private mutating func perform(_ step: ChangeStep, _ change: LiveChange) -> SimulatedCommit? {
        switch step {
        case .request: return ask(for: change)
        case .prioritise:
            let category = technology(of: change.items[0]).category
            let priority = Int64(changes.dice.within(2...4))
            return record(PrioritiseChange(category: category, priority: priority), on: change, by: changeManager)
        case .assess: return assess(change)
        case .submit: return record(SubmitChange(), on: change, by: .person(change.requester))
        case .approve: return approve(change)
        case .delegate: return delegate(change)
        case .refuse:
            guard let approver = approver(of: change) else { return nil }
            return record(RefuseChange(reason: "Not before the next release"), on: change, by: .person(approver))
        case .reject:
            return record(DecideOnRequest(rejectedBecause: "The service ends this year"), on: change, by: changeManager)
        case .cancel:
            return record(CancelChange(reason: "Not needed any more"), on: change, by: .person(change.requester))
        case .expire: return record(ExpireApproval(), on: change, by: Self.approvalTimer)
        case .editScope: return editScope(of: change)
        case .moveWindow:
            // Nothing was in its way.
            guard let window = change.otherWindow else { return nil }
            change.plan.window = window
            return record(PlanChange(window: window), on: change, by: .person(change.requester))
        case .schedule: return record(ScheduleChange(), on: change, by: changeManager)
        case .reschedule:
            let command = ScheduleChange(change.otherWindow, reason: "The people on duty asked for it")
            return record(command, on: change, by: changeManager)
        case .assignTask(let title):
            return record(AssignChangeTask(title, to: change.implementer), on: change, by: .person(change.requester))
        case .start, .completeTasks, .alter, .stray, .fail, .backOut, .restore, .backedOut, .complete:
            return work(step, change)
        case .review(let outcome):
            let findings = changes.dice.pick(ChangeWords.findings)
            return record(ReviewChange(outcome, findings: findings), on: change, by: changeManager)
        case .close: return record(CloseChange(), on: change, by: changeManager)
        }
    }

    private mutating func ask(for change: LiveChange) -> SimulatedCommit? {
        let drawn = number(of: ChangeProcess.self, counters.changes)
        let command = RequestChange(
            type: change.type, title: changes.dice.pick(ChangeWords(change.items[0], change.value).titles),
            cis: change.items, attributes: change.isLimited ? [LiveChange.attribute] : [], plan: change.plan,
            service: service(of: change.items[0])?.id, template: change.template,
            problem: change.problem.map { ReferenceCode($0.rawValue) },
            justification: changes.dice.pick(ChangeWords.reasons))
        guard let commit = record(command, on: change, by: .person(change.requester), drawn: drawn) else { return nil }
        counters.changes += 1
        return commit
    }

    private mutating func assess(_ change: LiveChange) -> SimulatedCommit? {
        func answer(_ question: String, _ answers: [(String, Int)]) -> RiskAnswer {
            RiskAnswer(
                question: question, answer: Weighted(answers.map { (value: $0.0, weight: $0.1) }).pick(&changes.dice))
        }
        let answers = [
            answer("tested", [("yes", 70), ("partly", 22), ("no", 8)]),
            answer("backout", [("tested", 55), ("planned", 45)]),
            answer("done-before", [("often", 50), ("once", 32), ("never", 18)]),
            answer("outage", [("none", 40), ("short", 50), ("long", 10)]),
        ]
        let check = ConflictCheck(
            conflicts(of: change), knownAt: Position(UInt64(recorded)), of: change.state?.content)
        let command = AssessChange(
            impact: estate.impact(of: change.items, Position(UInt64(recorded)), now), conflicts: check, answers: answers
        )
        return record(command, on: change, by: changeManager)
    }

    /// The other changes of the same items in the same window.
    private func conflicts(of change: LiveChange) -> [ChangeConflict] {
        guard change.fate == .conflicting, let window = change.state?.plan.window else { return [] }
        return changes.live.values.compactMap { other in
            guard other !== change, let state = other.state, !state.state.isFinal,
                (state.work.window ?? state.plan.window)?.overlaps(window) == true,
                let ci = state.scope.cis.first(where: change.items.contains)
            else { return nil }
            return ChangeConflict(kind: .change, other: ReferenceCode(other.number.rawValue), ci: ci)
        }.sorted { $0.other.rawValue < $1.other.rawValue }
    }

    /// Somebody of the board, or to whom one of them handed it; nil where no approval is missing.
    private func approver(of change: LiveChange) -> PersonID? {
        guard let state = change.state else { return nil }
        let people = state.approval.delegations.map(\.to) + (state.approval.request?.approvers ?? [])
        return people.first { state.awaitsApproval(of: $0, at: now) }
    }

    private mutating func approve(_ change: LiveChange) -> SimulatedCommit? {
        guard let approver = approver(of: change) else { return nil }
        return record(ApproveChange(), on: change, by: .person(approver))
    }

    private mutating func delegate(_ change: LiveChange) -> SimulatedCommit? {
        guard let state = change.state, let approver = approver(of: change) else { return nil }
        let deputies = Technology.allCases.map { organisation.lead(of: $0) } + [organisation.incidentManager]
        let hands = [approver, change.requester, change.implementer] + (state.approval.request?.approvers ?? [])
        guard let deputy = deputies.first(where: { !hands.contains($0) }) else { return nil }
        return record(DelegateApproval(to: deputy), on: change, by: .person(approver))
    }

    private mutating func editScope(of change: LiveChange) -> SimulatedCommit? {
        guard let added = change.addedItem, estate.items[added] != nil else {
            change.plan.tests += " Twice."
            return record(PlanChange(tests: change.plan.tests), on: change, by: .person(change.requester))
        }
        change.items.append(added)
        return record(PlanChange(cis: change.items), on: change, by: .person(change.requester))
    }

    /// Carries out a command on a change.
    mutating func record<Order: Command>(
        _ command: Order, on change: LiveChange, by actor: Actor, drawn: DrawnNumber? = nil
    ) -> SimulatedCommit? where Order.Process == ChangeProcess {
        record(command, on: change.number.stream, &change.state, by: actor, drawn: drawn)
    }

    /// Runs change management; leads major incidents too.
    var changeManager: Actor { .person(organisation.incidentManager) }
    private static let approvalTimer = Actor(principal: "approval-expiry", kind: .timer)
}
