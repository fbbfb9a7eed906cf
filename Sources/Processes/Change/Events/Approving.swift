public import EventModel

/// People were asked to approve the change as it is.
public struct ApprovalRequested: DomainEvent {
    public let policyVersion: UInt64
    public let quorum: Int64
    public let approvers: [PersonID]
    public let content: ContentHash
    public let expiresAt: Instant
    public let retrospectiveHours: Int64?
    public let board: ReferenceCode?

    public init(
        policyVersion: UInt64, quorum: Int64, approvers: [PersonID], content: ContentHash, expiresAt: Instant,
        retrospectiveHours: Int64? = nil, board: ReferenceCode? = nil
    ) {
        (self.policyVersion, self.quorum, self.approvers) = (policyVersion, quorum, approvers)
        (self.content, self.expiresAt, self.retrospectiveHours) = (content, expiresAt, retrospectiveHours)
        self.board = board
    }

    public static let type = EventType(
        "ApprovalRequested", version: 1,
        Field(1, "policyVersion", \ApprovalRequested.policyVersion, "The approval policy's version."),
        Field(2, "quorum", \.quorum, "How many different people have to approve."),
        Field(3, "approvers", \.approvers, "Who may; none given, everybody who has nothing to do with it."),
        Field(4, "content", \.content, "The hash of what is to be approved: see ChangeContent."),
        Field(5, "expiresAt", \.expiresAt, "Until when they may."),
        Field(
            6, "retrospectiveHours", \.retrospectiveHours,
            "How many hours after its start an emergency change may still be approved."),
        Field(
            7, "board", \.board,
            "The advisory board whose members were asked; none where the rules named people, or nobody."))
    public static let summary = "People were asked to approve a change."
    public static let example = ApprovalRequested(
        policyVersion: 3, quorum: 2, approvers: ["person-8", "person-9"], content: .example,
        expiresAt: Instant(micros: 1_700_500_000_000_000), retrospectiveHours: 72, board: "cab")
}

/// Somebody approved what has this hash.
public struct ApprovalGiven: DomainEvent {
    public let approver: PersonID
    public let delegatedBy: PersonID?
    public let content: ContentHash

    public init(approver: PersonID, delegatedBy: PersonID? = nil, content: ContentHash) {
        (self.approver, self.delegatedBy, self.content) = (approver, delegatedBy, content)
    }

    public static let type = EventType(
        "ApprovalGiven", version: 1,
        Field(1, "approver", \ApprovalGiven.approver, "Who."),
        Field(2, "delegatedBy", \.delegatedBy, "Whose approval it counts as, where that is another's."),
        Field(3, "content", \.content, "The hash of what was approved."))
    public static let summary = "Somebody approved a change."
    public static let example = ApprovalGiven(approver: "person-12", delegatedBy: "person-9", content: .example)
}

/// Somebody refused their approval.
public struct ApprovalRefused: DomainEvent {
    public let approver: PersonID
    public let reason: String

    public init(approver: PersonID, reason: String) { (self.approver, self.reason) = (approver, reason) }

    public static let type = EventType(
        "ApprovalRefused", version: 1,
        Field(1, "approver", \ApprovalRefused.approver, "Who."),
        Field(2, "reason", \.reason, "Why."))
    public static let summary = "Somebody refused to approve a change."
    public static let example = ApprovalRefused(approver: "person-9", reason: "No tests")
}

/// Somebody handed their approval to another.
public struct ApprovalDelegated: DomainEvent {
    public let from: PersonID
    public let to: PersonID

    public init(from: PersonID, to: PersonID) { (self.from, self.to) = (from, to) }

    public static let type = EventType(
        "ApprovalDelegated", version: 1,
        Field(1, "from", \ApprovalDelegated.from, "Whose approval."),
        Field(2, "to", \.to, "Who decides instead."))
    public static let summary = "Somebody handed the approval of a change to another."
    public static let example = ApprovalDelegated(from: "person-9", to: "person-12")
}

/// Too few approved in time.
public struct ApprovalExpired: DomainEvent {
    public let dueAt: Instant
    public let given: Int64
    public let quorum: Int64

    public init(dueAt: Instant, given: Int64, quorum: Int64) {
        (self.dueAt, self.given, self.quorum) = (dueAt, given, quorum)
    }

    public static let type = EventType(
        "ApprovalExpired", version: 1,
        Field(1, "dueAt", \ApprovalExpired.dueAt, "Until when they might have."),
        Field(2, "given", \.given, "How many did."),
        Field(3, "quorum", \.quorum, "How many had to."))
    public static let summary = "Too few people approved a change in time."
    public static let example = ApprovalExpired(
        dueAt: Instant(micros: 1_700_500_000_000_000), given: 1, quorum: 2)
}

/// What was approved, or was to be, is not what the change is now.
public struct ApprovalInvalidated: DomainEvent {
    public let cause: String
    public let before: ContentHash
    public let after: ContentHash

    public init(cause: String, before: ContentHash, after: ContentHash) {
        (self.cause, self.before, self.after) = (cause, before, after)
    }

    public static let type = EventType(
        "ApprovalInvalidated", version: 1,
        Field(1, "cause", \ApprovalInvalidated.cause, "What was edited: the scope, the plan or the window."),
        Field(2, "before", \.before, "The hash that people approved, or were asked to."),
        Field(3, "after", \.after, "The hash of the change as it is now."))
    public static let summary = "The approvals of a change are void: it was edited afterwards."
    public static let example = ApprovalInvalidated(
        cause: "the window", before: .example,
        after: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752")
}

/// Enough people approved; of a standard change its template says so.
public struct ChangeAuthorised: DomainEvent {
    public let content: ContentHash
    public init(content: ContentHash) { self.content = content }

    public static let type = EventType(
        "ChangeAuthorised", version: 1,
        Field(1, "content", \ChangeAuthorised.content, "The hash of what is authorised."))
    public static let summary = "A change was authorised."
    public static let example = ChangeAuthorised(content: .example)
}

/// The change will not be made, as its approval was refused.
public struct ChangeRefused: DomainEvent {
    public let reason: String
    public init(reason: String) { self.reason = reason }

    public static let type = EventType(
        "ChangeRefused", version: 1, Field(1, "reason", \ChangeRefused.reason, "Why."))
    public static let summary = "A change was refused."
    public static let example = ChangeRefused(reason: "No tests")
}
