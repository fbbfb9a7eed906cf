import EventModel
import Processes

// Where incidents come from, and what removes that for good.

extension World {
    mutating func planProblems(_ profile: ArrivalProfile) {
        for _ in 0..<problems.planned {
            let load = profile.total / 1_000_000 * Int64(30_000 + problems.dice.below(900_000))
            agenda.enter(.beginProblem, at: profile.instant(ofLoad: load))
        }
    }

    mutating func beginProblem() -> SimulatedCommit? {
        problems.begun += 1
        let week = ChangeWindow(from: now, to: now.advanced(byMicros: Instant.microsPerDay))
        guard let ci = freeItem(week, isControlled: true) else { return nil }
        let service = service(of: ci) ?? organisation.service(&problems.dice)
        let technology = technology(of: ci)
        var causes = ProblemWords.causes
        var hypotheses: [ProblemWords.Cause] = []
        for _ in 0..<problems.dice.within(1...3) {
            hypotheses.append(causes.remove(at: problems.dice.below(causes.count)))
        }
        let right = problems.dice.below(hypotheses.count)
        let number = ProblemNumber(self.number(of: ProblemProcess.self, counters.problems).text)
        let problem = LiveProblem(
            number: number, problems.nextFate(), service, ci, problems.dice.pick(FaultTexts.ofServices[service.index]),
            hypotheses, right: right, person: organisation.expert(in: technology, &problems.dice))
        problem.plan(&problems.dice)
        problems.live[number] = problem
        return go(on: problem)
    }

    /// The problem's next step; the one after it some working hours or days later. What waits for its change goes on when that is
    /// closed.
    mutating func go(on problem: LiveProblem) -> SimulatedCommit? {
        let step = problem.steps[problem.stepsDone]
        problem.stepsDone += 1
        let commit = perform(step, problem)
        guard problem.state != nil, !wasTooLong else {
            problems.live[problem.number] = nil
            return commit
        }
        guard problem.stepsDone < problem.steps.count else {
            problems.live[problem.number] = nil
            return commit
        }
        if case .linkChange = step, let change = problem.change, changes.live[change] != nil { return commit }
        planNext(of: problem)
        return commit
    }

    mutating func planNext(of problem: LiveProblem) {
        let minutes = Int64(problem.steps[problem.stepsDone].minutes.draw(&problems.dice))
        let at = officeHours.advance(now, byMicros: minutes * Instant.microsPerMinute)
        if at < calendar.end { agenda.enter(.problem(problem), at: at) }
    }

    private mutating func perform(_ step: ProblemStep, _ problem: LiveProblem) -> SimulatedCommit? {
        let person = Actor.person(problem.person)
        switch step {
        case .log: return log(problem)
        case .link: return link(problem)
        case .unlink:
            guard let incident = problem.state?.relations.incidents.last else { return nil }
            return record(UnlinkIncidentFromProblem(incident, reason: "Another cause"), on: problem, by: person)
        case .assign:
            let group = technology(of: problem.ci).group
            return record(AssignProblem(group: group, person: problem.person), on: problem, by: changeManager)
        case .start:
            guard let state = problem.state?.state, state == .new || state == .assigned else { return nil }
            return record(StartProblemWork(), on: problem, by: person)
        case .work:
            return record(LogProblemWork(minutes: Int64(problems.dice.within(2...16)) * 30), on: problem, by: person)
        case .suppose(let index):
            return record(
                RecordHypothesis("\(problem.hypotheses[index].text) (\(problem.ci))"), on: problem, by: person)
        case .reject(let index):
            let reason = problems.dice.pick(ProblemWords.rejections)
            return record(RejectHypothesis(Int64(index + 1), reason: reason), on: problem, by: person)
        case .pend:
            return record(
                PendProblem(waitingFor: .supplier, reason: "Their laboratory looks at the dump"), on: problem,
                by: person)
        case .resume: return record(ResumeProblem(cause: "They have answered"), on: problem, by: person)
        case .findCause: return findCause(problem)
        case .record, .verify, .publish, .withdraw, .linkChange, .accept, .closeError: return knownError(step, problem)
        case .requestChange: return requestChange(for: problem)
        case .resolve: return resolve(problem)
        case .verifyFix:
            return record(VerifySupplierFix(test: "Two weeks of load without the fault"), on: problem, by: person)
        case .close:
            guard problem.state?.state == .resolved else { return nil }
            return record(
                CloseProblem(review: problem.cause.review), on: problem, by: changeManager)
        case .cancel: return record(CancelProblem(reason: "Nothing in common after all"), on: problem, by: person)
        case .reopen:
            guard problem.state?.state == .closed else { return nil }
            return record(ReopenProblem(reason: "The monitors show the same pattern again"), on: problem, by: person)
        }
    }

    private mutating func log(_ problem: LiveProblem) -> SimulatedCommit? {
        let drawn = number(of: ProblemProcess.self, counters.problems)
        let command = LogProblem(
            title: "Again and again: \(problem.fault.symptom), \(problem.service.id)",
            impact: problem.service.isVital ? .high : .medium,
            service: problem.service.id, cis: [problem.ci],
            signature: IncidentSignature(
                service: problem.service.id, category: problem.service.technology.category, ci: problem.ci))
        guard let commit = record(command, on: problem, by: .person(problem.person), drawn: drawn) else { return nil }
        counters.problems += 1
        return commit
    }

    /// One of the service's last incidents.
    private mutating func link(_ problem: LiveProblem) -> SimulatedCommit? {
        let known = problem.state?.relations.incidents ?? []
        let incident = latest[problem.service.index].last { $0.state != nil && !known.contains($0.number) }
        guard let incident else { return nil }
        return record(LinkIncidentToProblem(incident.number), on: problem, by: .person(problem.person))
    }

    private mutating func findCause(_ problem: LiveProblem) -> SimulatedCommit? {
        let evidence = [problem.cause.evidence, "work log of \(problem.number)"]
        let command = IdentifyRootCause(
            kind: problem.cause.kind, evidence: evidence, ci: problem.ci, hypothesis: Int64(problem.right + 1))
        guard let commit = record(command, on: problem, by: .person(problem.person)) else { return nil }
        truth.rootCauses.append(PlantedRootCause(problem: problem.number, ci: problem.ci, kind: problem.cause.kind))
        return commit
    }

    /// A change that removes the cause.
    private mutating func requestChange(for problem: LiveProblem) -> SimulatedCommit? {
        let number = ChangeNumber(self.number(of: ChangeProcess.self, counters.changes).text)
        guard let commit = request((.normal, .plain), on: problem.ci, for: problem.number) else { return nil }
        problem.change = number
        return commit
    }

    private mutating func resolve(_ problem: LiveProblem) -> SimulatedCommit? {
        let means: ResolveProblem.Means
        switch problem.fate {
        case .change, .reopened:
            guard let change = problem.change, changes.live[change]?.state?.state == .closed else { return nil }
            means = .change(ReferenceCode(change.rawValue))
        case .accepted:
            guard let error = problem.errorNumber else { return nil }
            means = .riskAccepted(error)
        case .supplier: means = .supplierFix(problem.service.technology.supplier)
        case .cancelled: return nil
        }
        return record(ResolveProblem(by: means), on: problem, by: .person(problem.person))
    }

    private mutating func record<Order: Command>(
        _ command: Order, on problem: LiveProblem, by actor: Actor, drawn: DrawnNumber? = nil
    ) -> SimulatedCommit? where Order.Process == ProblemProcess {
        record(command, on: problem.number.stream, &problem.state, by: actor, drawn: drawn)
    }
}
