public import EventModel

/// People who advise on changes, and approve them where the rules say so.
public struct AdvisoryBoardConstituted: DomainEvent {
    public let version: UInt64
    public let members: [PersonID]
    public let scope: String

    public init(version: UInt64, members: [PersonID], scope: String) {
        (self.version, self.members, self.scope) = (version, members, scope)
    }

    public static let type = EventType(
        "AdvisoryBoardConstituted", version: 1,
        Field(1, "version", \AdvisoryBoardConstituted.version, "The board's version, from 1."),
        Field(2, "members", \.members, "Who is on it, all of them."),
        Field(3, "scope", \.scope, "Which changes it is for."))
    public static let summary = "A change advisory board was constituted, or constituted anew."
    public static let example = AdvisoryBoardConstituted(
        version: 2, members: ["person-8", "person-9", "person-12"], scope: "Changes of high risk")
}

/// The board met and looked at changes.
public struct AdvisoryBoardMeetingHeld: DomainEvent {
    public let changes: [ChangeNumber]
    public let attendees: [PersonID]
    public let minutes: String

    public init(changes: [ChangeNumber], attendees: [PersonID], minutes: String) {
        (self.changes, self.attendees, self.minutes) = (changes, attendees, minutes)
    }

    public static let type = EventType(
        "AdvisoryBoardMeetingHeld", version: 1,
        Field(1, "changes", \AdvisoryBoardMeetingHeld.changes, "The changes that it looked at."),
        Field(2, "attendees", \.attendees, "The members who were there."),
        Field(3, "minutes", \.minutes, "What was said, in short; names no person."))
    public static let summary = "A change advisory board met and looked at changes."
    public static let example = AdvisoryBoardMeetingHeld(
        changes: ["CHG-2026-000118"], attendees: ["person-8", "person-9"], minutes: "Test on one relay first")
}

public enum AdvisoryBoardEvent: EventUnion {
    case constituted(AdvisoryBoardConstituted)
    case meetingHeld(AdvisoryBoardMeetingHeld)

    public static let catalogue = EventCatalogue<AdvisoryBoardEvent>([
        EventMember(AdvisoryBoardEvent.constituted), EventMember(AdvisoryBoardEvent.meetingHeld),
    ])
    public var event: any DomainEvent {
        switch self {
        case .constituted(let event): event
        case .meetingHeld(let event): event
        }
    }
}

/// A board as it is now.
public struct AdvisoryBoard: Sendable, Hashable {
    public var version: UInt64
    public var members: [PersonID]
    public var scope: String
    public var meetings: Int64 = 0
    public var lastMeetingAt: Instant?

    public static func stream(of code: ReferenceCode) -> StreamID {
        StreamID(category: AdvisoryBoardProcess.category, key: code.rawValue)
    }
}

/// A stream a board. Approvals that were asked for keep the members of then.
public enum AdvisoryBoardProcess: Decider {
    public static let category = "advisoryboard"
    public static func initial(_: StreamID) -> AdvisoryBoard? { nil }

    public static func evolve(_ state: inout AdvisoryBoard?, _ event: AdvisoryBoardEvent, _ record: RecordedEvent) {
        switch event {
        case .constituted(let event):
            var board = state ?? AdvisoryBoard(version: 0, members: [], scope: "")
            (board.version, board.members, board.scope) = (event.version, event.members, event.scope)
            state = board
        case .meetingHeld:
            state?.meetings += 1
            state?.lastMeetingAt = record.occurredAt
        }
    }
}

extension Facts {
    /// The board of this code; nil where it was not asked for, or there is none.
    func advisoryBoard(_ code: ReferenceCode) -> AdvisoryBoard? {
        state(of: AdvisoryBoard.stream(of: code), in: AdvisoryBoardProcess.self) ?? nil
    }
}
