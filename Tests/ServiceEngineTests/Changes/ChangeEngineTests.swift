import EventLog
import EventModel
import Processes
import ReadModels
import ServiceEngine
import TestSupport
import Testing

/// What the engine works out for decisions on changes: impact, conflicts, and as of when.
struct ChangeEngineTests {
    private let start = Instant(micros: 1_772_442_000_000_000)

    /// A service on two of three relays on two hosts, and something that has nothing to do with them.
    private func estate() async throws -> TestEngine {
        let test = try await TestEngine()
        for (id, ciClass): (CIID, String) in [
            ("mail", "BusinessService"), ("relay", "ApplicationService"), ("mx-1", "VM"), ("mx-2", "VM"),
            ("host", "PhysicalServer"), ("other", "VM"), ("sla-mail", "Contract"), ("acme", "Organisation"),
        ] {
            try await test.execute(RegisterCI(class: ciClass), on: id.stream)
        }
        for (from, type, to): (CIID, String, CIID) in [
            ("mail", "dependsOn", "relay"), ("mx-1", "memberOf", "relay"), ("mx-2", "memberOf", "relay"),
            ("mx-1", "runsOn", "host"), ("mx-2", "runsOn", "host"), ("mail", "coveredBy", "sla-mail"),
            ("mail", "usedBy", "acme"),
        ] {
            let command = AddRelationship(from: from, type: type, to: to)
            try await test.execute(command, on: command.id.stream)
        }
        test.clock.advance(minutes: 1)
        return test
    }
    private func window(_ from: Int64, _ to: Int64) -> ChangeWindow {
        ChangeWindow(
            from: start.advanced(byMicros: from * Instant.microsPerHour),
            to: start.advanced(byMicros: to * Instant.microsPerHour))
    }
    private func request(
        _ test: TestEngine, _ ci: CIID, _ from: Int64, _ to: Int64, _ type: ChangeType = .normal
    ) async throws -> ChangeNumber {
        let plan = ChangePlan(steps: "s", backout: "b", window: window(from, to))
        let command = RequestChange(type: type, title: "t", cis: [ci], plan: plan)
        return ChangeNumber(try await test.execute(new: command, by: .person("anna")).stream.key)
    }
    private func submit(_ test: TestEngine, _ number: ChangeNumber) async throws {
        try await test.execute(try await test.engine.assessment(of: number), on: number.stream)
        try await test.execute(SubmitChange(), on: number.stream)
    }
    private func others(_ test: TestEngine, _ number: ChangeNumber, _ moment: Moment = .now) async throws -> [String] {
        try await test.engine.conflicts(of: number, moment).conflicts.map { "\($0.other) \($0.ci?.rawValue ?? "")" }
    }

    @Test func `an assessment says what would suffer, for whom, and as of which position`() async throws {
        let test = try await estate()
        let number = try await request(test, "host", 10, 12)
        let head = try test.engine.store.head().position
        let assess = try await test.engine.assessment(of: number)
        #expect(assess.impact.graphPosition == head && assess.impact.asOf == window(10, 12).from)
        #expect(assess.impact.affected == 4)
        #expect(assess.impact.services == ["mail", "relay"])
        #expect(assess.impact.agreements == ["sla-mail"] && assess.impact.consumers == ["acme"])
        let one = try await test.engine.assessment(of: try await request(test, "mx-1", 10, 12))
        #expect(one.impact.services == ["mail", "relay"], "less protected is affected too")
        await test.close()
    }

    @Test func `the graph is asked as it will be when the change is made`() async throws {
        let test = try await estate()
        let later = AddRelationship(from: "other", type: "dependsOn", to: "host", validFrom: window(9, 10).from)
        try await test.execute(later, on: later.id.stream)
        let before = try await test.engine.assessment(of: try await request(test, "host", 5, 6))
        let after = try await test.engine.assessment(of: try await request(test, "host", 10, 12))
        #expect(before.impact.affected == 4 && after.impact.affected == 5)
        await test.close()
    }

    @Test func `others are in the way on the same items, on what suffers, and on what makes suffer`() async throws {
        let test = try await estate()
        let own = try await request(test, "relay", 10, 12)
        let same = try await request(test, "relay", 11, 13)
        let below = try await request(test, "host", 11, 13)
        let above = try await request(test, "mail", 11, 13)
        let beside = try await request(test, "other", 11, 13)
        let another = try await request(test, "relay", 12, 13)
        let asked = try await request(test, "relay", 10, 12)
        for number in [same, below, above, beside, another] { try await submit(test, number) }
        #expect(try await others(test, own) == ["\(same) relay", "\(below) host", "\(above) mail"])
        // What was merely asked for holds nothing.
        #expect(try await !others(test, own).contains { $0.hasPrefix(asked.rawValue) })
        // One of two relays takes nothing down that its change would meet on, but takes a protection away.
        #expect(try await others(test, try await request(test, "other", 12, 13)) == ["\(beside) other"])
        await test.close()
    }

    @Test func `a freeze is in the way, and what ended is not any more`() async throws {
        let test = try await estate()
        try await test.execute(
            DeclareFreeze("year-end", window: window(11, 20), reason: "r"), on: FreezeCalendar.stream)
        let own = try await request(test, "relay", 10, 12)
        let other = try await request(test, "relay", 10, 12)
        try await submit(test, other)
        #expect(try await others(test, own) == ["year-end ", "\(other) relay"])
        let before = try test.engine.store.head().position
        try await test.execute(CancelChange(reason: "r"), on: other.stream)
        try await test.execute(LiftFreeze("year-end", reason: "r"), on: FreezeCalendar.stream)
        #expect(try await others(test, own) == [])
        #expect(try await others(test, own, Moment(asKnownAt: .position(before))) == ["year-end ", "\(other) relay"])
        await test.close()
    }

    @Test func `scheduling looks anew, and records what it saw as of which position`() async throws {
        let test = try await estate()
        let (first, second) = (try await request(test, "host", 10, 12), try await request(test, "mail", 11, 13))
        for number in [first, second] {
            try await submit(test, number)
            try await test.execute(ApproveChange(), on: number.stream, by: .person("boss"))
        }
        // The first was assessed before the second was submitted: it had no conflict then.
        let state = try await test.engine.state(of: first.stream, in: ChangeProcess.self)
        #expect(state?.assessment.conflicts.isEmpty == true)
        let schedule = try await test.engine.scheduling(of: first)
        await #expect(throws: EngineError.self) { try await test.execute(schedule, on: first.stream) }
        let explained = try await test.engine.scheduling(of: first, reason: "agreed")
        let receipt = try await test.execute(explained, on: first.stream)
        #expect(receipt.state?.state == .scheduled && receipt.state?.assessment.conflicts.count == 1)
        // In another window nothing is in the way.
        let moved = try await test.engine.scheduling(of: second, in: window(12, 13))
        #expect(moved.conflicts?.conflicts.isEmpty == true)
        #expect(try await test.execute(moved, on: second.stream).state?.state == .scheduled)
        await test.close()
    }

    @Test func `what was worked out for a change that was edited since is not recorded`() async throws {
        let test = try await estate()
        let number = try await request(test, "host", 10, 12)
        let assess = try await test.engine.assessment(of: number)
        try await test.execute(PlanChange(cis: ["other"]), on: number.stream)
        await #expect {
            try await test.execute(assess, on: number.stream)
        } throws: { error in
            guard case EngineError.rejected(let rejection) = error else { return false }
            return rejection as? ChangeRejection == .editedMeanwhile
        }
        await #expect(throws: EngineError.self) { _ = try await test.engine.assessment(of: "CHG-0") }
        await test.close()
    }

    @Test func `incidents that a change caused count against it, as of any moment`() async throws {
        let test = try await estate()
        let number = try await request(test, "host", 0, 12, .emergency)
        try await test.execute(SubmitChange(), on: number.stream)
        try await test.execute(StartChange(), on: number.stream, by: .person("dirk"))
        test.clock.advance(hours: 1)
        try await test.execute(CompleteChange(), on: number.stream, by: .person("dirk"))
        try await test.execute(ReviewChange(.successful), on: number.stream)
        let before = try test.engine.store.head().position
        let incident = try await test.execute(new: LogIncident(title: "No mail", impact: .high, urgency: .high))
        try await test.execute(ConfirmChangeCause(ReferenceCode(number.rawValue)), on: incident.stream)
        let other = try await test.execute(new: LogIncident(title: "Slow", impact: .high, urgency: .high))
        try await test.execute(SuggestChangeCause(ReferenceCode(number.rawValue)), on: other.stream)
        try await test.execute(SuggestChangeCause("CHG-elsewhere"), on: other.stream)
        func rate(_ moment: Moment) async throws -> String? {
            try await test.engine.changeBoard(.always, moment).figures.first?.text
        }
        #expect(try await rate(.now) == "0.0000")
        #expect(try await rate(Moment(asKnownAt: .position(before))) == "100.0000")
        let caused = try await test.engine.incidentsCaused()
        #expect(
            caused.map { "\($0.change) \($0.incident) \($0.isConfirmed) \($0.isAuthorised.map(String.init) ?? "?")" }
                == [
                    "\(number) \(incident.stream.key) true false", "\(number) \(other.stream.key) false false",
                    "CHG-elsewhere \(other.stream.key) false ?",
                ])
        #expect(try await test.engine.incidentsCaused(by: "CHG-elsewhere").count == 1)
        #expect(try await test.engine.incidentsCaused(Moment(asKnownAt: .position(before))).isEmpty)
        await test.close()
    }

    @Test func `a dossier has what happened to the change's items before, the newest first, as of any moment`()
        async throws
    {
        let test = try await estate()
        let earlier = try await request(test, "host", 1, 2)
        test.clock.advance(minutes: 1)
        let number = try await request(test, "host", 10, 12)
        _ = try await request(test, "other", 10, 12)
        let before = try test.engine.store.head().position
        var incidents: [String] = []
        for ci: CIID in ["host", "other", "host"] {
            test.clock.advance(minutes: 1)
            let command = LogIncident(title: "t", impact: .low, urgency: .low, ci: ci)
            incidents.append(try await test.execute(new: command).stream.key)
        }
        let dossier = try await test.engine.dossier(of: number)
        #expect(dossier.incidents.map(\.number.rawValue) == [incidents[2], incidents[0]])
        #expect(dossier.changes.map(\.number) == [earlier])
        #expect(try await test.engine.dossier(of: number, Moment(asKnownAt: .position(before))).incidents.isEmpty)
        await #expect(throws: EngineError.self) { _ = try await test.engine.dossier(of: "CHG-0") }
        await test.close()
    }

    @Test func `a template is suspended after failures, and approvals expire, by themselves`() async throws {
        let test = try await estate()
        let stream = ChangeTemplate.stream(of: "renew")
        let plan = ChangePlan(steps: "s", backout: "b")
        try await test.execute(ApproveChangeTemplate(title: "t", plan: plan, author: "dirk"), on: stream)
        try await test.execute(PublishApprovalPolicy(ChangeRules(templateFailures: 2)), on: ChangeRules.stream)
        for isLive in [true, false] {
            let window = ChangePlan(window: window(0, 12))
            let command = RequestChange(type: .standard, title: "t", cis: ["other"], plan: window, template: "renew")
            let change = try await test.execute(new: command).stream
            try await test.execute(ScheduleChange(), on: change)
            try await test.execute(StartChange(), on: change)
            try await test.execute(FailChange(step: "s", reason: "r"), on: change)
            try await test.engine.settlePolicies()
            let template = try await test.engine.state(of: stream, in: ChangeTemplateProcess.self)
            #expect(template?.isLive == isLive)
        }
        let number = try await request(test, "other", 500, 501)
        try await submit(test, number)
        test.clock.advance(days: 10)
        try await test.engine.fireTimers()
        let expired = try await test.engine.history(of: number.stream).last
        #expect(expired?.type == ApprovalExpired.type.name && expired?.actor.kind == .timer)
        await test.close()
    }
}
