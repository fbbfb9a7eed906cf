public import EventModel

/// Other rules for approving changes came into force.
public struct ApprovalPolicyPublished: DomainEvent {
    public let version: UInt64
    public let quorum: Int64
    public let highRiskQuorum: Int64
    public let emergencyQuorum: Int64
    public let approvers: [PersonID]
    public let approvalHours: Int64
    public let retrospectiveHours: Int64
    public let templateFailures: Int64
    public let board: ReferenceCode?

    public init(_ rules: ChangeRules) {
        (version, quorum, highRiskQuorum) = (rules.version, rules.quorum, rules.highRiskQuorum)
        (emergencyQuorum, approvers, approvalHours) = (rules.emergencyQuorum, rules.approvers, rules.approvalHours)
        (retrospectiveHours, templateFailures) = (rules.retrospectiveHours, rules.templateFailures)
        board = rules.board
    }

    var rules: ChangeRules {
        ChangeRules(
            version: version, quorum: quorum, highRiskQuorum: highRiskQuorum, emergencyQuorum: emergencyQuorum,
            approvers: approvers, approvalHours: approvalHours, retrospectiveHours: retrospectiveHours,
            templateFailures: templateFailures, board: board)
    }

    public static let type = EventType(
        "ApprovalPolicyPublished", version: 1,
        Field(1, "version", \ApprovalPolicyPublished.version, "The rules' version, from 1."),
        Field(2, "quorum", \.quorum, "How many different people approve a normal change."),
        Field(3, "highRiskQuorum", \.highRiskQuorum, "The same where its risk is high."),
        Field(4, "emergencyQuorum", \.emergencyQuorum, "The same of an emergency change."),
        Field(5, "approvers", \.approvers, "Who may; none given, everybody who has nothing to do with it."),
        Field(6, "approvalHours", \.approvalHours, "How long an approval is waited for, hours."),
        Field(7, "retrospectiveHours", \.retrospectiveHours, "How long after its start an emergency may be approved."),
        Field(8, "templateFailures", \.templateFailures, "After how many failures a template is suspended."),
        Field(9, "board", \.board, "The advisory board whose members approve, in the place of people by name."))
    public static let summary = "Other rules for approving changes came into force."
    public static let example = ApprovalPolicyPublished(
        ChangeRules(
            version: 6, quorum: 2, highRiskQuorum: 3, emergencyQuorum: 1, approvers: ["person-8", "person-9"],
            approvalHours: 48, retrospectiveHours: 24, templateFailures: 4, board: "cab"))
}

public enum ChangeRulesEvent: EventUnion {
    case published(ApprovalPolicyPublished)

    public static let catalogue = EventCatalogue<ChangeRulesEvent>([EventMember(ChangeRulesEvent.published)])
    public var event: any DomainEvent {
        switch self {
        case .published(let event): event
        }
    }
}

/// The one stream of rules: the last published are in force. A change keeps those that its approval was asked under.
public enum ChangeRulesProcess: Decider {
    public static let category = "approvalpolicy"
    public static func initial(_: StreamID) -> ChangeRules { .standard }

    public static func evolve(_ state: inout ChangeRules, _ event: ChangeRulesEvent, _: RecordedEvent) {
        switch event {
        case .published(let event): state = event.rules
        }
    }
}

/// Publishes rules; they hold for approvals that are asked for from then on.
public struct PublishApprovalPolicy: Command {
    public typealias Process = ChangeRulesProcess
    /// Its version is not looked at.
    public let rules: ChangeRules
    public init(_ rules: ChangeRules) { self.rules = rules }

    public func needs(_: ChangeRules, _: Facts) -> [StreamID] {
        [rules.board.map(AdvisoryBoard.stream(of:))].compactMap { $0 }
    }

    public func decide(
        _ state: ChangeRules, _ context: DecisionContext
    ) throws(ChangeRulesRejection) -> Decision<ChangeRulesEvent> {
        let counts = [rules.quorum, rules.highRiskQuorum, rules.emergencyQuorum, rules.templateFailures]
        if let wrong = counts.first(where: { !(1...100).contains($0) }) { throw .countOutOfRange(wrong) }
        for hours in [rules.approvalHours, rules.retrospectiveHours] where !(1...8_784).contains(hours) {
            throw .hoursOutOfRange(hours)
        }
        if let person = rules.approvers.first(where: { $0.problem != nil }) { throw .notAPerson(person) }
        var next = rules
        next.approvers = Set(rules.approvers).sorted()
        let largest = max(next.quorum, next.highRiskQuorum, next.emergencyQuorum)
        let people = try approvers(next, context)
        if !people.isEmpty, Int64(people.count) < largest { throw .quorumOutOfReach(largest, of: people.count) }
        next.version = state.version
        guard next != state else { throw .unchanged(version: state.version) }
        next.version += 1
        return [.published(ApprovalPolicyPublished(next))]
    }

    private func approvers(
        _ rules: ChangeRules, _ context: DecisionContext
    ) throws(ChangeRulesRejection) -> [PersonID] {
        guard let code = rules.board else { return rules.approvers }
        guard rules.approvers.isEmpty else { throw .boardAndPeople }
        guard let board = context.facts.advisoryBoard(code) else { throw .noBoard(code) }
        return board.members
    }
}

/// Why rules were not published.
public enum ChangeRulesRejection: CommandRejection {
    case countOutOfRange(Int64)
    case hoursOutOfRange(Int64)
    case notAPerson(PersonID)
    case quorumOutOfReach(Int64, of: Int)
    case noBoard(ReferenceCode)
    case boardAndPeople
    case unchanged(version: UInt64)

    public var description: String {
        switch self {
        case .countOutOfRange(let found): "a quorum or a number of failures is 1 to 100, not \(found)"
        case .hoursOutOfRange(let found): "hours are 1 to 8784, a year, not \(found)"
        case .notAPerson(let person): "\"\(person)\" is no person"
        case .quorumOutOfReach(let quorum, let count): "a quorum of \(quorum) is out of reach for \(count) approvers"
        case .noBoard(let code): "there is no advisory board \(code)"
        case .boardAndPeople: "either a board approves, or people by name"
        case .unchanged(let version): "version \(version), which is in force, says the same"
        }
    }
}
