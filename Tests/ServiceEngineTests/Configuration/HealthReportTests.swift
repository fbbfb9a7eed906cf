import EventLog
import EventModel
import Processes
import ReadModels
import ServiceEngine
import TestSupport
import Testing

/// The record's health as the engine reports it: of which items, and as of when.
struct HealthReportTests {
    private let dana = CommandEnvelope(.person("dana"))

    /// `name count/of`, those that have a value.
    private func figures(
        _ test: TestEngine, ofClass ciClass: String? = nil, _ moment: Moment = .now
    ) async throws -> [String] {
        try await test.engine.configurationHealth(ofClass: ciClass, moment).health.figures.compactMap { each in
            each.figure.value.map { "\(each.figure.name) \($0.numerator)/\($0.denominator)" }
        }
    }

    private func estate() async throws -> TestEngine {
        let test = try await TestEngine()
        for id: CIID in ["web", "db", "spare", "old"] {
            try await test.execute(RegisterCI(class: id == "db" ? "Database" : "VM"), on: id.stream)
        }
        let relation = AddRelationship(from: "web", type: "dependsOn", to: "db")
        try await test.execute(relation, on: relation.id.stream)
        test.clock.advance(minutes: 1)
        return test
    }

    @Test("items that are there are counted, of one class where it is given; retired and merged ones are not")
    func population() async throws {
        let test = try await estate()
        try await test.execute(RetireCI(reason: "scrapped"), on: CIID("old").stream)
        let report = try await test.engine.configurationHealth()
        let head = try test.engine.store.head().position
        #expect(report.health.itemCount == 3 && report.moment.position == head)
        #expect(try await figures(test) == ["orphans 1/3", "correctness 2/3"])
        #expect(try await figures(test, ofClass: "Database") == ["orphans 0/1", "correctness 1/1"])
        #expect(try await figures(test, ofClass: "Rack") == [])
        try await test.execute(MergeCI(into: "web", reason: "the same"), on: CIID("spare").stream)
        #expect(try await figures(test) == ["orphans 0/2", "correctness 2/2"])
        await test.close()
    }

    @Test("a moment before has the health of then, as was known then")
    func past() async throws {
        let test = try await estate()
        let (before, position) = (test.clock.now, try test.engine.store.head().position)
        test.clock.advance(minutes: 5)
        try await test.execute(RetireCI(reason: "scrapped"), on: CIID("spare").stream)
        let late = AddRelationship(from: "old", type: "dependsOn", to: "db", validFrom: before)
        try await test.execute(late, on: late.id.stream)
        #expect(try await figures(test) == ["orphans 0/3", "correctness 3/3"])
        #expect(try await figures(test, Moment(asOf: before)) == ["orphans 1/4", "correctness 3/4"])
        let known = Moment(asOf: before, asKnownAt: .position(position))
        #expect(try await figures(test, known) == ["orphans 2/4", "correctness 2/4"])
        await test.close()
    }

    @Test("audits and incidents count from when they were recorded")
    func audits() async throws {
        let test = try await estate()
        let before = test.clock.now
        test.clock.advance(minutes: 1)
        let plan = try await test.engine.planAudit("a", class: "VM", sample: 3, seed: 1, dana)
        var found = try await test.engine.questions(of: plan).map {
            (ci: $0.ci, attribute: $0.attribute, value: $0.recorded)
        }
        found[1].value = "repair"
        _ = try await test.engine.recordAudit("a", found: found, dana)
        try await test.execute(new: LogIncident(title: "Slow", ci: "web"))
        try await test.execute(new: LogIncident(title: "Loud"))
        #expect(
            try await figures(test).suffix(3) == ["compliance 2/3", "accuracy 5/6", "incidentsWithItem 1/2"])
        #expect(try await figures(test, ofClass: "VM").suffix(2) == ["compliance 2/3", "accuracy 5/6"])
        #expect(try await figures(test, ofClass: "Database") == ["orphans 0/1", "correctness 1/1"])
        #expect(try await figures(test, Moment(asOf: before)) == ["orphans 2/4", "correctness 2/4"])
        // All three of the class were looked at: its share is known.
        let health = try await test.engine.configurationHealth(ofClass: "VM").health
        #expect(health.figures[5].interval == WilsonInterval(matches: 2, of: 3, population: 3))
        await test.close()
    }
}
