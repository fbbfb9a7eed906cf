public import EventModel

/// Asks that somebody be told something; refused where that was asked for already.
public struct RequestNotification: Command {
    public typealias Process = OutboxProcess
    public let notice: NotificationRequested
    public init(_ notice: NotificationRequested) { self.notice = notice }

    public var id: NoticeID {
        let recipient = NoticeRecipient(notice.recipientKind, notice.recipient)
        return NoticeID(about: notice.about, template: notice.template, to: recipient, occasion: notice.occasion)
    }

    public func decide(
        _ state: Notice?, _ context: DecisionContext
    ) throws(OutboxRejection) -> Decision<OutboxEvent> {
        guard context.stream == id.stream else { throw .otherStream(NoticeID(context.stream.key), expected: id) }
        if let state { throw .alreadyRequested(state.id) }
        guard notice.template.nonEmpty != nil else { throw .missing("the template") }
        try OutboxRejection.check(notice.recipient, "the recipient")
        return [.requested(notice)]
    }
}

/// Says what came of telling them. One that failed may be tried again.
public struct RecordDelivery: Command {
    public typealias Process = OutboxProcess
    public let channel: NotificationChannel
    public let reference: String?
    public let failure: String?

    /// `reference` is what the message is called where it was delivered.
    public init(over channel: NotificationChannel, reference: String? = nil) {
        (self.channel, self.reference, failure) = (channel, reference, nil)
    }
    public init(failedOver channel: NotificationChannel, because failure: String) {
        (self.channel, reference, self.failure) = (channel, nil, failure)
    }

    public func decide(
        _ state: Notice?, _ context: DecisionContext
    ) throws(OutboxRejection) -> Decision<OutboxEvent> {
        guard let state else { throw .notRequested(NoticeID(context.stream.key)) }
        if let deliveredAt = state.deliveredAt { throw .alreadyDelivered(state.id, at: deliveredAt) }
        guard context.occurredAt >= state.requestedAt else {
            throw .beforeRequest(occurredAt: context.occurredAt, requestedAt: state.requestedAt)
        }
        guard let failure else {
            return [.delivered(NotificationDelivered(channel: channel, reference: reference?.nonEmpty))]
        }
        let reason = try OutboxRejection.required(failure, "what went wrong")
        return [.failed(NotificationDeliveryFailed(channel: channel, reason: reason))]
    }
}

/// Why a command on a notice was refused. Each says the state that it met.
public enum OutboxRejection: FormRejection {
    case otherStream(NoticeID, expected: NoticeID)
    case alreadyRequested(NoticeID)
    case notRequested(NoticeID)
    case alreadyDelivered(NoticeID, at: Instant)
    case beforeRequest(occurredAt: Instant, requestedAt: Instant)
    case missing(String)
    case invalid(what: String, problem: String)

    public var description: String {
        switch self {
        case .otherStream(let id, let expected): "that notice is \(expected), not \(id)"
        case .alreadyRequested(let id): "notice \(id) was asked for already"
        case .notRequested(let id): "nobody asked for notice \(id)"
        case .alreadyDelivered(let id, let at): "notice \(id) was delivered already, at \(at)"
        case .beforeRequest(let at, let requested): "\(at) is before it was asked for (\(requested))"
        case .missing(let what): "\(what) is missing"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        }
    }
}
