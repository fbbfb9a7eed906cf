import EventLog
import EventModel
public import Processes
public import ReadModels

/// An attribute that an auditor is to look at.
public struct AuditQuestion: Sendable, Hashable {
    public let ci: CIID
    public let attribute: String
    /// What is on record.
    public let recorded: String?
}

/// What an audit says of the record's accuracy.
public struct CMDBAccuracy: Sendable {
    /// Matched attributes ÷ audited attributes. The interval takes attributes of one item as independent of each other and their
    /// whole as unlimited.
    public let matches: Int
    public let attributes: Int
    public let attributeInterval: WilsonInterval?
    /// Items without a flaw ÷ items looked at, with the finite population taken into account.
    public let flawlessItems: Int
    public let sample: Int
    public let population: Int
    public let itemInterval: WilsonInterval?

    init(_ result: CMDBAuditPerformed, _ confidence: WilsonInterval.Confidence) {
        (matches, attributes) = (Int(result.matches), Int(result.attributes))
        (flawlessItems, sample, population) = (Int(result.flawlessItems), Int(result.sample), Int(result.population))
        attributeInterval = WilsonInterval(matches: matches, of: attributes, confidence)
        itemInterval = WilsonInterval(matches: flawlessItems, of: sample, population: population, confidence)
    }
}

extension CMDBAudit {
    /// Nil until it was performed.
    public func accuracy(_ confidence: WilsonInterval.Confidence = .percent95) -> CMDBAccuracy? {
        result.map { CMDBAccuracy($0, confidence) }
    }
}

extension ServiceEngine {
    /// Every audit by a moment, in the order of planning.
    public func audits(_ moment: Moment = .now) async throws(EngineError) -> [CMDBAudit] {
        try await state(of: CMDBAuditProcess.stream, in: CMDBAuditProcess.self, moment)
    }

    /// Draws a sample of the live items of a class as they are now, and puts on record that it is to be looked at. The same
    /// seed draws the same items of the same whole.
    /// - Throws: `rejected` with a `CMDBAuditRejection`.
    public func planAudit(
        _ name: String?, class ciClass: String, sample count: Int, seed: UInt64, _ envelope: CommandEnvelope
    ) async throws -> CMDBAuditPlanned {
        let head: LogHead
        do { head = try store.head() } catch { throw EngineError.log(error) }
        let asOf = max(options.clock(), head.recordedAt)
        let items = try await items(Moment(asOf: asOf, asKnownAt: .position(head.position))).values
        let population = items.filter { $0.ciClass == ciClass && $0.status == .production }.map(\.id)
        let known = try await audits()
        let plan = CMDBAuditPlanned(
            name: name ?? "audit-\(known.count + 1)", ciClass: ciClass, seed: seed, asOf: asOf,
            position: head.position, population: Int64(population.count),
            sample: AuditSample.draw(min(count, PlanCMDBAudit.largestSample), from: population, seed: seed))
        try await execute(PlanCMDBAudit(plan, wanted: count), on: CMDBAuditProcess.stream, envelope)
        return plan
    }

    /// What an auditor is to look at: of each item whether it exists, its status, and each attribute on record.
    public func questions(of plan: CMDBAuditPlanned) async throws -> [AuditQuestion] {
        let moment = Moment(asOf: plan.asOf, asKnownAt: .position(plan.position))
        var questions: [AuditQuestion] = []
        for ci in plan.sample {
            guard let item = try await configurationItem(ci, moment) else { continue }
            questions.append(.init(ci: ci, attribute: RecordCMDBAudit.existence, recorded: "true"))
            questions.append(.init(ci: ci, attribute: "status", recorded: item.status.name))
            questions += item.attributes.map { .init(ci: ci, attribute: $0.name, recorded: $0.value) }
        }
        return questions
    }

    /// Records what an auditor found, judged by what was on record when the sample was drawn.
    /// - Throws: `rejected` with a `CMDBAuditRejection`.
    public func recordAudit(
        _ name: String, found: [(ci: CIID, attribute: String, value: String?)], _ envelope: CommandEnvelope
    ) async throws -> CMDBAudit {
        let known = try await audits()
        guard let audit = known.first(where: { $0.plan.name == name }) else {
            throw EngineError.rejected(CMDBAuditRejection.notPlanned(name, known: known.map(\.plan.name)))
        }
        var recorded: [CIID: [String: String]] = [:]
        for each in try await questions(of: audit.plan) {
            recorded[each.ci, default: [:]][each.attribute] = each.recorded
        }
        let observations = found.map { each in
            AuditFinding(
                ci: each.ci, attribute: each.attribute, recorded: recorded[each.ci]?[each.attribute],
                found: each.value)
        }
        try await execute(RecordCMDBAudit(name, observations), on: CMDBAuditProcess.stream, envelope)
        return try await audits().first { $0.plan.name == name } ?? audit
    }
}
