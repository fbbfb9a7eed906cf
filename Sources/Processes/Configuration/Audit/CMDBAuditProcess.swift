public import EventModel

/// An audit: what was planned, and what came of it.
public struct CMDBAudit: Sendable, Hashable {
    public let plan: CMDBAuditPlanned
    public var result: CMDBAuditPerformed?
    public var performedAt: Instant?

    public init(plan: CMDBAuditPlanned, result: CMDBAuditPerformed? = nil, performedAt: Instant? = nil) {
        (self.plan, self.result, self.performedAt) = (plan, result, performedAt)
    }
}

/// The one stream of audits, in the order in which they were planned.
public enum CMDBAuditProcess: Decider {
    public static let category = "ciaudit"
    public static let stream = StreamID(category: category, key: "main")
    public static func initial(_: StreamID) -> [CMDBAudit] { [] }

    public static func evolve(_ state: inout [CMDBAudit], _ event: CMDBAuditEvent, _ record: RecordedEvent) {
        switch event {
        case .planned(let event): state.append(CMDBAudit(plan: event))
        case .performed(let event):
            guard let index = state.firstIndex(where: { $0.plan.name == event.name }) else { return }
            (state[index].result, state[index].performedAt) = (event, record.occurredAt)
        }
    }
}

/// Puts on record which items an audit looks at.
public struct PlanCMDBAudit: Command {
    public typealias Process = CMDBAuditProcess
    public let plan: CMDBAuditPlanned
    /// How many items the sample was to have.
    public let wanted: Int

    public init(_ plan: CMDBAuditPlanned, wanted: Int) { (self.plan, self.wanted) = (plan, wanted) }

    /// The largest sample: all of its items stand in one event.
    public static let largestSample = 2_000

    public func needs(_: [CMDBAudit], _: Facts) -> [StreamID] { [CISchema.stream] }

    public func decide(
        _ state: [CMDBAudit], _ context: DecisionContext
    ) throws(CMDBAuditRejection) -> Decision<CMDBAuditEvent> {
        let schema = context.facts.ciSchema
        guard schema.ciClass(plan.ciClass) != nil else {
            throw .unknownClass(plan.ciClass, known: schema.classes.map(\.name))
        }
        guard CISchema.isName(plan.name) else { throw .badName(plan.name) }
        guard !state.contains(where: { $0.plan.name == plan.name }) else { throw .alreadyPlanned(plan.name) }
        guard (1...Self.largestSample).contains(wanted) else {
            throw .sampleOutOfRange(wanted, largest: Self.largestSample)
        }
        guard wanted <= plan.population else { throw .populationTooSmall(plan.ciClass, Int(plan.population), wanted) }
        return [.planned(plan)]
    }
}

/// Records what an auditor found of a planned sample: all of it, once.
public struct RecordCMDBAudit: Command {
    public typealias Process = CMDBAuditProcess
    public let name: String
    /// Each attribute that was looked at: on record, and in the world.
    public let observations: [AuditFinding]

    public init(_ name: String, _ observations: [AuditFinding]) {
        (self.name, self.observations) = (name, observations)
    }

    /// The attribute that says whether there is such an item at all.
    public static let existence = "exists"
    /// The most findings that are kept one by one: an event has an end.
    public static let mostFindings = 2_000

    public func decide(
        _ state: [CMDBAudit], _ context: DecisionContext
    ) throws(CMDBAuditRejection) -> Decision<CMDBAuditEvent> {
        guard let audit = state.first(where: { $0.plan.name == name }) else {
            throw .notPlanned(name, known: state.map(\.plan.name))
        }
        if let performedAt = audit.performedAt { throw .alreadyPerformed(name, at: performedAt) }
        let sample = Set(audit.plan.sample)
        if let stranger = observations.first(where: { !sample.contains($0.ci) }) {
            throw .notInSample(stranger.ci, audit: name)
        }
        var seen: Set<[String]> = []
        for each in observations where !seen.insert([each.ci.rawValue, each.attribute]).inserted {
            throw .twice(each.ci, each.attribute)
        }
        let looked = Set(observations.map(\.ci))
        let missing = audit.plan.sample.filter { !looked.contains($0) }
        guard missing.isEmpty else { throw .notLookedAt(missing) }
        let findings = observations.filter { $0.recorded != $0.found }
        let flawed = Set(findings.map(\.ci))
        return [
            .performed(
                CMDBAuditPerformed(
                    name: name, sample: Int64(looked.count), population: audit.plan.population,
                    matches: Int64(observations.count - findings.count), attributes: Int64(observations.count),
                    flawlessItems: Int64(looked.count - flawed.count),
                    findings: Array(findings.prefix(Self.mostFindings))))
        ]
    }
}

/// Why an audit was not planned or recorded.
public enum CMDBAuditRejection: CommandRejection {
    case badName(String)
    case unknownClass(String, known: [String])
    case alreadyPlanned(String)
    case sampleOutOfRange(Int, largest: Int)
    case populationTooSmall(String, Int, Int)
    case notPlanned(String, known: [String])
    case alreadyPerformed(String, at: Instant)
    case notInSample(CIID, audit: String)
    case notLookedAt([CIID])
    case twice(CIID, String)

    public var description: String {
        switch self {
        case .badName(let name): "\"\(name)\" is no name of an audit: 1 to 64 bytes without white space and ~ are"
        case .unknownClass(let name, let known): "there is no class \(name); the schema has \(known.listed)"
        case .alreadyPlanned(let name): "the audit \(name) is planned already; choose another name"
        case .sampleOutOfRange(let found, let largest): "a sample has 1 to \(largest) items, not \(found)"
        case .populationTooSmall(let name, let population, let wanted):
            "there are \(population) live items of class \(name), too few for a sample of \(wanted)"
        case .notPlanned(let name, let known):
            "there is no audit \(name); " + (known.isEmpty ? "none is planned" : "there are \(known.listed)")
        case .alreadyPerformed(let name, let at): "the audit \(name) was recorded already, at \(at)"
        case .notInSample(let ci, let audit): "\(ci) is not in the sample of \(audit): only drawn items count"
        case .notLookedAt(let items):
            "nothing is said about \(items.listed), which are in the sample: leaving items out would bias it"
        case .twice(let ci, let attribute): "\(attribute) of \(ci) is said twice"
        }
    }
}
