public import EventModel

/// Says who is on a board, and which changes it is for.
public struct ConstituteAdvisoryBoard: Command {
    public typealias Process = AdvisoryBoardProcess
    public let members: [PersonID]
    public let scope: String

    public init(_ members: [PersonID], scope: String) { (self.members, self.scope) = (members, scope) }

    public func decide(
        _ state: AdvisoryBoard?, _: DecisionContext
    ) throws(AdvisoryBoardRejection) -> Decision<AdvisoryBoardEvent> {
        let people = Set(members).sorted()
        guard !people.isEmpty else { throw .noMembers }
        if let wrong = people.first(where: { $0.problem != nil }) { throw .notAPerson(wrong) }
        guard let scope = scope.nonEmpty else { throw .missing("the scope") }
        if let state, state.members == people, state.scope == scope { throw .unchanged(version: state.version) }
        let version = (state?.version ?? 0) + 1
        return [.constituted(AdvisoryBoardConstituted(version: version, members: people, scope: scope))]
    }
}

/// Records that a board met.
public struct HoldAdvisoryBoardMeeting: Command {
    public typealias Process = AdvisoryBoardProcess
    public let changes: [ChangeNumber]
    public let attendees: [PersonID]
    public let minutes: String

    public init(on changes: [ChangeNumber], attendees: [PersonID], minutes: String) {
        (self.changes, self.attendees, self.minutes) = (changes, attendees, minutes)
    }

    public func needs(_: AdvisoryBoard?, _: Facts) -> [StreamID] { changes.map(\.stream) }

    public func decide(
        _ state: AdvisoryBoard?, _ context: DecisionContext
    ) throws(AdvisoryBoardRejection) -> Decision<AdvisoryBoardEvent> {
        guard let board = state else { throw .notConstituted(ReferenceCode(context.stream.key)) }
        guard !changes.isEmpty else { throw .missing("the change that it looked at") }
        for change in changes {
            let known = context.facts.state(of: change.stream, in: ChangeProcess.self) ?? nil
            if known == nil { throw .noChange(change) }
        }
        guard !attendees.isEmpty else { throw .missing("a member who was there") }
        if let other = attendees.first(where: { !board.members.contains($0) }) { throw .notAMember(other) }
        guard let minutes = minutes.nonEmpty else { throw .missing("the minutes") }
        return [
            .meetingHeld(
                AdvisoryBoardMeetingHeld(
                    changes: Set(changes).sorted(), attendees: Set(attendees).sorted(), minutes: minutes))
        ]
    }
}

/// Why a command on a board was refused.
public enum AdvisoryBoardRejection: CommandRejection {
    case notConstituted(ReferenceCode)
    case noMembers
    case notAPerson(PersonID)
    case notAMember(PersonID)
    case noChange(ChangeNumber)
    case missing(String)
    case unchanged(version: UInt64)

    public var description: String {
        switch self {
        case .notConstituted(let code): "there is no advisory board \(code)"
        case .noMembers: "a board has a member at least"
        case .notAPerson(let person): "\"\(person)\" is no person"
        case .notAMember(let person): "\(person) is not on the board"
        case .noChange(let change): "there is no change \(change)"
        case .missing(let what): "\(what) is missing"
        case .unchanged(let version): "version \(version), which is in force, says the same"
        }
    }
}
