import EventLog
import EventModel
import LogbookTesting
import Processes
import ReadModels
import ServiceEngine
import TestSupport
import Testing

/// The share of changes that nobody asked for, from events to the board of changes.
@Suite struct ControlledDeltaTests {
    /// A machine of a class that only changes may change, and a server that anybody may.
    private func estate() async throws -> TestEngine {
        let test = try await TestEngine()
        var schema = CISchema.standard
        for index in schema.classes.indices {
            schema.classes[index].isControlled = ["VM", "Database"].contains(schema.classes[index].name)
        }
        try await test.execute(PublishCISchema(schema), on: CISchema.stream)
        for (id, ciClass): (CIID, String) in [("vm", "VM"), ("host", "PhysicalServer")] {
            let command = RegisterCI(class: ciClass, attributes: [AttributeValue("name", "0")])
            try await test.execute(command, on: id.stream)
        }
        return test
    }

    private func set(_ test: TestEngine, _ id: CIID, _ name: String, _ more: AttributeValue...) async throws {
        test.clock.advance(days: 2)
        try await test.execute(SetCIAttributes([AttributeValue("name", name)] + more), on: id.stream)
        try await test.engine.settlePolicies()
    }

    private func share(_ test: TestEngine, _ period: Period = .always, _ moment: Moment = .now) async throws -> String {
        let board = try await test.engine.changeBoard(period, moment)
        let figure = try #require(board.figures.first { $0.name == "unauthorisedChangeShare" })
        let regularised = figure.parts.first { $0.name == "regularised" }?.count ?? -1
        return "\(figure.text ?? "-") of \(figure.n), \(regularised) regularised"
    }

    @Test func `what no change covers counts against every value seen to change on a controlled item`() async throws {
        let test = try await estate()
        #expect(try await share(test) == "- of 0, 0 regularised")
        try await set(test, "host", "1")
        #expect(try await share(test) == "- of 0, 0 regularised", "nobody controls it")
        try await set(test, "vm", "1", AttributeValue("owner", "ops"))
        #expect(try await share(test) == "100.0000 of 2, 0 regularised")

        let number = try await emergency(test)
        try await set(test, "vm", "2", AttributeValue("owner", "data"))
        #expect(try await share(test) == "50.0000 of 4, 0 regularised", "the change covers what it changes")
        try await test.execute(RegulariseUnauthorisedChange(by: number), on: CIID("vm").stream)
        #expect(try await share(test) == "50.0000 of 4, 2 regularised", "the findings stay")
        await test.close()
    }

    @Test func `a period has what its end has more than its beginning, whatever the item's class since`() async throws {
        let test = try await estate()
        let begin = test.clock.now
        for name in ["1", "2", "3"] { try await set(test, "vm", name) }
        let (second, third) = (test.clock.now.advanced(byMicros: -2 * Instant.microsPerDay), test.clock.now)
        let known = try test.engine.store.head().position
        try await test.execute(ReclassifyCI(to: "Database", reason: "It serves data"), on: CIID("vm").stream)
        try await set(test, "vm", "4")
        #expect(try await share(test) == "100.0000 of 4, 0 regularised")
        #expect(try await share(test, Period(from: second, to: third)) == "100.0000 of 1, 0 regularised")
        #expect(try await share(test, Period(from: begin, to: second)) == "100.0000 of 1, 0 regularised")
        #expect(try await share(test, Period(from: third, to: nil)) == "100.0000 of 2, 0 regularised")
        #expect(try await share(test, .always, Moment(asKnownAt: .position(known))) == "100.0000 of 3, 0 regularised")
        await test.close()
    }

    @Test func `what was recorded before the policy was in force is left out`() async throws {
        let test = try await estate()
        let policy = UnauthorisedChanges()
        try await test.execute(DisablePolicy(policy), on: policy.stream)
        try await set(test, "vm", "1", AttributeValue("owner", "ops"))
        let then = test.clock.now
        func figure(_ moment: Moment = .now) async throws -> [Int64] {
            let board = try await test.engine.changeBoard(.always, moment)
            let figure = try #require(board.figures.first { $0.name == "unauthorisedChangeShare" })
            return [figure.parts.first?.count ?? -1, figure.n, figure.excluded]
        }
        #expect(try await figure() == [0, 0, 2])
        try await test.execute(EnablePolicy(policy), on: policy.stream)
        try await set(test, "vm", "2")
        #expect(try await figure() == [1, 1, 2])
        #expect(try await figure(Moment(asOf: then)) == [0, 0, 2])
        await test.close()
    }

    /// A change on the machine that is at work from now on.
    private func emergency(_ test: TestEngine) async throws -> ChangeNumber {
        let requested = try await test.execute(
            new: RequestChange(
                type: .emergency, title: "Rename", cis: ["vm"],
                plan: ChangePlan(
                    steps: "s", backout: "b",
                    window: ChangeWindow(
                        from: test.clock.now, to: test.clock.now.advanced(byMicros: 30 * Instant.microsPerDay)))))
        let stream = requested.stream
        try await test.execute(SubmitChange(), on: stream)
        try await test.execute(ApproveChange(), on: stream, by: .person("manager-1"))
        try await test.execute(StartChange(), on: stream, by: .person("engineer-2"))
        return ChangeNumber(stream.key)
    }
}
