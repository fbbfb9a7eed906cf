import EventModel
import Processes

// What people, timers and policies do with an incident, one step at a time.

extension World {
    mutating func step(_ live: LiveIncident, _ edition: UInt64) -> SimulatedCommit? {
        guard live.edition == edition, live.standing != nil else { return nil }
        let step = live.steps[live.stepsDone]
        if step == .closeBySilence, !isSilent(live) {
            planStep(live)
            return nil
        }
        live.stepsDone += 1
        outstanding -= 1
        let commit = perform(step, live)
        // A step may have begun another story.
        if live.edition == edition { planStep(live) }
        return commit
    }

    private func isSilent(_ live: LiveIncident) -> Bool {
        live.state?.isDueForAutoClose(at: now, zone: calendar.zone, rules: rules) ?? false
    }

    private mutating func perform(_ step: Step, _ live: LiveIncident) -> SimulatedCommit? {
        switch step {
        case .assignDesk: assignToDesk(live)
        case .assignGroup: assignToExperts(live, isPersonal: false)
        case .assignExpert: assignToExperts(live, isPersonal: true)
        case .takeOver: takeOver(live)
        case .handOver: handOver(live)
        case .bounce: bounce(live)
        case .bounceBack: bounceBack(live)
        case .acknowledge: acknowledge(live)
        case .start, .startAtOnce: start(live)
        case .ask: tell(.ask, live)
        case .answer: hear(.answer, live)
        case .chase: hear(.chase, live)
        case .update: tell(.update, live)
        case .thanks: thank(live)
        case .note: note(live)
        case .diagnose: diagnose(live)
        case .logWork: logWork(live)
        case .matchKnownError: matchKnownError(live)
        case .applyWorkaround: applyWorkaround(live)
        case .linkItem: linkItem(live, isComputed: false)
        case .computeItem: linkItem(live, isComputed: true)
        case .excludeItem: excludeItem(live)
        case .linkProblem: linkProblem(live)
        case .linkChange: linkChange(live)
        case .suggestChange: suggestChange(live)
        case .confirmChange: judgeChange(live, isCause: true)
        case .rejectChange: judgeChange(live, isCause: false)
        case .categorise: categorise(live, isDetailed: false)
        case .recategorise: categorise(live, isDetailed: true)
        case .reprioritise: reprioritise(live)
        case .override: override(live)
        case .escalateFunctionally: escalateFunctionally(live)
        case .escalateHierarchically: escalateHierarchically(live)
        case .engageSupplier: engageSupplier(live)
        case .supplierAnswers: supplierAnswers(live)
        case .declareMajor: declareMajor(live)
        case .standDown: standDown(live)
        case .notify: notify(live)
        case .waitCustomer: wait(live, for: .customer, .waitCustomer)
        case .waitSupplier: wait(live, for: .supplier, .waitSupplier)
        case .waitProblem: wait(live, for: .problem, .waitProblem)
        case .waitChange: wait(live, for: .change, .waitChange)
        case .waitEvidence: wait(live, for: .evidence, .waitEvidence)
        case .waitOther: wait(live, for: .other, .waitOther)
        case .resume, .resumeAfterPause: resume(live)
        case .setParent: setParent(live)
        case .removeParent: removeParent(live)
        case .merge: merge(live)
        case .unmerge: unmerge(live)
        case .comeBack: comeBack(live)
        case .solveAtOnce, .resolve: resolve(live)
        case .closeByCustomer: close(live, .customer)
        case .closeByDesk: close(live, .desk)
        case .closeBySilence: close(live, .auto)
        case .reopen: reopen(live)
        case .cancel: cancel(live)
        }
    }

    /// Whoever has the incident; somebody of the desk where nobody has it yet.
    mutating func agent(_ live: LiveIncident) -> Actor { .person(worker(live)) }
    mutating func worker(_ live: LiveIncident) -> PersonID {
        if let person = live.worker { return person }
        if let technology = live.holder { return organisation.expert(in: technology, &dice) }
        return organisation.deskAgent(&dice)
    }
    /// The caller; whoever has the incident where a monitor found it.
    mutating func caller(_ live: LiveIncident) -> Actor { live.caller.map { .person($0) } ?? agent(live) }

    mutating func phrase(_ kind: Phrase, _ live: LiveIncident) -> String {
        wording.phrase(kind, live.scene, &dice)
    }

    /// The last events of a year: somebody writes down a quarter of an hour, or, where nothing is open, the matrix is
    /// published again.
    mutating func filler() -> SimulatedCommit? {
        wasTooLong = false
        let open = backlog.values.filter(\.isOpen).min { $0.number < $1.number }
        guard let live = open else { return publishMatrix() }
        let note = phrase(.work, live)
        return record(LogWork(minutes: 15, note: note), on: live, by: agent(live))
    }
}
