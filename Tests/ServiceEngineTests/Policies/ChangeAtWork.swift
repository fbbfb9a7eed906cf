import EventModel
import Processes
import ServiceEngine
import TestSupport

extension PolicyFixture {
    /// A change of an item that is at work, in a window that began an hour ago and lasts one more; who asked for it, approved it and
    /// makes it are three people.
    func changeAtWork(_ engine: ServiceEngine, on ci: CIID, isAuthorised: Bool = true) async throws -> StreamID {
        if try await engine.state(of: ci.stream, in: CIProcess.self) == nil {
            try await engine.execute(RegisterCI(class: "VM"), on: ci.stream, byAgent)
        }
        let window = ChangeWindow(
            from: clock.now.advanced(byMicros: -Instant.microsPerHour),
            to: clock.now.advanced(byMicros: Instant.microsPerHour))
        let plan = ChangePlan(steps: "s", backout: "b", window: window)
        let request = RequestChange(type: isAuthorised ? .normal : .emergency, title: "t", cis: [ci], plan: plan)
        let change = try await engine.execute(new: request, byAgent).stream
        if isAuthorised {
            let impact = ChangeImpactAssessed(graphPosition: .first, asOf: clock.now, affected: 0, services: [])
            let assess = AssessChange(impact: impact, conflicts: ConflictCheck([], knownAt: .first))
            try await engine.execute(assess, on: change, byAgent)
        }
        try await engine.execute(SubmitChange(), on: change, byAgent)
        if isAuthorised {
            try await engine.execute(ApproveChange(), on: change, CommandEnvelope(.person("boss")))
            try await engine.execute(ScheduleChange(), on: change, byAgent)
        }
        try await engine.execute(StartChange(), on: change, CommandEnvelope(.person("engineer")))
        return change
    }
}
