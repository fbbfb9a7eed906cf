import EventModel
import Processes

// What people, timers and policies do with an incident, one step at a time.

extension World {
    mutating func step(_ slot: Int, _ edition: UInt64) -> SimulatedCommit? {
        guard incidents[slot].edition == edition, incidents[slot].state != nil else { return nil }
        let step = incidents[slot].steps[incidents[slot].stepsDone]
        if step == .closeBySilence, !isSilent(slot) {
            planStep(slot)
            return nil
        }
        incidents[slot].stepsDone += 1
        outstanding -= 1
        let commit = perform(step, slot)
        // A step may have begun another story.
        if incidents[slot].edition == edition { planStep(slot) }
        return commit
    }

    private func isSilent(_ slot: Int) -> Bool {
        let rules = definitions.state(of: IncidentRules.stream, in: IncidentRulesProcess.self) ?? .standard
        return incidents[slot].state?.isDueForAutoClose(at: now, zone: calendar.zone, rules: rules) ?? false
    }

    private mutating func perform(_ step: Step, _ slot: Int) -> SimulatedCommit? {
        switch step {
        case .assignDesk: assignToDesk(slot)
        case .assignGroup: assignToExperts(slot, isPersonal: false)
        case .assignExpert: assignToExperts(slot, isPersonal: true)
        case .takeOver: takeOver(slot)
        case .handOver: handOver(slot)
        case .bounce: bounce(slot)
        case .bounceBack: bounceBack(slot)
        case .acknowledge: acknowledge(slot)
        case .start, .startAtOnce: start(slot)
        case .ask: say(.ask, slot, .public, by: agent(slot))
        case .answer: say(.answer, slot, .public, by: caller(slot))
        case .chase: say(.chase, slot, .public, by: caller(slot))
        case .update: say(.update, slot, .public, by: agent(slot))
        case .thanks: thank(slot)
        case .note: note(slot)
        case .diagnose: diagnose(slot)
        case .logWork: logWork(slot)
        case .matchKnownError: matchKnownError(slot)
        case .applyWorkaround: applyWorkaround(slot)
        case .linkItem: linkItem(slot, isComputed: false)
        case .computeItem: linkItem(slot, isComputed: true)
        case .excludeItem: excludeItem(slot)
        case .linkProblem: linkProblem(slot)
        case .linkChange: linkChange(slot)
        case .suggestChange: suggestChange(slot)
        case .confirmChange: judgeChange(slot, isCause: true)
        case .rejectChange: judgeChange(slot, isCause: false)
        case .categorise: categorise(slot, isDetailed: false)
        case .recategorise: categorise(slot, isDetailed: true)
        case .reprioritise: reprioritise(slot)
        case .override: override(slot)
        case .escalateFunctionally: escalateFunctionally(slot)
        case .escalateHierarchically: escalateHierarchically(slot)
        case .engageSupplier: engageSupplier(slot)
        case .supplierAnswers: supplierAnswers(slot)
        case .declareMajor: declareMajor(slot)
        case .standDown: standDown(slot)
        case .notify: notify(slot)
        case .waitCustomer: wait(slot, for: .customer, .waitCustomer)
        case .waitSupplier: wait(slot, for: .supplier, .waitSupplier)
        case .waitProblem: wait(slot, for: .problem, .waitProblem)
        case .waitChange: wait(slot, for: .change, .waitChange)
        case .waitEvidence: wait(slot, for: .evidence, .waitEvidence)
        case .waitOther: wait(slot, for: .other, .waitOther)
        case .resume, .resumeAfterPause: resume(slot)
        case .setParent: setParent(slot)
        case .removeParent: removeParent(slot)
        case .merge: merge(slot)
        case .unmerge: unmerge(slot)
        case .comeBack: comeBack(slot)
        case .solveAtOnce, .resolve: resolve(slot)
        case .closeByCustomer: close(slot, .customer)
        case .closeByDesk: close(slot, .desk)
        case .closeBySilence: close(slot, .auto)
        case .reopen: reopen(slot)
        case .cancel: cancel(slot)
        }
    }

    /// Whoever has the incident; somebody of the desk where nobody has it yet.
    mutating func agent(_ slot: Int) -> Actor { .person(worker(slot)) }
    mutating func worker(_ slot: Int) -> PersonID {
        let assignment = incidents[slot].state?.assignment
        if let person = assignment?.person { return person }
        guard let group = assignment?.group, group != Organisation.deskGroup else {
            return organisation.deskAgent(&dice)
        }
        let technology = Technology.allCases.first { $0.group == group } ?? incidents[slot].scene.service.technology
        return organisation.expert(in: technology, &dice)
    }
    /// The caller; whoever has the incident where a monitor found it.
    mutating func caller(_ slot: Int) -> Actor { incidents[slot].caller.map { .person($0) } ?? agent(slot) }

    mutating func phrase(_ kind: Phrase, _ slot: Int) -> String {
        wording.phrase(kind, incidents[slot].scene, &dice)
    }

    /// The last events of a year: somebody writes down a quarter of an hour, or, where nothing is open, the matrix is
    /// published again.
    mutating func filler() -> SimulatedCommit? {
        wasTooLong = false
        guard let slot = incidents.indices.first(where: { incidents[$0].isOpen }) else { return publishMatrix() }
        let note = phrase(.work, slot)
        return record(LogWork(minutes: 15, note: note), on: slot, by: agent(slot))
    }
}
