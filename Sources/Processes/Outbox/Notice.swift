internal import Crypto
public import EventModel

/// What somebody is to be told, once: named after what it is about, the text, the recipient and the occasion. Whoever asks
/// for the same again asks for nothing new.
public struct NoticeID: TextIdentifier {
    /// 32 hexadecimal digits.
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// SHA-256 over "notice/v1", then about, template, kind and code of the recipient and occasion, each after its length.
    public init(about: StreamID, template: String, to recipient: NoticeRecipient, occasion: String) {
        var digest = SHA256()
        digest.update(data: Array("notice/v1".utf8))
        for text in [about.description, template, recipient.kind.name, recipient.code.rawValue, occasion] {
            withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { digest.update(bufferPointer: $0) }
            digest.update(data: Array(text.utf8))
        }
        let digits = Array("0123456789abcdef")
        rawValue = String(digest.finalize().prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    public var stream: StreamID { StreamID(category: OutboxProcess.category, key: rawValue) }
}

/// Who is to be told.
public struct NoticeRecipient: Sendable, Hashable, Comparable {
    public enum Kind: Int32, WireEnum {
        case person = 1
        case group = 2
        /// Whoever an item's record calls its owner: a person, a group, or a name of theirs.
        case owner = 3
    }
    public var kind: Kind
    /// The pseudonym of a person, or the group's code.
    public var code: ReferenceCode

    public init(_ kind: Kind, _ code: ReferenceCode) { (self.kind, self.code) = (kind, code) }
    public static func person(_ person: PersonID) -> NoticeRecipient {
        NoticeRecipient(.person, ReferenceCode(person.rawValue))
    }
    public static func group(_ group: GroupID) -> NoticeRecipient {
        NoticeRecipient(.group, ReferenceCode(group.rawValue))
    }

    public static func < (left: NoticeRecipient, right: NoticeRecipient) -> Bool {
        (left.kind.rawValue, left.code) < (right.kind.rawValue, right.code)
    }
}

/// A notice as its events leave it.
public struct Notice: Sendable, Hashable {
    public var id: NoticeID
    public var requested: NotificationRequested
    public var requestedAt: Instant
    public var deliveredAt: Instant?
    public var channel: NotificationChannel?
    /// What the service that delivered it calls the message.
    public var reference: String?
    public var failureCount: Int64 = 0
    /// Of the last attempt that failed.
    public var failure: String?

    public var state: NoticeState {
        if deliveredAt != nil { return .delivered }
        return failureCount == 0 ? .waiting : .failed
    }
}

/// Where a notice stands. A failed one may be tried again.
public enum NoticeState: Int32, WireEnum {
    case waiting = 1
    case failed = 2
    case delivered = 3
}

extension Facts {
    /// Whether the notice was asked for already, for policies that asked for its stream.
    func isRequested(_ notice: NoticeID) -> Bool {
        (state(of: notice.stream, in: OutboxProcess.self) ?? nil) != nil
    }
}

// A notice as a row of a read model. Not the storage format of the log: raise the table's version with any change.
extension Notice: WireMessage {
    public static let schema = Schema(
        Field(1, "id", \Notice.id, "What it is called."),
        Field(2, "requested", \.requested, "Who is to be told what."),
        Field(3, "requestedAt", \.requestedAt, "Since when."),
        Field(4, "deliveredAt", \.deliveredAt, "When they were."),
        Field(5, "channel", \.channel, "How."),
        Field(6, "reference", \.reference, "What the message is called where it was delivered."),
        Field(7, "failureCount", \.failureCount, "Attempts that failed."),
        Field(8, "failure", \.failure, "Why the last of them failed."))
}
extension NotificationRequested: WireMessage {
    public static var schema: Schema<NotificationRequested> { type.schema }
}
