import EventModel
import Processes

// What is understood and not yet gone.

extension World {
    /// A known error that the desk is offered for the incident's service.
    func published(_ live: LiveIncident) -> ReferenceCode? {
        problems.published[live.scene.service.id]?.last.map { ReferenceCode($0.rawValue) }
    }

    /// A problem that is being worked on: of the incident's service, or else the newest.
    func openProblem(_ live: LiveIncident) -> ReferenceCode? {
        let open = problems.live.values.filter { $0.state?.state.isOpen == true }
        let own = open.filter { $0.service === live.scene.service }
        return (own.isEmpty ? open : own).map(\.number).max().map { ReferenceCode($0.rawValue) }
    }

    mutating func knownError(_ step: ProblemStep, _ problem: LiveProblem) -> SimulatedCommit? {
        let person = Actor.person(problem.person)
        switch step {
        case .record: return recordError(of: problem)
        case .verify:
            // Not who recorded it.
            let colleague =
                problem.person == organisation.incidentManager
                ? organisation.lead(of: problem.service.technology) : organisation.incidentManager
            return record(VerifyKnownError(test: "Done again on the test system"), on: problem, by: .person(colleague))
        case .publish:
            guard let commit = record(PublishWorkaround(), on: problem, by: changeManager) else { return nil }
            if let number = problem.errorNumber { problems.published[problem.service.id, default: []].append(number) }
            return commit
        case .withdraw:
            problems.published[problem.service.id]?.removeAll { $0 == problem.errorNumber }
            return record(WithdrawWorkaround(reason: "It does not help everybody"), on: problem, by: changeManager)
        case .linkChange:
            guard let change = problem.change else { return nil }
            return record(LinkKnownErrorToChange(ReferenceCode(change.rawValue)), on: problem, by: person)
        case .accept:
            let owner = organisation.lead(of: problem.service.technology)
            let reason = "The fix costs more than the fault"
            return record(AcceptKnownError(riskOwner: owner, reason: reason), on: problem, by: changeManager)
        case .closeError:
            guard problem.state?.state == .closed else { return nil }
            problems.published[problem.service.id]?.removeAll { $0 == problem.errorNumber }
            return record(CloseKnownError(reason: "Not seen since"), on: problem, by: changeManager)
        case .log, .link, .unlink, .assign, .start, .work, .suppose, .reject, .pend, .resume, .findCause,
            .requestChange,
            .resolve, .verifyFix, .close, .cancel, .reopen:
            return nil
        }
    }

    private mutating func recordError(of problem: LiveProblem) -> SimulatedCommit? {
        let drawn = number(of: KnownErrorProcess.self, counters.knownErrors)
        problem.errorNumber = KnownErrorNumber(drawn.text)
        let scene = Scene(
            seed: problems.dice.next(), service: problem.service, ci: problem.ci, language: .english,
            clock: calendar.zone.civil(at: now))
        let command = RecordKnownError(
            symptom: problem.fault.symptom,
            workaround: wording.sentence(of: problem.fault.workarounds, scene, &problems.dice), problem: problem.number)
        guard let commit = record(command, on: problem, by: .person(problem.person), drawn: drawn) else { return nil }
        counters.knownErrors += 1
        problems.errors[KnownErrorNumber(drawn.text)] = problem
        return commit
    }

    private mutating func record<Order: Command>(
        _ command: Order, on problem: LiveProblem, by actor: Actor, drawn: DrawnNumber? = nil
    ) -> SimulatedCommit? where Order.Process == KnownErrorProcess {
        guard let number = problem.errorNumber else { return nil }
        return record(command, on: number.stream, &problem.error, by: actor, drawn: drawn)
    }
}
