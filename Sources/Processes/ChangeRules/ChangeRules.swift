public import EventModel

/// The figures of change management in force: who approves, how many, and how long.
public struct ChangeRules: Sendable, Hashable {
    public var version: UInt64
    /// Different people who have to approve a normal change.
    public var quorum: Int64
    /// The same where the risk is high.
    public var highRiskQuorum: Int64
    public var emergencyQuorum: Int64
    /// Who may approve; none, everybody who has nothing to do with it.
    public var approvers: [PersonID]
    /// How long an approval is waited for, hours.
    public var approvalHours: Int64
    /// How long after its start an emergency change may still be approved, hours.
    public var retrospectiveHours: Int64
    /// After how many failures a template is suspended.
    public var templateFailures: Int64
    /// The advisory board whose members approve, in the place of `approvers`.
    public var board: ReferenceCode?

    public init(
        version: UInt64 = 0, quorum: Int64 = 1, highRiskQuorum: Int64 = 2, emergencyQuorum: Int64 = 1,
        approvers: [PersonID] = [], approvalHours: Int64 = 240, retrospectiveHours: Int64 = 72,
        templateFailures: Int64 = 3, board: ReferenceCode? = nil
    ) {
        (self.version, self.quorum, self.highRiskQuorum) = (version, quorum, highRiskQuorum)
        (self.emergencyQuorum, self.approvers, self.approvalHours) = (emergencyQuorum, approvers, approvalHours)
        (self.retrospectiveHours, self.templateFailures, self.board) = (retrospectiveHours, templateFailures, board)
    }

    /// What holds until others are published.
    public static let standard = ChangeRules()
    public static let stream = StreamID(category: ChangeRulesProcess.category, key: "change")

    func quorum(for change: Change) -> Int64 {
        switch change.type {
        case .emergency: emergencyQuorum
        case .standard, .normal: change.assessment.risk?.level == .high ? highRiskQuorum : quorum
        }
    }
}

extension Facts {
    /// The rules in force, for commands that need `ChangeRules.stream`.
    var changeRules: ChangeRules { state(of: ChangeRules.stream, in: ChangeRulesProcess.self) ?? .standard }
}
