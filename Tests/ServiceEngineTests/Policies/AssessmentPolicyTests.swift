import EventLog
import EventModel
import Processes
import ServiceEngine
import TestSupport
import Testing

/// P18: what a planned change would reach is on record before anybody asks.
@Suite struct AssessmentPolicyTests {
    private let start = Instant(micros: 1_772_442_000_000_000)
    private func window(_ from: Int64, _ to: Int64) -> ChangeWindow {
        ChangeWindow(
            from: start.advanced(byMicros: from * Instant.microsPerHour),
            to: start.advanced(byMicros: to * Instant.microsPerHour))
    }

    /// A service on a machine, and another machine.
    private func estate() async throws -> TestEngine {
        let test = try await TestEngine()
        for (id, ciClass): (CIID, String) in [("mail", "BusinessService"), ("mx-1", "VM"), ("other", "VM")] {
            try await test.execute(RegisterCI(class: ciClass), on: id.stream)
        }
        let command = AddRelationship(from: "mail", type: "dependsOn", to: "mx-1")
        try await test.execute(command, on: command.id.stream)
        test.clock.advance(minutes: 1)
        return test
    }
    private func request(_ test: TestEngine, _ cis: CIID..., plan: ChangePlan? = nil) async throws -> StreamID {
        let plan = plan ?? ChangePlan(steps: "s", backout: "b", window: window(10, 12))
        let command = RequestChange(type: .normal, title: "t", cis: cis, plan: plan)
        return try await test.execute(new: command, by: .person("anna")).stream
    }
    private func change(_ test: TestEngine, _ stream: StreamID) async throws -> Change {
        try await test.engine.settlePolicies()
        return try #require(try await test.engine.state(of: stream, in: ChangeProcess.self))
    }

    @Test func `P18: a planned change is assessed by itself, as of its commit, and stays to be accepted`() async throws
    {
        let test = try await estate()
        let stream = try await request(test, "mx-1")
        let requested = try test.engine.store.head().position
        try await test.execute(RegisterCI(class: "VM"), on: CIID("later").stream)
        var found = try await change(test, stream)
        let impact = try #require(found.assessment.impact)
        #expect(impact.services == ["mail"] && impact.affected == 1)
        #expect(impact.graphPosition == requested && impact.asOf == window(10, 12).from)
        #expect(found.state == .new, "people accept it")
        try await test.execute(DecideOnRequest(), on: stream)
        found = try await change(test, stream)
        #expect(found.state == .assess && found.assessment.impact == impact, "nothing new to look at")
        await test.close()
    }

    @Test func `P18: asked for, an assessment is made again, and accepts`() async throws {
        let test = try await estate()
        let stream = try await request(test, "mx-1")
        let first = try #require(try await change(test, stream).assessment.impact)
        try await test.execute(try await test.engine.assessment(of: ChangeNumber(stream.key)), on: stream)
        let found = try await change(test, stream)
        #expect(found.state == .assess)
        #expect(try #require(found.assessment.impact).graphPosition > first.graphPosition)
        await test.close()
    }

    @Test func `P18: of other items, in another window, it is looked at again; with no window, not at all`()
        async throws
    {
        let test = try await estate()
        let stream = try await request(test, "mx-1")
        _ = try await change(test, stream)
        try await test.execute(PlanChange(cis: ["other"]), on: stream)
        #expect(try await change(test, stream).assessment.impact?.services == [])
        try await test.execute(PlanChange(window: window(20, 22)), on: stream)
        #expect(try await change(test, stream).assessment.impact?.asOf == window(20, 22).from)
        let open = try await request(test, "mx-1", plan: ChangePlan(steps: "s"))
        #expect(try await change(test, open).assessment.impact == nil)
        await test.close()
    }

    @Test func `P18: a commit that edits scope and plan is looked at once, and nothing is refused`() async throws {
        let test = try await estate()
        let stream = try await request(test, "mx-1")
        _ = try await change(test, stream)
        func records(_ type: String) throws -> [RecordedEvent] {
            try test.engine.store.read(from: .first, through: Position(.max), limit: .max).filter { $0.type == type }
        }
        try await test.execute(PlanChange(cis: ["other"], window: window(20, 22)), on: stream)
        var edited = try test.engine.store.head().position
        var impact = try #require(try await change(test, stream).assessment.impact)
        #expect(impact.services == [] && impact.asOf == window(20, 22).from && impact.graphPosition == edited)
        #expect(try records("ChangeImpactAssessed").map(\.causation).last == edited, "the last edit is the cause")
        #expect(try records("ChangeImpactAssessed").count == 2)

        // Where approvals become void with it, that comes after the edits.
        try await test.execute(try await test.engine.assessment(of: ChangeNumber(stream.key)), on: stream)
        try await test.execute(SubmitChange(), on: stream)
        try await test.execute(PlanChange(cis: ["mx-1"], window: window(30, 32)), on: stream)
        edited = try test.engine.store.head().position
        #expect(try records("ApprovalInvalidated").map(\.position) == [edited])
        impact = try #require(try await change(test, stream).assessment.impact)
        #expect(impact.services == ["mail"] && impact.asOf == window(30, 32).from && impact.graphPosition == edited)
        #expect(try records("ChangeImpactAssessed").count == 4)
        #expect(try records("PolicyRefused").isEmpty)
        await test.close()
    }

    @Test func `P18: freezes and others at the same time are conflicts, until it moves out of their way`() async throws
    {
        let test = try await estate()
        try await test.execute(
            DeclareFreeze("year-end", window: window(11, 13), reason: "r"), on: FreezeCalendar.stream)
        let first = try await request(test, "mail")
        try await test.execute(try await test.engine.assessment(of: ChangeNumber(first.key)), on: first)
        try await test.execute(SubmitChange(), on: first)
        let second = try await request(test, "mx-1")
        #expect(
            try await change(test, second).assessment.conflicts.map(\.other) == ["year-end", ReferenceCode(first.key)])
        try await test.execute(PlanChange(window: window(13, 14)), on: second)
        #expect(try await change(test, second).assessment.conflicts == [])
        await test.close()
    }

    @Test func `P18: approvals are asked for by themselves only where that is enabled`() async throws {
        let test = try await estate()
        func assessed() async throws -> StreamID {
            let stream = try await request(test, "mx-1")
            try await test.execute(try await test.engine.assessment(of: ChangeNumber(stream.key)), on: stream)
            return stream
        }
        let before = try await assessed()
        #expect(try await change(test, before).approval.request == nil)
        let policy = AssessedChangeAsksForApproval()
        try await test.execute(EnablePolicy(policy), on: policy.stream)
        let stream = try await assessed()
        #expect(try await change(test, stream).state == .authorise)
        #expect(try await change(test, before).state == .assess)
        // The second is in the way of the third, now that it holds its window.
        let third = try await assessed()
        #expect(try await change(test, third).state == .assess)
        // Accepted only after it was assessed.
        let other = try await request(test, "other")
        #expect(try await change(test, other).state == .new)
        try await test.execute(DecideOnRequest(), on: other)
        #expect(try await change(test, other).state == .authorise)
        await test.close()
    }
}
